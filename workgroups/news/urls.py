"""Addresses of the news: readers' comments, and the pages on which a programme's editors write."""

from django.urls import include, path

from workgroups.news.views import articles, comments, moderation, timeline

app_name = "news"

editing = [
    path("articles/", articles.article_list, name="article-list"),
    path("articles/write/", articles.article_write, name="article-write"),
    path("articles/<slug:article>/", articles.article_edit, name="article-edit"),
    path("articles/<slug:article>/publish/", articles.article_publish, name="article-publish"),
    path("articles/<slug:article>/withdraw/", articles.article_withdraw, name="article-withdraw"),
    path("articles/<slug:article>/pictures/add/", articles.picture_add, name="picture-add"),
    path("articles/<slug:article>/pictures/restore/", articles.picture_restore, name="picture-restore"),
    path("articles/<slug:article>/pictures/<int:position>/", articles.picture_edit, name="picture-edit"),
    path("articles/<slug:article>/pictures/<int:position>/remove/", articles.picture_remove, name="picture-remove"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("timeline/add/", timeline.timeline_entry_add, name="timeline-entry-add"),
    path("timeline/<int:number>/", timeline.timeline_entry_edit, name="timeline-entry-edit"),
    path("timeline/<int:number>/remove/", timeline.timeline_entry_remove, name="timeline-entry-remove"),
    path("timeline/note/", timeline.timeline_year_note, name="timeline-year-note"),
    path("timeline/note/<int:year>/remove/", timeline.timeline_year_remove, name="timeline-year-remove"),
    path("comments/", moderation.comment_list, name="comment-list"),
    path("comments/<int:number>/publish/", moderation.comment_publish, name="comment-publish"),
    path("comments/<int:number>/reject/", moderation.comment_reject, name="comment-reject"),
    path("comments/<int:number>/reopen/", moderation.comment_reopen, name="comment-reopen"),
]

urlpatterns = [
    path("news/comments/<str:token>/", comments.comment_confirm, name="comment-confirm"),
    path("news/<slug:slug>/comment/", comments.comment_add, name="comment-add"),
    path("programmes/<slug:slug>/manage/", include(editing)),
]
