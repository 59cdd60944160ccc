"""Addresses of the live engine."""

from django.urls import path

from workgroups.live import views

app_name = "live"
urlpatterns = [path("live/since/", views.since, name="since")]
