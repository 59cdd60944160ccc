"""Addresses of a member's first pages."""

from django.urls import path

from workgroups.home import views

app_name = "home"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/follow-up/", views.follow_up, name="follow-up"),
    path("desk/follow-up.csv", views.follow_up_export, name="follow-up-export"),
    path("desk/follow-up/chase/", views.follow_up_chase, name="follow-up-chase"),
    path("search/", views.search, name="search"),
]
