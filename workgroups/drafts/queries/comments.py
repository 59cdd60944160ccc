"""Read the comments on a draft: in the order of its text, and as files take them along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from workgroups.accounts.models import Person
from workgroups.core.mentions import plain
from workgroups.drafts.logic.anchors import Anchor, Place, place_of, places
from workgroups.drafts.logic.schema import Node
from workgroups.drafts.models import Comment, CommentCall, CommentPost, CommentRevision, Draft
from workgroups.groups.queries import readable_by

SHOWN = ("open", "mine", "resolved", "all")


@dataclass(frozen=True)
class Said:
    """One comment or answer: who, for which delegation then, when, its Markdown and its words."""

    author: str
    delegation: str
    at: datetime
    body: str
    words: str


@dataclass(frozen=True)
class Told:
    """A comment as files take it along: where it stands, on which words, what was said, whether it is resolved.

    `place` is None when neither its block nor its words are left in the document that was asked about.
    """

    number: int
    anchor: Anchor
    place: Place | None
    state: str
    resolved_at: datetime | None
    said: tuple[Said, ...]


def comments_of(draft: Draft, document: Node) -> list[Told]:
    """Every comment of which something stands, in the order of the text; what was removed is left out; two queries."""
    return [
        Told(comment.number, anchor_of(comment), place, comment.state, comment.resolved_at, said)
        for comment, place in in_text_order(comments_with_posts(draft), document)
        if (said := tuple(_said(post) for post in comment.posts.all() if post.removed_at is None))
    ]


def comments_with_posts(draft: Draft, show: str = "all", person: Person | None = None) -> QuerySet[Comment]:
    """The draft's comments with what was said in them: open, resolved, "mine" (said or called in) or all; two queries.

    What is taken along from the open ones to the resolved has its place in the text, not in time.
    """
    posts = CommentPost.objects.select_related("author", "delegation__body", "removed_by").order_by("seq")
    found = draft.comments.select_related("resolved_by").prefetch_related(Prefetch("posts", posts))
    return found.filter(_shown(show, person)).order_by("number")


def comment_counts(draft: Draft, person: Person) -> dict[str, int]:
    """How many comments are open, resolved and somebody's own; one query."""
    counts = {name: Count("pk", filter=_shown(name, person)) for name in ("open", "mine", "resolved")}
    found: dict[str, int] = draft.comments.aggregate(**counts)
    return found


def in_text_order(comments: Iterable[Comment], document: Node) -> list[tuple[Comment, Place | None]]:
    """Comments with where they stand in a document, those that stand nowhere at the end."""
    known = places(document)
    found = [(comment, place_of(document, known, anchor_of(comment))) for comment in comments]
    return sorted(found, key=lambda one: _order(*one))


def anchor_of(comment: Comment) -> Anchor:
    """Where a comment stands, as anchors.js reads it."""
    return Anchor(comment.block, comment.start, comment.end, comment.words)


def posts_revised(post: CommentPost) -> QuerySet[CommentRevision]:
    """How it read before each edit, oldest first."""
    return post.revisions.order_by("number")


def comments_hidden_from(person: Person) -> QuerySet[Any]:
    """Return the ids of what was said in comments on drafts whose marking a person may not read."""
    hidden = Draft.objects.exclude(readable_by(person)).values("pk")
    return CommentPost.objects.filter(comment__draft__in=hidden).values("pk")


def _shown(show: str, person: Person | None) -> Q:
    if show in Comment.State.values:
        return Q(state=show)
    if show == "mine":
        said = CommentPost.objects.filter(comment=OuterRef("pk"), author=person)
        called = CommentCall.objects.filter(comment=OuterRef("pk"), person=person)
        return Q(Exists(said)) | Q(Exists(called))
    return Q()


def _order(comment: Comment, place: Place | None) -> tuple[bool, int, int, int]:
    if place is None:
        return (True, 0, 0, comment.number)
    return (False, place.index, place.offset, comment.number)


def _said(post: CommentPost) -> Said:
    body = post.delegation.body.shown if post.delegation else ""
    return Said(post.author.name, body, post.posted_at, post.body, plain(post.html))
