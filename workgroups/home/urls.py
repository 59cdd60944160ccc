"""Addresses of a member's first pages."""

from django.urls import path

from workgroups.home import views

app_name = "home"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/awaited/", views.awaited, name="awaited"),
    path("desk/follow-up/", views.follow_up, name="follow-up"),
    path("desk/follow-up.csv", views.follow_up_export, name="follow-up-export"),
    path("desk/follow-up/chase/", views.follow_up_chase, name="follow-up-chase"),
    path("desk/waiting/", views.duty_list, name="duty-list"),
    path("desk/waiting/<str:key>/", views.duty_page, name="duty-page"),
    path("desk/waiting/<str:key>/act/", views.duty_act, name="duty-act"),
    path("search/", views.search, name="search"),
]
