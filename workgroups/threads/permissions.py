"""Who may do what with threads and posts, and the guarded way to them."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import Missing
from workgroups.files.actions import LARGEST_MB
from workgroups.files.models import File
from workgroups.files.permissions import refuse_harmful
from workgroups.files.registry import bringer_of, loose_of, reader_of
from workgroups.groups.models import Group, GuestPass, Marking
from workgroups.groups.permissions import (
    Member,
    can_manage,
    can_read_marking,
    can_speak,
    guest_reads,
    guest_writes,
    has_pass,
    markings_read,
    member_of,
    require,
)
from workgroups.threads.models import Post, Thread
from workgroups.threads.queries import threads_seen_by

FILES = "threads.post"


def can_read(member: Member, thread: Thread) -> bool:
    """Every member of the group whom its marking lets know of it; a guest the one thread of their pass."""
    is_open = thread.group_id == member.group.pk and can_read_marking(member, thread.marking)
    return is_open and guest_reads(member, GuestPass.Kind.THREAD, thread.number)


def can_start(member: Member) -> bool:
    """Every member, while the group is open."""
    return can_speak(member)


def can_post(member: Member, thread: Thread) -> bool:
    """Every member, while the group is open; a closed thread refuses in words (see the action)."""
    is_guest = guest_writes(member, GuestPass.Kind.THREAD, thread.number)
    return can_read(member, thread) and (can_speak(member) or is_guest)


def can_close(member: Member, thread: Thread) -> bool:
    """Officers, and whoever started the thread; also to open it again."""
    own = thread.started_by_id == member.person.pk
    return can_read(member, thread) and (can_manage(member) or (own and can_speak(member)))


def can_pin(member: Member, thread: Thread) -> bool:
    """Officers."""
    return can_read(member, thread) and can_manage(member)


def can_edit(member: Member, post: Post) -> bool:
    """The author, while the thread and the group are open; the earlier versions stay readable."""
    own = post.author_id == member.person.pk and post.removed_at is None
    return own and can_post(member, post.thread) and not post.thread.is_closed


def can_remove(member: Member, post: Post) -> bool:
    """The author and officers."""
    if post.removed_at is not None or not can_read(member, post.thread):
        return False
    return can_manage(member) or (post.author_id == member.person.pk and can_speak(member))


def can_restore(member: Member, post: Post) -> bool:
    """Whoever removed it, while its words are kept for that."""
    if post.removed_at is None or post.removed_by_id != member.person.pk or not can_speak(member):
        return False
    return bool(post.body) and clock.now() < post.removed_at + clock.UNDO


_THREAD_ACTS: dict[str, Callable[[Member, Thread], bool]] = {
    "read": can_read,
    "post": can_post,
    "close": can_close,
    "pin": can_pin,
    "mark": can_pin,
}
_POST_ACTS: dict[str, Callable[[Member, Post], bool]] = {
    "edit": can_edit,
    "remove": can_remove,
    "restore": can_restore,
}


def thread_for(member: Member, number: int, *, may: str = "read") -> Thread:
    """Return a thread of the member's group with what is unread; raises Missing or NotAllowed; one query."""
    found = threads_seen_by(member).select_related("closed_by")
    thread: Thread | None = found.filter(number=number).first()
    if thread is None:
        raise Missing
    thread.group = member.group
    require(_THREAD_ACTS[may](member, thread))
    return thread


def thread_for_guest(member: Member) -> Thread:
    """Return the thread that a guest's pass opens; Missing for another kind of pass and for what is restricted."""
    guest = member.guest
    if guest is None or guest.kind != GuestPass.Kind.THREAD:
        raise Missing
    found = Thread.objects.filter(group=member.group, number=guest.number).exclude(marking=Marking.RESTRICTED)
    if thread := found.first():
        thread.group = member.group
        return thread
    raise Missing


def post_for(member: Member, number: int, seq: int, *, may: str = "read") -> Post:
    """Return a post; a tombstone has no words to read and is Missing, except to have its removal undone."""
    is_tombstone = may == "restore"
    found = Post.objects.filter(
        thread__group=member.group, thread__marking__in=markings_read(member), thread__number=number, seq=seq
    )
    post = (
        found.filter(removed_at__isnull=not is_tombstone).select_related("thread", "author", "delegation__body").first()
    )
    if post is None:
        raise Missing
    post.thread.group = member.group
    require(may == "read" or _POST_ACTS[may](member, post))
    return post


def loose_files(person: Person, uids: list[UUID]) -> list[File]:
    """Return files that this person has brought for a post and that belong to none yet."""
    found = File.objects.filter(owner=person, kind=FILES, uid__in=uids, posts=None)
    return list(found.select_related("blob").order_by("pk"))


def require_harmless(file_ids: Sequence[int]) -> None:
    """Raise Refused when something harmful was found in one of the files that a post would take."""
    refuse_harmful(file_ids)


@bringer_of(FILES, largest_mb=LARGEST_MB)
def may_bring(user: Any, group_id: int) -> bool:
    """Whoever may post in the group."""
    group = Group.objects.filter(pk=group_id).first()
    member = member_of(user, group) if group else None
    return member is not None and can_speak(member)


@loose_of(FILES)
def unattached(files: QuerySet[File]) -> QuerySet[File]:
    """Files of tries that never became a post."""
    return files.filter(posts=None)


@reader_of(FILES)
def can_read_file(user: Any, file: File) -> bool:
    """Members and guests of the thread read what is attached to a post that stands; before that, who brought it."""
    if not user.is_authenticated:
        return False
    posts = Post.objects.filter(files=file).select_related("thread__group")
    if not posts:
        return bool(file.owner_id == user.pk)
    return any(post.removed_at is None and _is_inside(user, post.thread) for post in posts)


def _is_inside(person: Person, thread: Thread) -> bool:
    if member := member_of(person, thread.group):
        return can_read(member, thread)
    is_open = thread.marking != Marking.RESTRICTED
    return is_open and has_pass(person, thread.group, GuestPass.Kind.THREAD, thread.number)
