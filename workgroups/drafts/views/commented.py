"""What the pages of a draft's comments show: each comment for one member, with what they may do."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from workgroups.core import mentions
from workgroups.drafts import queries
from workgroups.drafts.forms import CommentForm
from workgroups.drafts.logic.anchors import Place
from workgroups.drafts.logic.schema import Node
from workgroups.drafts.models import Comment, CommentPost, Draft
from workgroups.drafts.permissions import (
    can_choose_commenting,
    can_comment,
    can_edit,
    can_edit_post,
    can_remove_post,
    can_restore_post,
)
from workgroups.groups.permissions import Member
from workgroups.threads.http import seat_of
from workgroups.threads.queries import names_now

MOST_SHOWN = 100
"""Comments beside the text; the page of comments shows all."""


@dataclass(frozen=True)
class SaidRow:
    """What somebody said, as one member sees it."""

    post: CommentPost
    html: SafeString
    seat: str
    is_own: bool
    may_edit: bool
    may_remove: bool
    may_restore: bool


@dataclass
class CommentRow:
    """A comment as one member sees it; `form` is their answer."""

    comment: Comment
    place: Place | None
    said: list[SaidRow]
    may_answer: bool
    may_resolve: bool
    form: CommentForm

    @property
    def anchor(self) -> str:
        """For the script that finds the words in the text."""
        return json.dumps(queries.anchor_of(self.comment).value)

    @property
    def answers(self) -> list[SaidRow]:
        return self.said[1:]


def answer_form(comment: Comment, given: Any = None) -> CommentForm:
    """The form that answers a comment; many of them stand on a page."""
    return CommentForm(given, auto_id=f"answer-{comment.number}-%s")


def comment_rows(member: Member, draft: Draft, found: list[tuple[Comment, Place | None]]) -> list[CommentRow]:
    """Comments with all that a page asks; no query for each of them."""
    names = names_now(post for comment, _place in found for post in comment.posts.all())
    may_comment, may_edit = can_comment(member, draft), can_edit(member, draft)
    rows = []
    for comment, place in found:
        comment.draft = draft
        said = [_said(member, comment, post, names) for post in comment.posts.all()]
        is_own = bool(said) and said[0].is_own
        may_resolve = may_edit or (may_comment and is_own)
        rows.append(CommentRow(comment, place, said, may_comment, may_resolve, answer_form(comment)))
    return rows


def one_comment(member: Member, comment: Comment, form: CommentForm | None = None) -> CommentRow:
    """A single comment, with the form that its reader sent in vain."""
    draft = comment.draft
    document = queries.document_of(draft)
    found = queries.comments_with_posts(draft).filter(pk=comment.pk)
    (row,) = comment_rows(member, draft, queries.in_text_order(found, document))
    if form is not None:
        row.form = form
    return row


def comments_context(
    member: Member, draft: Draft, document: Node, show: str = "open", most: int | None = MOST_SHOWN
) -> dict[str, Any]:
    """The comments beside a text, or on their page."""
    show = show if show in queries.SHOWN else "open"
    found = queries.in_text_order(queries.comments_with_posts(draft, show, member.person), document)
    return {
        "draft": draft,
        "show": show,
        "comment_counts": queries.comment_counts(draft, member.person),
        "comments": comment_rows(member, draft, found[:most]),
        "comments_more": max(len(found) - most, 0) if most else 0,
        "may_comment": can_comment(member, draft),
        "may_choose_commenting": can_choose_commenting(member, draft),
    }


def _said(member: Member, comment: Comment, post: CommentPost, names: dict[str, str]) -> SaidRow:
    post.comment = comment
    return SaidRow(
        post=post,
        html=mentions.shown(post.html, names),
        seat=seat_of(post),
        is_own=post.author_id == member.person.pk,
        may_edit=can_edit_post(member, post),
        may_remove=can_remove_post(member, post),
        may_restore=can_restore_post(member, post),
    )
