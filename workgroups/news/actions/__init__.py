"""Write articles, keep the timeline, decide on comments; each act asks permission, writes, and announces itself."""

from workgroups.news.actions.articles import (
    Byline,
    edit_article,
    publish_article,
    withdraw_article,
    write_article,
)
from workgroups.news.actions.comments import (
    add_comment,
    forget_address,
    lapse_comment,
    publish_comment,
    reject_comment,
    reopen_comment,
    verify_comment,
)
from workgroups.news.actions.pictures import add_picture, edit_picture, remove_picture
from workgroups.news.actions.timeline import (
    add_timeline_entry,
    edit_timeline_entry,
    note_timeline_year,
    remove_timeline_entry,
    remove_timeline_year,
)

__all__ = [
    "Byline",
    "add_comment",
    "add_picture",
    "add_timeline_entry",
    "edit_article",
    "edit_picture",
    "edit_timeline_entry",
    "forget_address",
    "lapse_comment",
    "note_timeline_year",
    "publish_article",
    "publish_comment",
    "reject_comment",
    "remove_picture",
    "remove_timeline_entry",
    "remove_timeline_year",
    "reopen_comment",
    "verify_comment",
    "withdraw_article",
    "write_article",
]
