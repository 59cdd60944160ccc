"""Addresses of the operators' pages."""

from django.urls import path

from workgroups.operating import views

app_name = "operating"
urlpatterns = [
    path("manage/people/", views.person_list, name="person-list"),
    path("manage/people/<uuid:uid>/", views.person_page, name="person-page"),
    path("manage/people/<uuid:uid>/account/", views.account_change, name="account-change"),
    path("manage/rules/", views.rules, name="rules"),
    path("manage/jobs/", views.job_list, name="job-list"),
    path("manage/jobs/<slug:kind>/<int:number>/retry/", views.job_retry, name="job-retry"),
    path("manage/storage/", views.storage, name="storage"),
    path("manage/health/", views.health, name="health"),
]
