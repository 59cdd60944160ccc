"""Read threads as one member sees them: what is unread, exactly, and with how few queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, FilteredRelation, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, JSONObject

from workgroups.accounts.models import Person
from workgroups.core import slots
from workgroups.core.text import fold
from workgroups.files.models import File
from workgroups.groups.models import Delegation, Group
from workgroups.groups.permissions import Member, markings_read
from workgroups.groups.queries import delegations_in, people_in, readable_by, seats_in
from workgroups.threads.models import Following, Post, PostRevision, Thread

PAGE = 30


def threads_seen_by(member: Member) -> QuerySet[Any]:
    """Return the threads that a member may know of, with `unread`, `read` (ranges), `level` and `spoke`; one query."""
    person = member.person
    return (
        Thread.objects.filter(group=member.group, marking__in=markings_read(member))
        .annotate(
            own_reading=FilteredRelation("readings", condition=Q(readings__person=person)),
            own_following=FilteredRelation("followings", condition=Q(followings__person=person)),
        )
        .annotate(
            unread=F("last_seq") - F("removed_count") - Coalesce(F("own_reading__read_count"), Value(0)),
            read=F("own_reading__ranges"),
            level=Coalesce(F("own_following__level"), Value(Following.Level.NORMAL), output_field=CharField()),
            spoke=Coalesce(F("own_following__posts"), Value(0)),
        )
    )


def thread_list(member: Member, which: str = "all") -> QuerySet[Any]:
    """Return the threads for the list: pinned first, then by newest post. `which` is all, unread or mine."""
    found = threads_seen_by(member).select_related(
        "group", "started_by", "last_post__author", "last_post__delegation__body"
    )
    if which == "unread":
        found = found.filter(unread__gt=0).exclude(level=Following.Level.MUTE)
    if which == "mine":
        found = found.filter(Q(level=Following.Level.FOLLOW) | Q(spoke__gt=0))
    return found.order_by("-is_pinned", "-last_post_at", "-pk")


def after(found: QuerySet[Any], key: str) -> QuerySet[Any]:
    """Return what comes behind the thread that `key` (its number) names; everything for a key that names none."""
    last = found.filter(number=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 10 else None
    if last is None:
        return found
    behind = Q(last_post_at__lt=last.last_post_at) | Q(last_post_at=last.last_post_at, pk__lt=last.pk)
    same_part = Q(is_pinned=last.is_pinned) & behind
    return found.filter(same_part | Q(is_pinned=False) if last.is_pinned else same_part)


def unread_in(member: Member) -> int:
    """Return how many posts of the group a member has not read, muted threads left out; one query."""
    heard = threads_seen_by(member).exclude(level=Following.Level.MUTE)
    return heard.aggregate(all=Coalesce(Sum("unread"), 0))["all"] or 0


def posts_from(thread: Thread, first: int) -> QuerySet[Any]:
    """Return a page of posts from a number on, each with what is `attached` to it; one query."""
    fields = {"uid": "uid", "name": "name", "size": "blob__size", "type": "blob__type", "scan": "blob__scan"}
    files = File.objects.filter(posts=OuterRef("pk")).order_by("pk").values(json=JSONObject(**fields))
    found = thread.posts.filter(seq__gte=first, seq__lt=first + PAGE).annotate(attached=ArraySubquery(files))
    return found.select_related("author", "delegation__body", "removed_by", "guest_of").order_by("seq")


def page_of(seq: int, last_seq: int) -> int:
    """Return the number of the first post on the page that holds post `seq`."""
    inside = min(max(seq, 1), max(last_seq, 1))
    return (inside - 1) // PAGE * PAGE + 1


def participants(thread: Thread) -> QuerySet[Following]:
    """Return who has spoken in a thread, by name; their number does not grow with the posts."""
    found = thread.followings.filter(posts__gt=0).select_related("person", "delegation__body")
    return found.order_by("person__sort_key")


def posts_hidden_from(person: Person) -> QuerySet[Any]:
    """Return the ids of the posts whose marking a person may not read, in whatever group."""
    hidden = Thread.objects.exclude(readable_by(person))
    return Post.objects.filter(thread__in=hidden).values("pk")


def revisions_of(post: Post) -> QuerySet[PostRevision]:
    """Return the earlier versions of a post, oldest first."""
    return post.revisions.order_by("number")


def followers_of(thread_id: int) -> set[int]:
    """Return the ids of the persons who want every new post of a thread."""
    return _at_level(thread_id, Following.Level.FOLLOW)


def muters_of(thread_id: int) -> set[int]:
    """Return the ids of the persons who want to hear of mentions only."""
    return _at_level(thread_id, Following.Level.MUTE)


def people_behind(group: Group, mentions: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Return the ids of the persons mentioned: by name, or by their delegation."""
    keys = {key for key, _words in mentions}
    people = {int(key[1:]) for key in keys if key.startswith("p")}
    if delegations := {int(key[1:]) for key in keys if key.startswith("d")}:
        people |= set(seats_in(group).filter(delegation_id__in=delegations).values_list("person_id", flat=True))
    return tuple(sorted(people))


def _at_level(thread_id: int, level: str) -> set[int]:
    found = Following.objects.filter(thread_id=thread_id, level=level)
    return set(found.values_list("person_id", flat=True))


@dataclass(frozen=True)
class Name:
    """Somebody who can be mentioned: a person (`p12`) or a delegation (`d3`)."""

    key: str
    name: str
    seat: str = ""


def names_in(group: Group) -> list[Name]:
    """Return everybody in the group who can be mentioned, people first; two queries."""
    people = [Name(f"p{person.pk}", person.name) for person in people_in(group)]
    return people + [Name(f"d{delegation.pk}", delegation.body.name) for delegation in delegations_in(group)]


def keys_by_name(group: Group) -> dict[str, str]:
    """Return the keys of those who can be mentioned by their folded names; the first of equal names counts."""
    keys: dict[str, str] = {}
    for one in names_in(group):
        keys.setdefault(fold(one.name), one.key)
    return keys


def names_now(posts: Iterable[Any]) -> dict[str, str]:
    """Return today's names of those whom the posts mention, by key; no query when nobody is mentioned."""
    keys = {key for post in posts for key, _words in post.mentions}
    people = [int(key[1:]) for key in keys if key.startswith("p")]
    bodies = [int(key[1:]) for key in keys if key.startswith("d")]
    names: dict[str, str] = {}
    if people:
        names |= {f"p{pk}": name for pk, name in Person.objects.filter(pk__in=people).values_list("pk", "name")}
    if bodies:
        found = Delegation.objects.filter(pk__in=bodies).values_list("pk", "body__name")
        names |= {f"d{pk}": name for pk, name in found}
    return names


def followed_by(person: Person, group: Group) -> QuerySet[Thread]:
    """Return the open threads of a group of which a person wants to hear every post, the newest first."""
    followed = Following.objects.filter(person=person, level=Following.Level.FOLLOW).values("thread_id")
    found = Thread.objects.filter(group=group, state=Thread.State.OPEN, pk__in=followed)
    return found.select_related("group").order_by("-last_post_at")


def posts_for_guest(thread: Thread) -> QuerySet[Post]:
    """Return the last two hundred posts that stand, in order, each with its files; two queries."""
    last = thread.posts.filter(removed_at=None).order_by("-seq").values("pk")[:200]
    found = Post.objects.filter(pk__in=list(last.values_list("pk", flat=True)))
    return (
        found.select_related("author", "delegation__body", "guest_of").prefetch_related("files__blob").order_by("seq")
    )


@slots.fill("groups.record")
def names_of_threads(field: str, ids: set[int]) -> dict[int, str] | None:
    """Name threads in the record of what officers did."""
    return dict(Thread.objects.filter(pk__in=ids).values_list("pk", "title")) if field == "thread_id" else None
