"""Addresses of a member's first pages."""

from django.urls import path

from workgroups.home import views

app_name = "home"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("search/", views.search, name="search"),
]
