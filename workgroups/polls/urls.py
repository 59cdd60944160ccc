"""Addresses of polls and decisions, under `/groups/<slug>/decisions/`."""

from django.urls import path

from workgroups.polls import views

app_name = "polls"
urlpatterns = [
    path("", views.decision_list, name="decision-list"),
    path("poll/", views.poll_add, name="poll-add"),
    path("record/", views.decision_add, name="decision-add"),
    path("<int:number>/", views.decision_page, name="decision-page"),
    path("<int:number>/result/", views.poll_result, name="poll-result"),
    path("<int:number>/answer/", views.poll_answer, name="poll-answer"),
    path("<int:number>/close/", views.poll_close, name="poll-close"),
]
