"""What the pages of threads show: a page of posts for one member, and what they brought with a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workgroups.core import mentions as markdown
from workgroups.core.text import excerpt
from workgroups.files.models import PICTURES, File, Scan, closes, ending_of
from workgroups.groups.models import Office, Seat
from workgroups.groups.permissions import Member, can_speak
from workgroups.threads.logic import ranges
from workgroups.threads.logic.differences import Piece, difference
from workgroups.threads.models import Following, Post, Thread
from workgroups.threads.permissions import can_close, can_edit, can_pin, can_remove, can_restore, loose_files
from workgroups.threads.queries import PAGE, names_now, page_of, participants, posts_from, revisions_of


@dataclass(frozen=True)
class Attached:
    """A file of a post, as its list shows it."""

    uid: UUID
    name: str
    size: int
    type: str
    scan: str = ""

    @property
    def closed(self) -> str:
        """Why nobody may open it, in a word; empty where it is open."""
        return str(Scan(self.scan).label) if closes(self.scan) else ""

    @property
    def url(self) -> str:
        return reverse("files:file", args=[self.uid, self.name])

    @property
    def ending(self) -> str:
        return ending_of(self.name)

    @property
    def is_picture(self) -> bool:
        return self.type in PICTURES


@dataclass(frozen=True)
class Row:
    """A post as one member sees it."""

    post: Post
    html: SafeString
    seat: str
    files: list[Attached]
    is_new: bool
    is_own: bool
    may_edit: bool
    may_remove: bool
    may_restore: bool


def seat_of(post: Any) -> str:
    """Say under which office or seat somebody spoke, “Head of delegation, Uruguay”, or whose guest they were."""
    if post.guest_of:
        return _("guest of %(name)s") % {"name": post.guest_of.name}
    office = Office.Title(post.office).label if post.office else ""
    role = office or (Seat.Role(post.seat_role).label if post.seat_role else "")
    body = post.delegation.body.shown if post.delegation else ""
    return ", ".join(str(part) for part in (role, body) if part)


def page_context(member: Member, thread: Any, seq: int | None = None) -> dict[str, Any]:
    """Return one page of posts: that of post `seq`, else of the first unread one, else the last."""
    read = thread.read or []
    unread_at = ranges.first_outside(read, thread.last_seq, thread.removed)
    first = page_of(seq or unread_at or thread.last_seq, thread.last_seq)
    posts = list(posts_from(thread, first))
    names = names_now(posts)
    rows = [_row(member, thread, post, names, read) for post in posts]
    return {
        "thread": thread,
        "home": thread.get_absolute_url(),
        "rows": rows,
        "first": first,
        "last": posts[-1].seq if posts else first,
        "earlier": first - PAGE if first > 1 else None,
        "later": first + PAGE if first + PAGE <= thread.last_seq else None,
        "unread_at": unread_at,
        "has_new": any(row.is_new for row in rows),
        "may_post": can_speak(member) and not thread.is_closed,
    }


def frame_context(member: Member, thread: Any) -> dict[str, Any]:
    """Return what stands around the posts: who takes part, how to hear of it, what an officer may do."""
    return {
        "participants": participants(thread),
        "levels": Following.Level.choices,
        "may_close": can_close(member, thread),
        "may_pin": can_pin(member, thread),
    }


def quotation(post: Post) -> str:
    """Return a post as a quotation in Markdown that links back to it."""
    quoted = "\n".join(f"> {line}".rstrip() for line in post.body.splitlines())
    name = post.author.name.replace("[", "(").replace("]", ")")
    return f"{quoted}\n>\n> [{name}, #{post.seq}]({post.get_absolute_url()})\n\n"


def kept_files(request: HttpRequest, member: Member) -> list[File]:
    """Return the files that came with an earlier try of the same form and are still loose."""
    uids: list[UUID] = []
    for value in request.POST.getlist("kept"):
        try:
            uids.append(UUID(value))
        except ValueError:
            continue
    return loose_files(member.person, uids) if uids else []


def preview(body: str) -> SafeString:
    """Return how a post would look."""
    return markdown.shown(markdown.render(body[:100_000]).html, {})


def why(thread: Thread) -> str:
    """Return one line of the newest post, for a list."""
    post = thread.last_post
    return excerpt(markdown.plain(post.html), 140) if post and not post.removed_at else ""


def post_address(thread: Thread, seq: int) -> str:
    """Return the address of a post on its page."""
    page = reverse("threads:thread-page", args=[thread.group.slug, thread.number])
    return f"{page}?post={seq}#post-{seq}"


@dataclass(frozen=True)
class Version:
    """How a post read once: what changed in it, and from when on it read so."""

    number: int
    written_at: datetime
    pieces: list[Piece]


def edited_versions(post: Post) -> list[Version]:
    """Return all versions of a post, newest first, each with what it changed in the one before."""
    texts = [(old.written_at, old.body) for old in revisions_of(post)]
    return versions_of([*texts, (post.edited_at or post.posted_at, post.body)])


def versions_of(texts: list[tuple[datetime, str]]) -> list[Version]:
    """Return texts, oldest first, as versions, newest first, each with what it changed in the one before."""
    before = [texts[0][1], *(body for _at, body in texts)]
    return [
        Version(number, written_at, difference(before[number - 1], body))
        for number, (written_at, body) in enumerate(texts, start=1)
    ][::-1]


def _row(member: Member, thread: Thread, post: Any, names: dict[str, str], read: Sequence[Sequence[int]]) -> Row:
    post.thread = thread
    return Row(
        post=post,
        html=markdown.shown(post.html, names),
        seat=seat_of(post),
        files=[Attached(**file) for file in post.attached],
        is_new=not post.removed_at and not ranges.contains([list(span) for span in read], post.seq),
        is_own=post.author_id == member.person.pk,
        may_edit=can_edit(member, post),
        may_remove=can_remove(member, post),
        may_restore=can_restore(member, post),
    )
