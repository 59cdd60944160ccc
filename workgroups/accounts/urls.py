"""Addresses of a person's own pages, beside allauth's."""

from django.urls import path

from workgroups.accounts import views

app_name = "accounts"
urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
    path("settings/", views.settings_page, name="settings-page"),
    path("settings/first/", views.first_steps, name="first-steps"),
    path("accounts/", views.profile, name="settings"),
    path("settings/contacts/", views.card, name="card"),
    path("settings/time/", views.hours, name="hours"),
    path("settings/signing-in/", views.signing_in, name="signing-in"),
    path("settings/my-data/", views.my_data, name="my-data"),
    path("settings/my-data/copy/", views.copy_ask, name="copy-ask"),
    path("settings/my-data/copy/remove/", views.copy_remove, name="copy-remove"),
    path("settings/my-data/copy/file/", views.copy_file, name="copy-file"),
    path("settings/leaving/", views.leaving, name="leaving"),
    path("settings/prove/", views.prove, name="prove"),
    path("settings/looks/", views.look_list, name="look-list"),
    path("settings/sessions/", views.session_list, name="session-list"),
    path("settings/sessions/<int:number>/end/", views.session_end, name="session-end"),
    path("accounts/password/set/", views.set_password, name="set-password"),
    path("accounts/demonstration/", views.demonstration_sign_in, name="demonstration-sign-in"),
]
