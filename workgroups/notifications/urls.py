"""Addresses of how I am told, signed links, and the demonstration's mailbox."""

from django.urls import path

from workgroups.notifications import views

app_name = "notifications"
urlpatterns = [
    path("settings/telling/", views.preferences, name="preferences"),
    path("notices/settings/", views.preferences_moved, name="preferences-moved"),  # as older mails say
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("act/<str:token>/", views.act, name="act"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:number>/", views.mail, name="mail"),
    path("mailbox/<int:number>/page/", views.mail_page, name="mail-page"),
]
