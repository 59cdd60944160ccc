"""Readers' comments: written without an account, proved by mail, decided by an editor of the programme."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import require_editor
from workgroups.news.events import (
    CommentAdded,
    CommentAddressForgotten,
    CommentDecided,
    CommentLapsed,
    CommentVerified,
)
from workgroups.news.models import LONGEST_COMMENT, Article, Comment

VERIFY_WITHIN = timedelta(days=3)
ADDRESS_KEPT = timedelta(days=30)  # after the decision: long enough to ask why, and no longer
OPEN_AT_ONCE = 3  # unconfirmed comments of one address: it must not be flooded with mail
State = Comment.State


@transaction.atomic
def add_comment(*, article: Article, name: str, email: str, text: str, language: str = "en") -> Comment:
    """Take a reader's comment in; it waits until its address is confirmed by the link that is mailed there."""
    if not (article.is_published and article.takes_comments):
        raise Refused(_("This article takes no comments."))
    email = email.strip().lower()
    waiting = Comment.objects.filter(email=email, state=State.UNVERIFIED, at__gt=clock.now() - VERIFY_WITHIN)
    if waiting.count() >= OPEN_AT_ONCE:
        message = _("Comments from this address still wait to be confirmed: open the link in the mail we sent first.")
        raise Refused(message, field="email")
    comment = Comment.objects.create(
        article=article, name=_named(name), email=email, text=_said(text), language=language
    )
    emit(CommentAdded(programme_id=article.programme_id, comment_id=comment.pk))
    return comment


@transaction.atomic
def verify_comment(*, comment: Comment) -> None:
    """Note that the address is its writer's: whoever calls holds the signed link. Once more changes nothing."""
    locked = _locked(comment)
    if locked.state != State.UNVERIFIED:
        raise Refused(_("This comment is confirmed already; it does not need to be confirmed again."))
    if locked.at <= clock.now() - VERIFY_WITHIN:
        raise Refused(_("This link has run out. Write your comment again, and confirm it within three days."))
    Comment.objects.filter(pk=locked.pk).update(state=State.WAITING, email_verified_at=clock.now())
    emit(CommentVerified(programme_id=locked.article.programme_id, comment_id=locked.pk))


@transaction.atomic
def publish_comment(*, actor: Person, comment: Comment) -> None:
    """Show a comment under its article."""
    _decide(actor, comment, State.PUBLISHED, "")
    emit(CommentDecided(programme_id=comment.article.programme_id, comment_id=comment.pk, actor_id=actor.pk))


@transaction.atomic
def reject_comment(*, actor: Person, comment: Comment, reason: str) -> None:
    """Do not show a comment; the reason goes to its writer."""
    if not (reason := text.single_line(reason)):
        raise Refused(_("Give a reason: it is sent to whoever wrote the comment."), field="reason")
    _decide(actor, comment, State.REJECTED, reason)
    emit(CommentDecided(programme_id=comment.article.programme_id, comment_id=comment.pk, actor_id=actor.pk))


@transaction.atomic
def reopen_comment(*, actor: Person, comment: Comment) -> None:
    """Take a decision on a comment back: it waits again."""
    require_editor(actor, comment.article.programme)
    if _locked(comment).state not in {State.PUBLISHED, State.REJECTED}:
        raise Refused(_("Nothing is decided on this comment."))
    fresh = {"state": State.WAITING, "reason": "", "decided_at": None, "decided_by": None}
    Comment.objects.filter(pk=comment.pk).update(**fresh)
    emit(CommentDecided(programme_id=comment.article.programme_id, comment_id=comment.pk, actor_id=actor.pk))


@transaction.atomic
def lapse_comment(*, comment: Comment) -> None:
    """Forget a comment whose address nobody confirmed in time, address and all."""
    programme_id = comment.article.programme_id
    Comment.objects.filter(pk=comment.pk, state=State.UNVERIFIED).delete()
    emit(CommentLapsed(programme_id=programme_id, comment_id=comment.pk))


@transaction.atomic
def forget_address(*, comment: Comment) -> None:
    """Take the address off a comment that was decided `ADDRESS_KEPT` ago; the comment stays as it is."""
    decided = [State.PUBLISHED, State.REJECTED]
    long_ago = clock.now() - ADDRESS_KEPT
    served = Comment.objects.filter(pk=comment.pk, state__in=decided, decided_at__lte=long_ago)
    if served.update(email=""):
        emit(CommentAddressForgotten(programme_id=comment.article.programme_id, comment_id=comment.pk))


def _decide(actor: Person, comment: Comment, state: str, reason: str) -> None:
    require_editor(actor, comment.article.programme)
    if _locked(comment).state != State.WAITING:
        raise Refused(_("Somebody has decided on this comment meanwhile, or its address is not confirmed."))
    decided = {"state": state, "reason": reason, "decided_at": clock.now(), "decided_by": actor}
    Comment.objects.filter(pk=comment.pk).update(**decided)


def _locked(comment: Comment) -> Comment:
    found = Comment.objects.select_for_update(of=("self",)).select_related("article").filter(pk=comment.pk).first()
    if found is None:
        raise Refused(_("This comment is gone: its address was not confirmed in time."))
    return found


def _named(name: str) -> str:
    if name := text.single_line(name):
        return name
    raise Refused(_("Write the name that is to stand over your comment."), field="name")


def _said(words: str) -> str:
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise Refused(_("Write a comment first."), field="text")
    if (over := len(words) - LONGEST_COMMENT) > 0:
        message = ngettext(
            "Your comment is %(over)s character too long: the most is %(most)s.",
            "Your comment is %(over)s characters too long: the most is %(most)s.",
            over,
        )
        raise Refused(message % {"over": over, "most": LONGEST_COMMENT}, field="text")
    return words
