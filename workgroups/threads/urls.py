"""Addresses of threads, below `/groups/<slug>/threads/`."""

from django.urls import path

from workgroups.threads import views

app_name = "threads"
urlpatterns = [
    path("", views.thread_list, name="thread-list"),
    path("rows/", views.thread_rows, name="thread-rows"),
    path("new/", views.thread_start, name="thread-start"),
    path("names/", views.name_list, name="name-list"),
    path("read/", views.all_read, name="all-read"),
    path("<int:number>/", views.thread_page, name="thread-page"),
    path("<int:number>/posts/", views.post_list, name="post-list"),
    path("<int:number>/reply/", views.post_add, name="post-add"),
    path("<int:number>/read/", views.posts_read, name="posts-read"),
    path("<int:number>/close/", views.thread_close, name="thread-close"),
    path("<int:number>/reopen/", views.thread_reopen, name="thread-reopen"),
    path("<int:number>/pin/", views.thread_pin, name="thread-pin"),
    path("<int:number>/marking/", views.thread_marking, name="thread-marking"),
    path("<int:number>/following/", views.following_choose, name="following-choose"),
    path("<int:number>/posts/<int:seq>/edit/", views.post_edit, name="post-edit"),
    path("<int:number>/posts/<int:seq>/history/", views.post_history, name="post-history"),
    path("<int:number>/posts/<int:seq>/remove/", views.post_remove, name="post-remove"),
    path("<int:number>/posts/<int:seq>/restore/", views.post_restore, name="post-restore"),
]
