"""Addresses of the help, for everybody; letters to the secretariat for those who are signed in."""

from django.urls import path

from workgroups.help import views

app_name = "help"
urlpatterns = [
    path("help/", views.index, name="index"),
    path("help/contact/", views.contact, name="contact"),
    path("help/feedback/", views.feedback_send, name="feedback-send"),
    path("help/guides/<slug:office>/", views.guide, name="guide"),
    path("help/<slug:slug>/", views.article, name="article"),
]
