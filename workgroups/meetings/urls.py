"""Addresses of meetings, and of calendars."""

from django.urls import path

from workgroups.meetings import views

app_name = "meetings"
_group = "groups/<slug:slug>/"
urlpatterns = [
    path("calendar/", views.feed_settings, name="feed-settings"),
    path("calendar/<str:token>.ics", views.person_feed, name="person-feed"),
    path(f"{_group}calendar.ics", views.group_feed, name="group-feed"),
    path(f"{_group}meetings/", views.meeting_list, name="meeting-list"),
    path(f"{_group}meetings/new/", views.meeting_add, name="meeting-add"),
    path(f"{_group}meetings/series/", views.series_add, name="series-add"),
    path(f"{_group}meetings/<int:number>/", views.meeting_page, name="meeting-page"),
    path(f"{_group}meetings/<int:number>/meeting.ics", views.meeting_file, name="meeting-file"),
    path(f"{_group}meetings/<int:number>/attendance/", views.meeting_attendance, name="meeting-attendance"),
    path(f"{_group}meetings/<int:number>/tasks/", views.meeting_tasks, name="meeting-tasks"),
    path(f"{_group}meetings/<int:number>/answer/", views.meeting_answer, name="meeting-answer"),
    path(f"{_group}meetings/<int:number>/edit/", views.meeting_edit, name="meeting-edit"),
    path(f"{_group}meetings/<int:number>/cancel/", views.meeting_cancel, name="meeting-cancel"),
    path(f"{_group}meetings/<int:number>/agenda/", views.agenda_edit, name="agenda-edit"),
    path(f"{_group}meetings/<int:number>/minutes/", views.minutes_open, name="minutes-open"),
    path(f"{_group}meetings/<int:number>/tasks/new/", views.task_add, name="task-add"),
    path(f"{_group}tasks/<int:number>/done/", views.task_finish, name="task-finish"),
]
