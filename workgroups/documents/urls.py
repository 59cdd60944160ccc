"""Addresses of a group's library, below `/groups/<slug>/documents/`."""

from django.urls import URLPattern

app_name = "documents"
urlpatterns: list[URLPattern] = []
