"""Addresses of the news: readers' comments."""

from django.urls import path

from workgroups.news.views import comments

app_name = "news"
urlpatterns = [
    path("news/comments/<str:token>/", comments.comment_confirm, name="comment-confirm"),
    path("news/<slug:slug>/comment/", comments.comment_add, name="comment-add"),
]
