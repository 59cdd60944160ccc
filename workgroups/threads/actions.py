"""Speak in threads: each act asks permission, writes, and announces itself."""

from collections.abc import Sequence
from html import escape
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core import mentions as markdown
from workgroups.core.errors import Conflict, Refused
from workgroups.core.ids import new_uid
from workgroups.core.text import fold, single_line
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number, tell_guests
from workgroups.groups.models import GuestPass
from workgroups.groups.permissions import Member, first_marking, require, require_marking, require_remarking
from workgroups.threads.events import (
    FollowingChosen,
    PostAdded,
    PostEdited,
    PostPurged,
    PostRemoved,
    PostRestored,
    PostsRead,
    ThreadClosed,
    ThreadMarked,
    ThreadPinned,
    ThreadReopened,
    ThreadStarted,
)
from workgroups.threads.logic import ranges
from workgroups.threads.models import Following, Post, PostRevision, Reading, Thread
from workgroups.threads.permissions import (
    can_close,
    can_edit,
    can_pin,
    can_post,
    can_read,
    can_remove,
    can_restore,
    can_start,
    require_harmless,
)
from workgroups.threads.queries import keys_by_name, people_behind, threads_seen_by

LONGEST = 40_000  # characters of a post
LONGEST_TITLE = 200
LONGEST_OUTCOME = 500
MOST_FILES = 10


@transaction.atomic
def start_thread(
    *,
    actor: Member,
    title: str,
    body: str,
    language: str = "",
    file_ids: Sequence[int] = (),
    uid: UUID | None = None,
    marking: str = "",
) -> Thread:
    """Start a thread with its first post; sent twice with the same `uid`, it is started once."""
    require(can_start(actor))
    if uid and (twin := Post.objects.select_related("thread").filter(uid=uid, author=actor.person).first()):
        return twin.thread
    marking = marking or first_marking(actor)
    require_marking(actor, marking)
    title = single_line(title)
    if not title:
        raise Refused(_("Give the thread a title: what is it about?"), field="title")
    if len(title) > LONGEST_TITLE:
        raise Refused(_("The title is too long: at most %s characters.") % LONGEST_TITLE, field="title")
    thread = Thread.objects.create(
        group=actor.group,
        number=next_number(group=actor.group, kind="thread", marking=marking),
        title=title,
        language=language or actor.person.language,
        started_by=actor.person,
        started_at=clock.now(),
        marking=marking,
    )
    post = _write_post(actor, thread, body, file_ids, uid)
    emit(
        ThreadStarted(
            **_of(actor.person.pk, thread),
            post_id=post.pk,
            mentioned=people_behind(actor.group, post.mentions),
        )
    )
    return thread


@transaction.atomic
def add_post(
    *, actor: Member, thread: Thread, body: str, file_ids: Sequence[int] = (), uid: UUID | None = None
) -> Post:
    """Answer in a thread; sent twice with the same `uid`, it is posted once."""
    require(can_post(actor, thread))
    locked = _locked(thread)
    if uid and (twin := Post.objects.filter(uid=uid, author=actor.person, thread=locked).first()):
        return twin
    _refuse_closed(locked)
    post = _write_post(actor, locked, body, file_ids, uid)
    emit(
        PostAdded(
            **_of(actor.person.pk, locked),
            post_id=post.pk,
            mentioned=people_behind(actor.group, post.mentions),
        )
    )
    return post


@transaction.atomic
def edit_post(*, actor: Member, post: Post, body: str, edits: int) -> Post:
    """Write a post anew and keep how it read; `edits` is the count that the writer saw. Raises Conflict."""
    locked_thread = _locked(post.thread)
    locked = Post.objects.select_for_update().get(pk=post.pk)
    locked.thread = locked_thread
    _refuse_closed(locked_thread)
    require(can_edit(actor, locked))
    if locked.edits != edits:
        raise Conflict(_("This post was changed meanwhile, perhaps by you in another window. Your text is kept below."))
    body = _checked(body)
    if body == locked.body:
        return locked
    PostRevision.objects.create(
        post=locked, number=edits + 1, body=locked.body, written_at=locked.edited_at or locked.posted_at
    )
    before = set(people_behind(actor.group, locked.mentions))
    rendered = markdown.render(body, keys_by_name(actor.group) | _kept_keys(locked))
    locked.body, locked.html, locked.mentions = body, rendered.html, list(map(list, rendered.mentions.items()))
    locked.edited_at, locked.edits = clock.now(), edits + 1
    locked.save(update_fields=["body", "html", "mentions", "edited_at", "edits"])
    emit(
        PostEdited(
            **_of(actor.person.pk, locked_thread),
            post_id=locked.pk,
            mentioned=tuple(p for p in people_behind(actor.group, locked.mentions) if p not in before),
        )
    )
    return locked


@transaction.atomic
def remove_post(*, actor: Member, post: Post) -> None:
    """Take a post away; its number stays as a tombstone, unread by nobody, its words until `purge_post`."""
    thread = _locked(post.thread)
    locked = Post.objects.select_for_update().get(pk=post.pk)
    locked.thread = thread
    require(can_remove(actor, locked))
    Post.objects.filter(pk=locked.pk).update(removed_at=clock.now(), removed_by=actor.person)
    _count_removed(thread, locked.seq, [*thread.removed, locked.seq])
    emit(
        PostRemoved(
            **_of(actor.person.pk, thread),
            post_id=locked.pk,
        )
    )


@transaction.atomic
def restore_post(*, actor: Member, post: Post) -> None:
    """Undo a removal within `clock.UNDO`: the post stands again as it stood, read by those who had read it."""
    thread = _locked(post.thread)
    locked = Post.objects.select_for_update().get(pk=post.pk)
    locked.thread = thread
    require(can_restore(actor, locked), _("The removal can no longer be undone."))
    Post.objects.filter(pk=locked.pk).update(removed_at=None, removed_by=None)
    _count_removed(thread, locked.seq, [seq for seq in thread.removed if seq != locked.seq])
    emit(
        PostRestored(
            **_of(actor.person.pk, thread),
            post_id=locked.pk,
            mentioned=people_behind(actor.group, locked.mentions),
        )
    )


@transaction.atomic
def forget_mentions(*, person_id: int, instead: str) -> None:
    """Let every mention of somebody lead to a former member; their name in other words of others stays."""
    key = f"p{person_id}"
    for post in Post.objects.filter(mentions__contains=[[key]]):
        for typed in {words for own, words in post.mentions if own == key}:
            post.body = post.body.replace(f"@{typed}", f"@{instead}")
            post.html = post.html.replace(f"@{escape(typed)}</span>", f"@{instead}</span>")
            for revision in post.revisions.filter(body__contains=f"@{typed}"):
                post.revisions.filter(pk=revision.pk).update(body=revision.body.replace(f"@{typed}", f"@{instead}"))
        mentions = [[own, instead if own == key else words] for own, words in post.mentions]
        Post.objects.filter(pk=post.pk).update(body=post.body, html=post.html, mentions=mentions)


@transaction.atomic
def purge_post(*, post_id: int) -> None:
    """Take the words, versions and files of a removed post away for good; a post that stands again keeps them."""
    locked = Post.objects.select_for_update(of=("self",)).select_related("thread").filter(pk=post_id).first()
    if locked is None or locked.removed_at is None or locked.removed_by_id is None:
        return
    locked.revisions.all().delete()
    locked.files.clear()
    Post.objects.filter(pk=locked.pk).update(body="", html="", mentions=[])
    thread = locked.thread
    emit(
        PostPurged(
            group_id=thread.group_id,
            thread_id=thread.pk,
            actor_id=locked.removed_by_id,
            post_id=locked.pk,
            marking=thread.marking,
        )
    )


@transaction.atomic
def close_thread(*, actor: Member, thread: Thread, outcome: str = "") -> None:
    """Close a thread, with a line that says what came of it."""
    locked = _locked(thread)
    require(can_close(actor, locked))
    outcome = single_line(outcome)
    if len(outcome) > LONGEST_OUTCOME:
        raise Refused(_("The outcome is too long: at most %s characters.") % LONGEST_OUTCOME, field="outcome")
    if locked.is_closed:
        raise Refused(_("This thread is closed already."))
    Thread.objects.filter(pk=locked.pk).update(
        state=Thread.State.CLOSED, outcome=outcome, closed_at=clock.now(), closed_by=actor.person
    )
    emit(ThreadClosed(**_of(actor.person.pk, locked)))


@transaction.atomic
def reopen_thread(*, actor: Member, thread: Thread) -> None:
    """Open a closed thread again; its outcome is no longer one."""
    locked = _locked(thread)
    require(can_close(actor, locked))
    if not locked.is_closed:
        raise Refused(_("This thread is open already."))
    Thread.objects.filter(pk=locked.pk).update(state=Thread.State.OPEN, outcome="", closed_at=None, closed_by=None)
    emit(ThreadReopened(**_of(actor.person.pk, locked)))


@transaction.atomic
def pin_thread(*, actor: Member, thread: Thread, pinned: bool) -> None:
    """Put a thread on top of the list, or let it take its place by date."""
    require(can_pin(actor, thread))
    Thread.objects.filter(pk=thread.pk).update(is_pinned=pinned)
    emit(ThreadPinned(**_of(actor.person.pk, thread)))


@transaction.atomic
def mark_thread(*, actor: Member, thread: Thread, marking: str) -> None:
    """Give a thread another marking; it holds at once, for what was said before too."""
    locked = _locked(thread)
    require_remarking(actor, locked.marking, marking)
    Thread.objects.filter(pk=locked.pk).update(marking=marking)
    before, locked.marking = locked.marking, marking
    tell_guests(group_id=locked.group_id, kind=GuestPass.Kind.THREAD, number=locked.number)
    emit(ThreadMarked(**_of(actor.person.pk, locked), before=before))


@transaction.atomic
def choose_following(*, actor: Member, thread: Thread, level: str) -> None:
    """Choose how to hear of a thread: every post, new threads and mentions, or mentions only."""
    require(can_read(actor, thread))
    if level not in Following.Level.values:
        raise Refused(_("Choose one of the offered ways."), field="level")
    Following.objects.update_or_create(thread=thread, person=actor.person, defaults={"level": level})
    emit(FollowingChosen(group_id=actor.group.pk, thread_id=thread.pk, person_id=actor.person.pk))


@transaction.atomic
def mark_read(*, actor: Member, thread: Thread, first: int, last: int) -> None:
    """Note that a person has read the posts from `first` to `last`; nothing happens when they had."""
    require(can_read(actor, thread))
    if _read(actor, thread, max(first, 1), last):
        emit(PostsRead(group_id=actor.group.pk, thread_id=thread.pk, person_id=actor.person.pk))


@transaction.atomic
def mark_all_read(*, actor: Member) -> None:
    """Note that a person has read everything in the group."""
    for thread in threads_seen_by(actor).filter(unread__gt=0):
        _read(actor, thread, 1, thread.last_seq)
    emit(PostsRead(group_id=actor.group.pk, thread_id=0, person_id=actor.person.pk))


def _of(actor_id: int, thread: Thread) -> dict[str, Any]:
    """Return what every event of a thread says."""
    return {"group_id": thread.group_id, "thread_id": thread.pk, "actor_id": actor_id, "marking": thread.marking}


def _write_post(actor: Member, thread: Thread, body: str, file_ids: Sequence[int], uid: UUID | None) -> Post:
    body = _checked(body)
    if len(file_ids) > MOST_FILES:
        raise Refused(_("A post has at most %s attachments.") % MOST_FILES, field="files")
    require_harmless(file_ids)
    # A guest mentions nobody: whether a name becomes a mention would tell who is a member.
    rendered = markdown.render(body, {} if actor.guest else keys_by_name(actor.group))
    seat = actor.seats[0] if actor.seats else None
    now = clock.now()
    post = Post.objects.create(
        uid=uid or new_uid(),
        thread=thread,
        seq=thread.last_seq + 1,
        author=actor.person,
        delegation=seat.delegation if seat else None,
        seat_role=seat.role if seat else "",
        office=actor.title,
        guest_of=actor.guest.given_by if actor.guest else None,
        body=body,
        html=rendered.html,
        mentions=list(map(list, rendered.mentions.items())),
        posted_at=now,
    )
    post.files.add(*file_ids)
    thread.last_seq, thread.last_post, thread.last_post_at = post.seq, post, now
    thread.save(update_fields=["last_seq", "last_post", "last_post_at"])
    _note_speaker(actor, thread)
    _read(actor, thread, post.seq, post.seq)
    return post


def _note_speaker(actor: Member, thread: Thread) -> None:
    """Count who has spoken; who speaks follows, unless they chose otherwise."""
    fresh = {"level": Following.Level.FOLLOW}
    own, _made = Following.objects.get_or_create(thread=thread, person=actor.person, defaults=fresh)
    level = Following.Level.FOLLOW if not own.posts and own.level == Following.Level.NORMAL else own.level
    Following.objects.filter(pk=own.pk).update(posts=F("posts") + 1, delegation=actor.delegation, level=level)


def _read(actor: Member, thread: Thread, first: int, last: int) -> bool:
    """Join numbers to what was read, never beyond the thread's last; return whether that was news."""
    Reading.objects.get_or_create(thread=thread, person=actor.person)
    own = Reading.objects.select_for_update().get(thread=thread, person=actor.person)
    last_seq, removed = Thread.objects.values_list("last_seq", "removed").get(pk=thread.pk)
    grown = ranges.add(own.ranges, first, min(last, last_seq))
    if grown == own.ranges:
        return False
    own.ranges, own.read_count = grown, ranges.count_without(grown, removed)
    own.save(update_fields=["ranges", "read_count"])
    return True


def _count_removed(thread: Thread, seq: int, removed: list[int]) -> None:
    """Note a thread's tombstones; who had read the post `seq` has it no longer, or again, among what they read."""
    step = len(removed) - len(thread.removed)
    Thread.objects.filter(pk=thread.pk).update(removed=removed, removed_count=F("removed_count") + step)
    readings = Reading.objects.select_for_update().filter(thread=thread)
    had_read = [one.pk for one in readings if ranges.contains(one.ranges, seq)]
    Reading.objects.filter(pk__in=had_read).update(read_count=F("read_count") - step)


def _locked(thread: Thread) -> Thread:
    """Lock the thread's row (not against the keys of new posts, which would deadlock with them)."""
    return Thread.objects.select_for_update(no_key=True, of=("self",)).select_related("group").get(pk=thread.pk)


def _refuse_closed(thread: Thread) -> None:
    if thread.is_closed:
        raise Refused(_("This thread was closed meanwhile, so the post was not sent. Your text is kept below."))


def _checked(body: str) -> str:
    body = body.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if not body:
        raise Refused(_("Write something first."), field="body")
    if len(body) > LONGEST:
        message = _("The post is too long: at most %(most)s characters, it has %(count)s.")
        raise Refused(message % {"most": LONGEST, "count": len(body)}, field="body")
    return body


def _kept_keys(post: Post) -> dict[str, str]:
    """Names that the post mentioned as they were typed then: still the same people after a change of name."""
    return {fold(words): key for key, words in post.mentions}
