"""Addresses of a person's own pages, beside allauth's."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []
