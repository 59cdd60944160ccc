"""On a comment: the mail that proves its address, the end of those that nobody confirmed, the answer to its writer."""

from datetime import timedelta

from django.urls import reverse
from django.utils import translation

from workgroups.accounts.models import Person
from workgroups.accounts.queries import addresses_of
from workgroups.core import clock, slots
from workgroups.events.subscribe import on
from workgroups.news.actions import forget_address, lapse_comment
from workgroups.news.actions.comments import ADDRESS_KEPT, VERIFY_WITHIN
from workgroups.news.events import CommentAdded, CommentAddressForgotten, CommentDecided, CommentVerified
from workgroups.news.models import Comment
from workgroups.news.permissions import token_of
from workgroups.notifications.actions import forget_mail, post_mail
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles

UNDO_FOR = timedelta(minutes=10)  # a decision can be taken back before its writer hears of it


@on(CommentAdded, reader="comments")
def ask_to_confirm(event: CommentAdded) -> None:
    """Mail the link that proves the address, and set the end of its time."""
    comment = Comment.objects.select_related("article").filter(pk=event.comment_id).first()
    if comment is None:
        return
    set_timer(kind="news.comment_lapse", subject_id=comment.pk, due=comment.at + VERIFY_WITHIN)
    with translation.override(comment.language):
        path = reverse("news:comment-confirm", args=[token_of(comment)])
    _mail(comment, _asked(comment), "news/mail/comment_confirm", path)


@on(CommentVerified, reader="comments")
def keep_it(event: CommentVerified) -> None:
    """A confirmed comment does not lapse."""
    cancel_timer(kind="news.comment_lapse", subject_id=event.comment_id)


@on(CommentDecided, reader="comments")
def answer_later(event: CommentDecided) -> None:
    """Let its writer know what was decided, once the time to take it back is over."""
    set_timer(kind="news.comment_answer", subject_id=event.comment_id, due=clock.now() + UNDO_FOR)
    set_timer(kind="news.comment_address", subject_id=event.comment_id, due=clock.now() + ADDRESS_KEPT)


@handles("news.comment_lapse")
def forget(comment_id: int) -> None:
    """Forget a comment whose address nobody confirmed, and the mail that was sent there."""
    found = Comment.objects.select_related("article").filter(pk=comment_id, state=Comment.State.UNVERIFIED)
    if comment := found.first():
        lapse_comment(comment=comment)
        forget_mail(key=_asked(comment))


@handles("news.comment_answer")
def answer(comment_id: int) -> None:
    """Mail what was decided, and why; nothing while the comment waits again."""
    decided = [Comment.State.PUBLISHED, Comment.State.REJECTED]
    found = Comment.objects.select_related("article").filter(pk=comment_id, state__in=decided).exclude(email="")
    if comment := found.first():
        key = f"comment:{comment.uid}:{comment.decided_at}"
        with translation.override(comment.language):
            path = comment.article.get_absolute_url()
        _mail(comment, key, f"news/mail/comment_{comment.state}", path)


@handles("news.comment_address")
def forget_writer(comment_id: int) -> None:
    """Forget the address of a comment that was decided long ago."""
    if comment := Comment.objects.select_related("article").filter(pk=comment_id).first():
        forget_address(comment=comment)


@on(CommentAddressForgotten, reader="comments")
def forget_letters(event: CommentAddressForgotten) -> None:
    """The mails that went to the address hold it too."""
    if comment := Comment.objects.filter(pk=event.comment_id).first():
        forget_mail(key=_asked(comment))


def _asked(comment: Comment) -> str:
    """Return the key of the mail that asks to confirm. It holds nothing of the text: it may reach a stranger."""
    return f"comment:{comment.uid}"


def _mail(comment: Comment, key: str, template: str, path: str) -> None:
    post_mail(
        key=key,
        template=template,
        context={
            "name": comment.name,
            "title": comment.article.title,
            "text": comment.text,
            "reason": comment.reason,
            "language": comment.language,
            "path": path,
        },
        to_address=comment.email,
    )


@slots.fill("accounts.erasing")
def forget_their_address(person: Person) -> None:
    """In the same transaction: a comment that stands keeps its words; one that was not confirmed goes."""
    theirs = Comment.objects.filter(email__in=addresses_of(person))
    theirs.filter(state=Comment.State.UNVERIFIED).delete()
    theirs.update(email="")
