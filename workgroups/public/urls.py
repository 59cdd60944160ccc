"""Addresses for everybody."""

from django.urls import path

from workgroups.public.views import feeds, files, front, groups, library, news, oai, reports

app_name = "public"
urlpatterns = [
    path("", front.front, name="front"),
    path("groups/", groups.group_list, name="group-list"),
    path("news/<slug:slug>/", news.article, name="article"),
    path("groups/<slug:slug>/", groups.group_page, name="group-page"),  # bare, `groups:group-front` answers before it
    path("groups/<slug:slug>/reports.atom", feeds.group_feed, name="group-feed"),
    path("programmes/<slug:slug>/reports.atom", feeds.programme_feed, name="programme-feed"),
    path("reports/", library.report_list, name="report-list"),
    path("reports/reports.atom", feeds.feed, name="feed"),
    path("reports/<slug:slug>/", reports.report_page, name="report-page"),
    path("reports/<slug:slug>/cite.<str:form>", files.report_cite, name="report-cite"),
    path("reports/<slug:slug>/<int:release>/", reports.release_page, name="release-page"),
    path("reports/<slug:slug>/<int:release>/changes/", reports.release_changes, name="release-changes"),
    path("reports/<slug:slug>/<int:release>/report.<str:ending>", files.release_file, name="release-file"),
    path("reports/<slug:slug>/<int:release>/cite.<str:form>", files.release_cite, name="release-cite"),
    path("oai/", oai.oai, name="oai"),
    path("sitemap.xml", feeds.sitemap_xml, name="sitemap"),
    path("robots.txt", feeds.robots_txt, name="robots"),
]
