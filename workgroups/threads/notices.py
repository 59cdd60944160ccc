"""How threads read in a digest: what a reader has read or may no longer see is left out, posts are told by thread."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workgroups.core import mentions as markdown
from workgroups.core.text import excerpt
from workgroups.groups.permissions import member_of
from workgroups.groups.queries import members_by_group, participants_by_group
from workgroups.groups.registry import Held, holding
from workgroups.notifications.registry import Line, notice_kind
from workgroups.threads.actions import choose_following
from workgroups.threads.logic import ranges
from workgroups.threads.models import Following, Post, Reading, Thread
from workgroups.threads.permissions import can_read
from workgroups.threads.queries import followed_by

DETAIL = 200


@notice_kind("threads.started", many=True)
def started(notices: list[Any]) -> dict[int, Line]:
    """A new thread, with the beginning of its first post."""
    posts = _posts(notices)
    return {
        notice.pk: Line(
            title=post.thread.title,
            url=post.get_absolute_url(),
            section="new",
            detail=_said(post),
            reason=_("New thread in %(group)s.") % {"group": post.thread.group.name},
            group_id=post.thread.group_id,
            marking=post.thread.marking,
        )
        for notice, post in _unread(notices, posts)
    }


@notice_kind("threads.posted", many=True)
def posted(notices: list[Any]) -> dict[int, Line]:
    """New posts in a followed thread: one line a thread, with the first unread one."""
    together: dict[tuple[int, int], list[tuple[Any, Post]]] = defaultdict(list)
    for notice, post in _unread(notices, _posts(notices)):
        together[notice.person_id, post.thread_id].append((notice, post))
    return {pairs[-1][0].pk: _posts_line([post for _notice, post in pairs]) for pairs in together.values()}


@notice_kind("threads.mentioned", many=True, weight="mine")
def mentioned(notices: list[Any]) -> dict[int, Line]:
    """Somebody named the reader: it waits until the post is read."""
    return {
        notice.pk: Line(
            title=_("%(name)s mentioned you in “%(title)s”") % {"name": post.author.name, "title": post.thread.title},
            unnamed=_("You were mentioned in “%(title)s”") % {"title": post.thread.title},
            url=post.get_absolute_url(),
            section="waiting",
            detail=_words(post),
            reason=_("You were mentioned by name or by delegation."),
            group_id=post.thread.group_id,
            marking=post.thread.marking,
        )
        for notice, post in _unread(notices, _posts(notices))
    }


@notice_kind("threads.closed", many=True)
def closed(notices: list[Any]) -> dict[int, Line]:
    """What came of a thread."""
    ids = {notice.subject_id for notice in notices}
    found = Thread.objects.select_related("group").filter(pk__in=ids, state=Thread.State.CLOSED).in_bulk()
    members = _readers(found.values())
    return {
        notice.pk: Line(
            title=thread.title,
            url=thread.get_absolute_url(),
            section="decided",
            detail=thread.outcome,
            reason=_("A thread in %(group)s was closed.") % {"group": thread.group.name},
            group_id=thread.group_id,
            marking=thread.marking,
        )
        for notice in notices
        if (thread := found.get(notice.subject_id)) and notice.person_id in members[thread.pk]
    }


def _posts(notices: list[Any]) -> dict[int, Post]:
    ids = {notice.subject_id for notice in notices}
    found = Post.objects.filter(removed_at=None).select_related("thread__group", "author", "delegation__body")
    return found.in_bulk(ids)


def _unread(notices: list[Any], posts: dict[int, Post]) -> list[tuple[Any, Post]]:
    """Pair notices with their posts, without what was read, removed, or is of a group the reader has left."""
    members = _readers({post.thread_id: post.thread for post in posts.values()}.values())
    threads = {post.thread_id for post in posts.values()}
    people = {notice.person_id for notice in notices}
    readings = Reading.objects.filter(thread_id__in=threads, person_id__in=people)
    read = {(one.person_id, one.thread_id): one.ranges for one in readings}
    return [
        (notice, post)
        for notice in sorted(notices, key=lambda one: int(one.pk))
        if (post := posts.get(notice.subject_id))
        and notice.person_id in members[post.thread_id]
        and not ranges.contains(read.get((notice.person_id, post.thread_id), []), post.seq)
    ]


def _readers(threads: Iterable[Thread]) -> dict[int, set[int]]:
    """Return who may know of each of these threads today, by its group and its marking."""
    found = {thread.pk: thread for thread in threads}
    members = members_by_group(thread.group_id for thread in found.values())
    kept = {thread.group_id for thread in found.values() if thread.is_restricted}
    participants = participants_by_group(kept) if kept else {}
    return {pk: (participants if thread.is_restricted else members)[thread.group_id] for pk, thread in found.items()}


def _posts_line(posts: list[Post]) -> Line:
    first, count = posts[0], len(posts)
    words = ngettext("%(count)s new post in “%(title)s”", "%(count)s new posts in “%(title)s”", count)
    return Line(
        title=words % {"count": count, "title": first.thread.title},
        url=first.get_absolute_url(),
        section="new",
        detail=_said(first),
        reason=_("You follow this thread."),
        group_id=first.thread.group_id,
        marking=first.thread.marking,
    )


def _said(post: Post) -> str:
    who = post.author.name + (f" ({post.delegation.body.shown})" if post.delegation else "")
    return f"{who}: {_words(post)}"


def _words(post: Post) -> str:
    return excerpt(markdown.plain(post.html), DETAIL)


@holding("threads", order=40)
class FollowedThreads:
    """The threads that somebody follows: the successor follows them too."""

    label = gettext_lazy("Threads followed")

    def held(self, group: Any, person: Any) -> list[Held]:
        own = member_of(person, group)
        found = [one for one in followed_by(person, group) if own and can_read(own, one)]
        return [Held(str(one.pk), one.title, one.get_absolute_url()) for one in found]

    def pass_on(self, *, actor: Any, group: Any, leaver: Any, successor: Any, keys: Sequence[str]) -> None:
        heir = member_of(successor, group)
        for one in followed_by(leaver, group).filter(pk__in=keys):
            if heir and can_read(heir, one):
                choose_following(actor=heir, thread=one, level=Following.Level.FOLLOW)
