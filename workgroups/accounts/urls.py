"""Addresses of a person's own pages, beside allauth's."""

from django.urls import path

from workgroups.accounts import views

app_name = "accounts"
urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
    path("accounts/", views.profile, name="settings"),
    path("accounts/demonstration/", views.demonstration_sign_in, name="demonstration-sign-in"),
]
