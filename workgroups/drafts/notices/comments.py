"""How comments on drafts read to those who are told, and the answer that waits for whoever is called."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from workgroups.core.mentions import plain
from workgroups.core.text import excerpt
from workgroups.drafts.models import CommentPost
from workgroups.drafts.queries.duties import CALLS_DUE
from workgroups.groups.queries import members_by_group, participants_by_group
from workgroups.notifications.registry import Duty, Line, Open, duty_rows, notice_kind

DETAIL = 200


@duty_rows("drafts.answer", CALLS_DUE, order=15)
def answer_due(one: Open) -> Duty:
    """Answer where one is called in a comment."""
    return Duty(
        verb=pgettext("verb of a duty", "Answer"),
        thing=_("comment %(comment)s on “%(title)s”") % one.data,
        url=reverse("drafts:comment-page", args=[one.group_slug, one.data["number"], one.data["comment"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, the comment can be resolved without you."),
        is_restricted=one.data["restricted"],
    )


@notice_kind("drafts.comment_mentioned", many=True, weight="mine")
def mentioned(notices: list[Any]) -> dict[int, Line]:
    """Somebody named the reader in a comment that is still open."""
    return _lines(notices, _mention)


@notice_kind("drafts.comment_answered", many=True, weight="mine")
def answered(notices: list[Any]) -> dict[int, Line]:
    """An answer to a comment in which the reader has spoken."""
    return _lines(notices, _answer)


@notice_kind("drafts.commented", many=True)
def commented(notices: list[Any]) -> dict[int, Line]:
    """A new comment on a draft that the reader began."""
    return _lines(notices, _comment)


def _mention(post: CommentPost) -> Line | None:
    if not post.comment.is_open:
        return None
    named = _("%(name)s mentioned you in a comment on “%(title)s”")
    unnamed = _("You were mentioned in a comment on “%(title)s”")
    return _line(post, named, unnamed, _("You were mentioned by name or by delegation."), "waiting")


def _answer(post: CommentPost) -> Line | None:
    named, unnamed = _("%(name)s answered a comment on “%(title)s”"), _("A comment on “%(title)s” was answered")
    return _line(post, named, unnamed, _("You spoke in this comment."), "new")


def _comment(post: CommentPost) -> Line | None:
    named, unnamed = _("%(name)s commented on “%(title)s”"), _("There is a new comment on “%(title)s”")
    return _line(post, named, unnamed, _("You began this draft."), "new")


def _line(post: CommentPost, named: str, unnamed: str, reason: str, section: Any) -> Line:
    draft = post.comment.draft
    words = {"name": post.author.name, "title": draft.title}
    return Line(
        title=named % words,
        unnamed=unnamed % words,
        url=post.get_absolute_url(),
        section=section,
        detail=excerpt(plain(post.html), DETAIL),
        reason=reason,
        group_id=draft.group_id,
        marking=draft.marking,
    )


def _lines(notices: list[Any], tell: Callable[[CommentPost], Line | None]) -> dict[int, Line]:
    """One line a notice, for those who may know of the draft today; what was removed is told to nobody."""
    ids = {notice.subject_id for notice in notices}
    found = CommentPost.objects.filter(removed_at=None).select_related("comment__draft__group", "author").in_bulk(ids)
    drafts = [post.comment.draft for post in found.values()]
    members = members_by_group(draft.group_id for draft in drafts)
    kept = {draft.group_id for draft in drafts if draft.is_restricted}
    participants = participants_by_group(kept) if kept else {}
    lines = {}
    for notice in notices:
        if (post := found.get(notice.subject_id)) is None:
            continue
        draft = post.comment.draft
        readers = (participants if draft.is_restricted else members)[draft.group_id]
        if notice.person_id in readers and (line := tell(post)):
            lines[notice.pk] = line
    return lines
