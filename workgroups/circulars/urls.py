"""Addresses of circulars, under `/groups/<slug>/circulars/`."""

from django.urls import URLPattern

app_name = "circulars"
urlpatterns: list[URLPattern] = []
