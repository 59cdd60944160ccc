"""Addresses of meetings, and of calendars."""

from django.urls import path

from workgroups.meetings.views import calendars, meetings, packs, papers, participants, programme, tasks

app_name = "meetings"
_group = "groups/<slug:slug>/"
_meeting = f"{_group}meetings/<int:number>/"
urlpatterns = [
    path("calendar/", calendars.feed_settings, name="feed-settings"),
    path("calendar/<str:token>.ics", calendars.person_feed, name="person-feed"),
    path(f"{_group}calendar.ics", calendars.group_feed, name="group-feed"),
    path(f"{_group}meetings/", meetings.meeting_list, name="meeting-list"),
    path(f"{_group}meetings/new/", meetings.meeting_add, name="meeting-add"),
    path(f"{_group}meetings/series/", meetings.series_add, name="series-add"),
    path(f"{_meeting}", meetings.meeting_page, name="meeting-page"),
    path(f"{_meeting}meeting.ics", calendars.meeting_file, name="meeting-file"),
    path(f"{_meeting}attendance/", meetings.meeting_attendance, name="meeting-attendance"),
    path(f"{_meeting}tasks/", tasks.meeting_tasks, name="meeting-tasks"),
    path(f"{_meeting}answer/", meetings.meeting_answer, name="meeting-answer"),
    path(f"{_meeting}edit/", meetings.meeting_edit, name="meeting-edit"),
    path(f"{_meeting}cancel/", meetings.meeting_cancel, name="meeting-cancel"),
    path(f"{_meeting}restore/", meetings.meeting_restore, name="meeting-restore"),
    path(f"{_meeting}agenda/", programme.agenda_edit, name="agenda-edit"),
    path(f"{_meeting}marking/", meetings.meeting_marking, name="meeting-marking"),
    path(f"{_meeting}minutes/", meetings.minutes_open, name="minutes-open"),
    path(f"{_meeting}tasks/new/", tasks.task_add, name="task-add"),
    path(f"{_group}tasks/<int:number>/done/", tasks.task_finish, name="task-finish"),
    path(f"{_group}tasks/<int:number>/assign/", tasks.task_assign, name="task-assign"),
    path(f"{_group}meetings/record/", meetings.meeting_record, name="meeting-record"),
    path(f"{_meeting}sessions/new/", programme.session_add, name="session-add"),
    path(f"{_meeting}sessions/<int:session_id>/", programme.session_edit, name="session-edit"),
    path(f"{_meeting}sessions/<int:session_id>/move/", programme.session_move, name="session-move"),
    path(f"{_meeting}sessions/<int:session_id>/remove/", programme.session_remove, name="session-remove"),
    path(f"{_meeting}decisions/new/", programme.decision_attach, name="decision-attach"),
    path(f"{_meeting}decisions/<int:attached_id>/remove/", programme.decision_detach, name="decision-detach"),
    path(f"{_meeting}papers/new/", papers.paper_add, name="paper-add"),
    path(f"{_meeting}papers/deadline/", papers.papers_due, name="papers-due"),
    path(f"{_meeting}papers/<int:paper_id>/bring/", papers.paper_bring, name="paper-bring"),
    path(f"{_meeting}papers/<int:paper_id>/take/", papers.paper_take, name="paper-take"),
    path(f"{_meeting}papers/<int:paper_id>/move/", papers.paper_move, name="paper-move"),
    path(f"{_meeting}papers/<int:paper_id>/remove/", papers.paper_remove, name="paper-remove"),
    path(f"{_meeting}pack/", packs.meeting_pack, name="meeting-pack"),
    path(f"{_meeting}pack/new/", packs.pack_ask, name="pack-ask"),
    path(f"{_meeting}participants/", participants.participant_list, name="participant-list"),
    path(f"{_meeting}participants/counts/", participants.participant_counts, name="participant-counts"),
    path(f"{_meeting}participants/file.csv", participants.participant_file, name="participant-file"),
    path(f"{_meeting}participants/entries/", participants.participant_entries, name="participant-entries"),
    path(f"{_meeting}participants/new/", participants.participant_add, name="participant-add"),
    path(f"{_meeting}participants/restore/", participants.participant_restore, name="participant-restore"),
    path(f"{_meeting}participants/<int:participant_id>/", participants.participant_edit, name="participant-edit"),
    path(
        f"{_meeting}participants/<int:participant_id>/remove/",
        participants.participant_remove,
        name="participant-remove",
    ),
]
