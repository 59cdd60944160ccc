"""Addresses of circulars, under `/groups/<slug>/circulars/`."""

from django.urls import path

from workgroups.circulars.views import circulars, drafts, mail, templates

app_name = "circulars"
urlpatterns = [
    path("", circulars.circular_list, name="circular-list"),
    path("new/", drafts.circular_add, name="circular-add"),
    path("drafts/<int:pk>/", drafts.draft_page, name="draft-page"),
    path("drafts/<int:pk>/change/", drafts.draft_change, name="draft-change"),
    path("drafts/<int:pk>/send/", drafts.draft_send, name="draft-send"),
    path("drafts/<int:pk>/take-back/", drafts.draft_take_back, name="draft-take-back"),
    path("drafts/<int:pk>/discard/", drafts.draft_discard, name="draft-discard"),
    path("templates/", templates.template_list, name="template-list"),
    path("templates/new/", templates.template_add, name="template-add"),
    path("templates/<int:pk>/", templates.template_change, name="template-change"),
    path("templates/<int:pk>/remove/", templates.template_remove, name="template-remove"),
    path("letterhead/", templates.letterhead, name="letterhead"),
    path("mail/", mail.mail_list, name="mail-list"),
    path("mail/<int:pk>/retry/", mail.mail_retry, name="mail-retry"),
    path("<int:year>/<int:number>/", circulars.circular_page, name="circular-page"),
    path("<int:year>/<int:number>/acknowledge/", circulars.circular_acknowledge, name="circular-acknowledge"),
    path("<int:year>/<int:number>/pdf/", circulars.circular_print, name="circular-print"),
    path("<int:year>/<int:number>/answers/", circulars.circular_answers, name="circular-answers"),
    path("<int:year>/<int:number>/answers.csv", circulars.circular_export, name="circular-export"),
    path("<int:year>/<int:number>/remind/", circulars.circular_remind, name="circular-remind"),
]
