"""Comment on a draft, answer, resolve: nothing of it touches the document."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, mentions
from workgroups.core.errors import Conflict, Refused
from workgroups.core.ids import new_uid
from workgroups.core.text import fold
from workgroups.drafts.events import (
    CommentAdded,
    CommentAnswered,
    CommentEdited,
    CommentingChosen,
    CommentPurged,
    CommentRemoved,
    CommentReopened,
    CommentResolved,
    CommentRestored,
)
from workgroups.drafts.logic.anchors import Unreadable, anchor_from
from workgroups.drafts.models import Comment, CommentCall, CommentPost, CommentRevision, Draft
from workgroups.drafts.permissions import (
    can_answer,
    can_choose_commenting,
    can_comment,
    can_edit_post,
    can_remove_post,
    can_resolve,
    can_restore_post,
    speaks_for,
)
from workgroups.events.actions import emit
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, require
from workgroups.threads.queries import keys_by_name, people_behind

LONGEST: Final = 10_000  # characters of a comment
MOST: Final = 1_000  # comments on a draft
MOST_ANSWERS: Final = 500  # of one comment
RATE: Final = 30  # by one person on one draft within `SPAN`
SPAN: Final = timedelta(minutes=10)


@transaction.atomic
def add_comment(
    *,
    actor: Member,
    draft: Draft,
    anchor: object,
    body: str,
    uid: UUID | None = None,
    at_once: bool = False,
    delegation: Delegation | None = None,
) -> CommentPost:
    """Comment on words or on a block (`logic.anchors`); sent twice with the same `uid`, it is said once.

    `at_once`: one of many that a file brings, so that no rate stops it. `delegation`: for whom, one's own if not given;
    officers may bring what any delegation sent them.
    """
    require(can_comment(actor, draft))
    for_whom = speaks_for(actor, delegation)
    held = _locked(draft)
    if uid and (twin := CommentPost.objects.filter(uid=uid, author=actor.person, comment__draft=held).first()):
        return twin
    try:
        place = anchor_from(anchor)
    except Unreadable:
        raise Refused(_("Say on what you comment: select words, or choose a block.")) from None
    count = held.comments.count()
    if count >= MOST:
        raise Refused(_("This draft has %s comments, and takes no more. Answer one of them.") % MOST, field="body")
    if not at_once:
        _check_rate(actor, held)
    comment = Comment.objects.create(
        draft=held, number=count + 1, block=place.block, start=place.start, end=place.end, words=place.words
    )
    post, called = _write(actor, comment, body, uid, for_whom)
    emit(CommentAdded(**_of(actor, comment), post_id=post.pk, mentioned=called))
    return post


@transaction.atomic
def answer_comment(
    *, actor: Member, comment: Comment, body: str, uid: UUID | None = None, at_once: bool = False
) -> CommentPost:
    """Answer a comment; a resolved one must be opened again first. `at_once`: one of many that a file brings."""
    require(can_answer(actor, comment))
    held = _held(comment)
    if uid and (twin := held.posts.filter(uid=uid, author=actor.person).first()):
        return twin
    if not held.is_open:
        raise Refused(_("This comment was resolved meanwhile. Open it again to answer; your text is kept."))
    if held.last_seq >= MOST_ANSWERS:
        raise Refused(_("This comment has %s answers, and takes no more.") % MOST_ANSWERS, field="body")
    if not at_once:
        _check_rate(actor, held.draft)
    post, called = _write(actor, held, body, uid, actor.delegation)
    emit(CommentAnswered(**_of(actor, held), post_id=post.pk, mentioned=called))
    return post


@transaction.atomic
def edit_comment(*, actor: Member, post: CommentPost, body: str, edits: int) -> CommentPost:
    """Write one's own words anew and keep how they read; `edits` is the count that the writer saw. Raises Conflict."""
    comment = _held(post.comment)
    held = CommentPost.objects.select_for_update().get(pk=post.pk)
    held.comment = comment
    require(can_edit_post(actor, held))
    if held.edits != edits:
        raise Conflict(_("This was changed meanwhile, perhaps by you in another window. Your text is kept below."))
    body = _checked(body)
    if body == held.body:
        return held
    written_at = held.edited_at or held.posted_at
    CommentRevision.objects.create(post=held, number=edits + 1, body=held.body, written_at=written_at)
    before = set(people_behind(actor.group, held.mentions))
    kept = {fold(words): key for key, words in held.mentions}
    rendered = mentions.render(body, keys_by_name(actor.group) | kept)
    held.body, held.html, held.mentions = body, rendered.html, list(map(list, rendered.mentions.items()))
    held.edited_at, held.edits = clock.now(), edits + 1
    held.save(update_fields=["body", "html", "mentions", "edited_at", "edits"])
    held.calls.all().delete()
    called = _call(actor, held)
    emit(CommentEdited(**_of(actor, comment), post_id=held.pk, mentioned=tuple(p for p in called if p not in before)))
    return held


@transaction.atomic
def remove_comment(*, actor: Member, post: CommentPost) -> None:
    """Take words away; a tombstone stays. A comment of which nothing stands is resolved with that."""
    comment = _held(post.comment)
    held = CommentPost.objects.select_for_update().get(pk=post.pk)
    held.comment = comment
    require(can_remove_post(actor, held))
    CommentPost.objects.filter(pk=held.pk).update(removed_at=clock.now(), removed_by=actor.person)
    if comment.is_open and not comment.posts.filter(removed_at=None).exists():
        _settle(comment, actor)
    emit(CommentRemoved(**_of(actor, comment), post_id=held.pk))


@transaction.atomic
def restore_comment(*, actor: Member, post: CommentPost) -> None:
    """Undo a removal within `clock.UNDO`; what was resolved only by it is open again."""
    comment = _held(post.comment)
    held = CommentPost.objects.select_for_update().get(pk=post.pk)
    held.comment = comment
    require(can_restore_post(actor, held), _("The removal can no longer be undone."))
    if not comment.is_open and not comment.posts.filter(removed_at=None).exists():
        _open(comment)
    CommentPost.objects.filter(pk=held.pk).update(removed_at=None, removed_by=None)
    called = people_behind(actor.group, held.mentions)
    emit(CommentRestored(**_of(actor, comment), post_id=held.pk, mentioned=called))


@transaction.atomic
def purge_comment(*, post_id: int) -> None:
    """Take removed words and their earlier versions away for good; what stands again keeps them."""
    held = CommentPost.objects.select_for_update(of=("self",)).select_related("comment__draft").filter(pk=post_id)
    post = held.first()
    if post is None or post.removed_at is None or post.removed_by_id is None:
        return
    post.revisions.all().delete()
    post.calls.all().delete()
    CommentPost.objects.filter(pk=post.pk).update(body="", html="", mentions=[])
    draft = post.comment.draft
    emit(
        CommentPurged(
            group_id=draft.group_id,
            draft_id=draft.pk,
            actor_id=post.removed_by_id,
            comment_id=post.comment_id,
            post_id=post.pk,
            marking=draft.marking,
        )
    )


@transaction.atomic
def resolve_comment(*, actor: Member, comment: Comment) -> None:
    """Say that a comment is dealt with."""
    held = _held(comment)
    require(can_resolve(actor, held))
    if not held.is_open:
        raise Refused(_("This comment is resolved already."))
    _settle(held, actor)
    emit(CommentResolved(**_of(actor, held)))


@transaction.atomic
def reopen_comment(*, actor: Member, comment: Comment) -> None:
    """Open a resolved comment again."""
    held = _held(comment)
    require(can_resolve(actor, held))
    if held.is_open:
        raise Refused(_("This comment is open already."))
    if not held.posts.filter(removed_at=None).exists():
        raise Refused(_("Nothing of this comment stands any more; write a new one."))
    _open(held)
    emit(CommentReopened(**_of(actor, held)))


@transaction.atomic
def choose_commenting(*, actor: Member, draft: Draft, commenting: str) -> None:
    """Say who may comment on a draft: everybody who reads it, or who may edit it."""
    require(can_choose_commenting(actor, draft))
    if commenting not in Draft.Commenting.values:
        raise Refused(_("Choose one of the offered ways."), field="commenting")
    held = _locked(draft)
    if held.commenting == commenting:
        raise Refused(_("So it is already."), field="commenting")
    Draft.objects.filter(pk=held.pk).update(commenting=commenting)
    emit(CommentingChosen(group_id=held.group_id, draft_id=held.pk, actor_id=actor.person.pk, marking=held.marking))


def _of(actor: Member, comment: Comment) -> dict[str, Any]:
    """What every event of a comment says."""
    draft = comment.draft
    ids = {"group_id": draft.group_id, "draft_id": draft.pk, "comment_id": comment.pk}
    return ids | {"actor_id": actor.person.pk, "marking": draft.marking}


def _write(
    actor: Member, comment: Comment, body: str, uid: UUID | None, for_whom: Delegation | None
) -> tuple[CommentPost, tuple[int, ...]]:
    body = _checked(body)
    rendered = mentions.render(body, keys_by_name(actor.group))
    seat = next((one for one in actor.seats if for_whom and one.delegation_id == for_whom.pk), None)
    comment.last_seq += 1
    comment.save(update_fields=["last_seq"])
    post = CommentPost.objects.create(
        uid=uid or new_uid(),
        comment=comment,
        seq=comment.last_seq,
        author=actor.person,
        delegation=for_whom,
        seat_role=seat.role if seat else "",
        office=actor.title,
        body=body,
        html=rendered.html,
        mentions=list(map(list, rendered.mentions.items())),
        posted_at=clock.now(),
    )
    return post, _call(actor, post)


def _call(actor: Member, post: CommentPost) -> tuple[int, ...]:
    """Note who owes an answer to these words; a name says more than a delegation."""
    called: dict[int, int | None] = {}
    for mention in sorted(post.mentions):
        delegation = int(mention[0][1:]) if mention[0].startswith("d") else None
        called |= dict.fromkeys(people_behind(actor.group, [mention]), delegation)
    called.pop(actor.person.pk, None)
    rows = [
        CommentCall(comment_id=post.comment_id, post=post, person_id=person, delegation_id=delegation)
        for person, delegation in called.items()
    ]
    CommentCall.objects.bulk_create(rows)
    return tuple(sorted(called))


def _settle(comment: Comment, actor: Member) -> None:
    now = clock.now()
    Comment.objects.filter(pk=comment.pk).update(
        state=Comment.State.RESOLVED, resolved_by=actor.person, resolved_at=now
    )


def _open(comment: Comment) -> None:
    Comment.objects.filter(pk=comment.pk).update(state=Comment.State.OPEN, resolved_by=None, resolved_at=None)


def _locked(draft: Draft) -> Draft:
    """Lock the draft's row, not against keys of new rows: comments are numbered one after the other."""
    return Draft.objects.select_for_update(no_key=True, of=("self",)).select_related("group").get(pk=draft.pk)


def _held(comment: Comment) -> Comment:
    found = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related("draft__group")
    return found.get(pk=comment.pk)


def _check_rate(actor: Member, draft: Draft) -> None:
    since = clock.now() - SPAN
    own = CommentPost.objects.filter(comment__draft=draft, author=actor.person, posted_at__gt=since)
    if own.count() >= RATE:
        message = _("That is %(count)s comments in ten minutes. Wait a little, then send this one; your text is kept.")
        raise Refused(message % {"count": RATE}, field="body")


def _checked(body: str) -> str:
    body = body.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if not body:
        raise Refused(_("Write something first."), field="body")
    if len(body) > LONGEST:
        message = _("The comment is too long: at most %(most)s characters, it has %(count)s.")
        raise Refused(message % {"most": LONGEST, "count": len(body)}, field="body")
    return body
