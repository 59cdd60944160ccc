"""On what happens in comments: tell people, keep search in step, time what was removed."""

from collections.abc import Iterable

from workgroups.core import clock
from workgroups.core.mentions import plain
from workgroups.drafts import queries
from workgroups.drafts.actions import purge_comment
from workgroups.drafts.events import (
    CommentAdded,
    CommentAnswered,
    CommentEdited,
    CommentRemoved,
    CommentRestored,
    OfComment,
)
from workgroups.drafts.models import CommentPost, Draft
from workgroups.events.subscribe import on
from workgroups.groups.models import Group
from workgroups.groups.queries import people_in, readers_of_marking
from workgroups.notifications.actions import file_notices, withdraw
from workgroups.search import actions as search
from workgroups.search.registry import hides
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles

KINDS = ("drafts.comment_mentioned", "drafts.comment_answered", "drafts.commented")

hides("draft.comment")(queries.comments_hidden_from)


@on(CommentAdded, reader="notifications")
def tell_of_the_comment(event: CommentAdded) -> None:
    """Tell whoever began the draft, and at once those who are mentioned."""
    begun_by = Draft.objects.values_list("created_by_id", flat=True).get(pk=event.draft_id)
    _tell("drafts.commented", event, event.post_id, {begun_by} - {event.actor_id} - set(event.mentioned))
    _tell_mentioned(event, event.post_id, event.mentioned)


@on(CommentAnswered, reader="notifications")
def tell_of_the_answer(event: CommentAnswered) -> None:
    """Tell those who have spoken in the comment, and at once those who are mentioned."""
    said = CommentPost.objects.filter(comment_id=event.comment_id, removed_at=None)
    speakers = set(said.values_list("author_id", flat=True))
    _tell("drafts.comment_answered", event, event.post_id, speakers - {event.actor_id} - set(event.mentioned))
    _tell_mentioned(event, event.post_id, event.mentioned)


@on(CommentEdited, reader="notifications")
def tell_of_the_edit(event: CommentEdited) -> None:
    """Tell whom an edit mentions anew."""
    _tell_mentioned(event, event.post_id, event.mentioned)


@on(CommentRemoved, reader="notifications")
def take_comment_notices_back(event: CommentRemoved) -> None:
    """Nobody is sent to words that are no longer there."""
    for kind in KINDS:
        withdraw(kind=kind, key=str(event.post_id))


@on(CommentRestored, reader="notifications")
def tell_of_the_comment_again(event: CommentRestored) -> None:
    """Whom it mentions hears of it again."""
    _tell_mentioned(event, event.post_id, event.mentioned)


@on(CommentRemoved, reader="timers")
def time_the_comment_purge(event: CommentRemoved) -> None:
    """Keep the words only as long as the removal can be undone."""
    removed_at = CommentPost.objects.values_list("removed_at", flat=True).get(pk=event.post_id)
    if removed_at:
        set_timer(kind="drafts.comment_purge", subject_id=event.post_id, due=removed_at + clock.UNDO)


@on(CommentRestored, reader="timers")
def forget_the_comment_purge(event: CommentRestored) -> None:
    """What stands again keeps its words."""
    cancel_timer(kind="drafts.comment_purge", subject_id=event.post_id)


@handles("drafts.comment_purge")
def purge(post_id: int) -> None:
    """Take removed words away for good."""
    purge_comment(post_id=post_id)


@on(CommentAdded, reader="search")
def index_the_comment(event: CommentAdded) -> None:
    """Make it findable."""
    _index(event.post_id)


@on(CommentAnswered, reader="search")
def index_the_answer(event: CommentAnswered) -> None:
    """Make it findable."""
    _index(event.post_id)


@on(CommentEdited, reader="search")
def index_the_comment_edit(event: CommentEdited) -> None:
    """Find what it says now, not what it said."""
    _index(event.post_id)


@on(CommentRemoved, reader="search")
def forget_the_comment(event: CommentRemoved) -> None:
    """Find it no longer."""
    search.drop(kind="draft.comment", object_id=event.post_id)


@on(CommentRestored, reader="search")
def index_the_comment_again(event: CommentRestored) -> None:
    """Find it again."""
    _index(event.post_id)


def _index(post_id: int) -> None:
    found = CommentPost.objects.select_related("comment__draft__group", "author").filter(pk=post_id, removed_at=None)
    if post := found.first():
        draft = post.comment.draft
        search.put(
            kind="draft.comment",
            object_id=post.pk,
            group_id=draft.group_id,
            title=draft.title,
            text=f"{post.author.name}: {plain(post.html)}",
            url=post.get_absolute_url(),
            at=post.posted_at,
        )


def _tell_mentioned(event: OfComment, post_id: int, people: Iterable[int]) -> None:
    _tell("drafts.comment_mentioned", event, post_id, set(people) - {event.actor_id}, soon=True)


def _tell(kind: str, event: OfComment, post_id: int, people: set[int], *, soon: bool = False) -> None:
    """Tell those of `people` who may know of the draft by its marking of today."""
    marking = Draft.objects.values_list("marking", flat=True).get(pk=event.draft_id)
    readers = readers_of_marking(event.group_id, marking)
    if readers is None:
        readers = set(people_in(Group.objects.get(pk=event.group_id)).values_list("pk", flat=True))
    file_notices(
        kind=kind,
        key=str(post_id),
        readers=sorted(readers & people),
        group_id=event.group_id,
        subject_id=post_id,
        at=clock.now(),
        soon=soon,
    )
