"""Addresses of polls, calls for input and decisions, under `/groups/<slug>/decisions/`."""

from django.urls import path

from workgroups.polls.views import answers, calls, decisions, polls, themes

app_name = "polls"
urlpatterns = [
    path("", decisions.decision_list, name="decision-list"),
    path("record/", decisions.decision_add, name="decision-add"),
    path("poll/", polls.poll_add, name="poll-add"),
    path("poll/record/", polls.poll_record, name="poll-record"),
    path("call/", calls.call_add, name="call-add"),
    path("themes/record/", calls.themes_record, name="themes-record"),
    path("<int:number>/", decisions.decision_page, name="decision-page"),
    path("<int:number>/marking/", decisions.decision_marking, name="decision-marking"),
    path("<int:number>/result/", polls.poll_result, name="poll-result"),
    path("<int:number>/result.csv", polls.poll_export, name="poll-export"),
    path("<int:number>/answer/", polls.poll_answer, name="poll-answer"),
    path("<int:number>/close/", polls.poll_close, name="poll-close"),
    path("<int:number>/reopen/", polls.poll_reopen, name="poll-reopen"),
    path("<int:number>/state/", calls.call_state, name="call-state"),
    path("<int:number>/respond/", answers.call_answer, name="call-answer"),
    path("<int:number>/bring/", answers.answer_bring, name="answer-bring"),
    path("<int:number>/answers/", calls.call_compare, name="call-compare"),
    path("<int:number>/answers.csv", calls.call_export, name="call-export"),
    path("<int:number>/end/", calls.call_close, name="call-close"),
    path("<int:number>/themes/<int:question>/", themes.theme_list, name="theme-list"),
    path("<int:number>/themes/<int:question>/add/", themes.theme_add, name="theme-add"),
    path("<int:number>/themes/<int:question>/rename/", themes.theme_rename, name="theme-rename"),
    path("<int:number>/themes/<int:question>/merge/", themes.theme_merge, name="theme-merge"),
    path("<int:number>/themes/<int:question>/split/", themes.theme_split, name="theme-split"),
    path("<int:number>/themes/<int:question>/remove/", themes.theme_remove, name="theme-remove"),
    path("<int:number>/themes/<int:question>/code/", themes.answer_code, name="answer-code"),
    path("<int:number>/themes/<int:question>/recode/", themes.answer_recode, name="answer-recode"),
    path("<int:number>/themes/<int:question>/undo/", themes.coding_undo, name="coding-undo"),
]
