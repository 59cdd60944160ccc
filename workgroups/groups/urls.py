"""Addresses of groups."""

from django.urls import path

from workgroups.groups import views

app_name = "groups"
urlpatterns = [
    path("groups/<slug:slug>/", views.group_front, name="group-front"),
]
