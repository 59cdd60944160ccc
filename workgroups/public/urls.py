"""Addresses for everybody."""

from django.urls import path

from workgroups.public.views import downloads, feeds, files, front, groups, library, news, oai, programmes, reports

app_name = "public"
urlpatterns = [
    path("", front.front, name="front"),
    path("groups/", groups.group_list, name="group-list"),
    path("news/", news.article_list, name="article-list"),
    path("news/news.atom", news.news_feed, name="news-feed"),
    path("programmes/<slug:slug>/news.atom", news.programme_news_feed, name="programme-news-feed"),
    path("news/<slug:slug>/", news.article, name="article"),
    path("groups/<slug:slug>/", groups.group_page, name="group-page"),  # bare, `groups:group-front` answers before it
    path("groups/<slug:slug>/reports.atom", feeds.group_feed, name="group-feed"),
    path("programmes/<slug:slug>/reports.atom", feeds.programme_feed, name="programme-feed"),
    path("programmes/", programmes.programme_list, name="programme-list"),
    path("programmes/<slug:slug>/", programmes.programme, name="programme"),
    path("programmes/<slug:slug>/years/", programmes.programme_years, name="programme-years"),
    path("programmes/<slug:slug>/<int:year>/", programmes.programme_year, name="programme-year"),
    path("programmes/<slug:slug>/manage/years/<int:year>/downloads/", downloads.year_downloads, name="year-downloads"),
    path("programmes/<slug:slug>/groups/", programmes.programme_groups, name="programme-groups"),
    path("programmes/<slug:slug>/reports/", programmes.programme_reports, name="programme-reports"),
    path("programmes/<slug:slug>/news/", programmes.programme_news, name="programme-news"),
    path("programmes/<slug:slug>/timeline/", programmes.programme_timeline, name="programme-timeline"),
    path("programmes/<slug:slug>/contact/", programmes.programme_contact, name="programme-contact"),
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
