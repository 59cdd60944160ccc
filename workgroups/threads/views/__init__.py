"""Pages and acts of threads."""

from workgroups.threads.views.posts import (
    post_add,
    post_edit,
    post_history,
    post_list,
    post_remove,
    post_restore,
    posts_read,
)
from workgroups.threads.views.slots import nav, overview
from workgroups.threads.views.states import (
    all_read,
    following_choose,
    thread_close,
    thread_marking,
    thread_pin,
    thread_reopen,
)
from workgroups.threads.views.threads import name_list, thread_list, thread_page, thread_rows, thread_start

__all__ = [
    "all_read",
    "following_choose",
    "name_list",
    "nav",
    "overview",
    "post_add",
    "post_edit",
    "post_history",
    "post_list",
    "post_remove",
    "post_restore",
    "posts_read",
    "thread_close",
    "thread_list",
    "thread_marking",
    "thread_page",
    "thread_pin",
    "thread_reopen",
    "thread_rows",
    "thread_start",
]
