"""Addresses for everybody."""

from django.urls import path

from workgroups.public import views

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("groups/", views.group_list, name="group-list"),
    path("reports/", views.report_list, name="report-list"),
    path("reports/<slug:slug>/", views.report_page, name="report-page"),
    path("reports/<slug:slug>/<int:release>/", views.release_page, name="release-page"),
    path("reports/<slug:slug>/<int:release>/report.pdf", views.release_pdf, name="release-pdf"),
]
