"""On thread events: tell people, keep the search index in step."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from workgroups.accounts.events import PersonLeft
from workgroups.accounts.models import FORMER, Person
from workgroups.core import clock, slots
from workgroups.core import mentions as markdown
from workgroups.events.subscribe import on
from workgroups.groups.actions import tell_guests
from workgroups.groups.events import GuestDoorChanged
from workgroups.groups.models import Group, GuestPass
from workgroups.groups.queries import people_in, readers_of_marking
from workgroups.notifications.actions import file_notices, withdraw
from workgroups.search import actions as search
from workgroups.search.registry import hides
from workgroups.threads.actions import forget_mentions, purge_post
from workgroups.threads.events import (
    OfThread,
    PostAdded,
    PostEdited,
    PostRemoved,
    PostRestored,
    ThreadClosed,
    ThreadReopened,
    ThreadStarted,
)
from workgroups.threads.models import Post, Thread
from workgroups.threads.queries import followers_of, muters_of, posts_hidden_from
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles

POST_KINDS = ("threads.started", "threads.posted", "threads.mentioned")


@on(ThreadStarted, reader="notifications")
def tell_of_the_start(event: ThreadStarted) -> None:
    """Tell the group of a new thread, and at once those who are mentioned in it."""
    others = _members(event.group_id) - {event.actor_id}
    _tell("threads.started", event, event.post_id, others - set(event.mentioned))
    _tell_mentioned(event)


@on(PostAdded, reader="notifications")
def tell_of_the_post(event: PostAdded) -> None:
    """Tell those who follow the thread, and at once those who are mentioned."""
    followers = followers_of(event.thread_id) - {event.actor_id} - set(event.mentioned)
    _tell("threads.posted", event, event.post_id, followers)
    _tell_mentioned(event)


def let_guests_look(event: OfThread) -> None:
    """Guests follow no stream of the group: their pages of this thread hear of it on their own."""
    number = Thread.objects.values_list("number", flat=True).get(pk=event.thread_id)
    tell_guests(group_id=event.group_id, kind=GuestPass.Kind.THREAD, number=number)


SEEN_BY_GUESTS: tuple[Any, ...] = (PostAdded, PostEdited, PostRemoved, PostRestored, ThreadClosed, ThreadReopened)
for seen in SEEN_BY_GUESTS:
    on(seen, reader="notifications", may_emit_events=(GuestDoorChanged,))(let_guests_look)


@on(PostEdited, reader="notifications")
def tell_of_the_edit(event: PostEdited) -> None:
    """Tell whom an edit mentions anew."""
    _tell_mentioned(event)


@on(PostRemoved, reader="notifications")
def take_notices_back(event: PostRemoved) -> None:
    """Nobody is sent to a post that is no longer there."""
    for kind in POST_KINDS:
        withdraw(kind=kind, key=str(event.post_id))


@on(PostRestored, reader="notifications")
def tell_of_it_again(event: PostRestored) -> None:
    """What was taken back with the post is told again: to whom it mentions, and to those who follow."""
    author = {event.actor_id, Post.objects.values_list("author_id", flat=True).get(pk=event.post_id)}
    _tell("threads.posted", event, event.post_id, followers_of(event.thread_id) - author)
    _tell_mentioned(event)


@on(PostRemoved, reader="timers")
def time_the_purge(event: PostRemoved) -> None:
    """Keep the words only as long as the removal can be undone."""
    removed_at = Post.objects.values_list("removed_at", flat=True).get(pk=event.post_id)
    if removed_at:
        set_timer(kind="threads.purge", subject_id=event.post_id, due=removed_at + clock.UNDO)


@on(PostRestored, reader="timers")
def forget_the_purge(event: PostRestored) -> None:
    """A post that stands again keeps its words."""
    cancel_timer(kind="threads.purge", subject_id=event.post_id)


@handles("threads.purge")
def purge(post_id: int) -> None:
    """Take the words of a removed post away for good."""
    purge_post(post_id=post_id)


@on(ThreadClosed, reader="notifications")
def tell_of_the_outcome(event: ThreadClosed) -> None:
    """Tell the group what came of a thread; a thread closed without a word is no news."""
    if Thread.objects.exclude(outcome="").filter(pk=event.thread_id).exists():
        told = _members(event.group_id) - muters_of(event.thread_id) - {event.actor_id}
        _tell("threads.closed", event, event.thread_id, told)


@on(ThreadReopened, reader="notifications")
def take_the_outcome_back(event: ThreadReopened) -> None:
    """An open thread has no outcome; when it is closed again, that is told anew."""
    withdraw(kind="threads.closed", key=str(event.thread_id))


@on(ThreadStarted, reader="search")
def index_the_first_post(event: ThreadStarted) -> None:
    """Make the thread findable by its title and its first post."""
    _index(event.post_id)


@on(PostAdded, reader="search")
def index_the_post(event: PostAdded) -> None:
    """Make the post findable."""
    _index(event.post_id)


@on(PostEdited, reader="search")
def index_the_edit(event: PostEdited) -> None:
    """Find what the post says now, not what it said."""
    _index(event.post_id)


@on(PostRemoved, reader="search")
def forget_the_post(event: PostRemoved) -> None:
    """Find it no longer."""
    search.drop(kind="threads.post", object_id=event.post_id)


@on(PostRestored, reader="search")
def index_it_again(event: PostRestored) -> None:
    """Find it again."""
    _index(event.post_id)


@slots.fill("accounts.erasing")
def put_their_name_away(person: Person) -> None:
    """In the same transaction: mentions of somebody who leaves for good name them no more."""
    forget_mentions(person_id=person.pk, instead=FORMER)


@on(PersonLeft, reader="search")
def index_without_their_name(event: PersonLeft) -> None:
    """Nothing is found by the name of somebody who has left."""
    said = Q(author=event.person_id) | Q(mentions__contains=[[f"p{event.person_id}"]])
    for post_id in Post.objects.filter(said).values_list("pk", flat=True):
        _index(post_id)


hides("threads.post")(posts_hidden_from)


def _index(post_id: int) -> None:
    post = Post.objects.select_related("thread__group", "author").filter(pk=post_id, removed_at=None).first()
    if post:
        search.put(
            kind="threads.post",
            object_id=post.pk,
            group_id=post.thread.group_id,
            title=post.thread.title,
            text=f"{post.author.name}: {markdown.plain(post.html)}",
            url=post.get_absolute_url(),
            at=post.posted_at,
        )


def _tell_mentioned(event: ThreadStarted | PostAdded | PostEdited | PostRestored) -> None:
    people = set(event.mentioned) - {event.actor_id}
    _tell("threads.mentioned", event, event.post_id, people, soon=True)


def _tell(kind: str, event: OfThread, subject_id: int, people: Iterable[int], *, soon: bool = False) -> None:
    """Tell those of `people` who may know of the thread by its marking of today."""
    marking = Thread.objects.values_list("marking", flat=True).get(pk=event.thread_id)
    readers = readers_of_marking(event.group_id, marking)
    file_notices(
        kind=kind,
        key=str(subject_id),
        readers=sorted(people if readers is None else readers & set(people)),
        group_id=event.group_id,
        subject_id=subject_id,
        at=clock.now(),
        soon=soon,
    )


def _members(group_id: int) -> set[int]:
    return set(people_in(Group.objects.get(pk=group_id)).values_list("pk", flat=True))
