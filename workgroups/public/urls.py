"""Addresses for everybody."""

from django.urls import path

from workgroups.public.views import front, groups, news, reports

app_name = "public"
urlpatterns = [
    path("", front.front, name="front"),
    path("groups/", groups.group_list, name="group-list"),
    path("news/<slug:slug>/", news.article, name="article"),
    path("groups/<slug:slug>/", groups.group_page, name="group-page"),  # bare, `groups:group-front` answers before it
    path("reports/", reports.report_list, name="report-list"),
    path("reports/<slug:slug>/", reports.report_page, name="report-page"),
    path("reports/<slug:slug>/<int:release>/", reports.release_page, name="release-page"),
    path("reports/<slug:slug>/<int:release>/report.pdf", reports.release_pdf, name="release-pdf"),
]
