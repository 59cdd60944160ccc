"""Doors of sockets: one row for each message that a page may say, and `open` for coming in at all."""

import json

from tests.cast import STRANGERS, Cast
from tests.doors.door import FORBIDDEN, IN, MISSING, SIGN_IN, SIGNED_IN, Answer, Profile, Socket, but, everyone
from workgroups.drafts.actions import create_draft
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.rooms.protocol import PING, Presence, presence_frame, sync_frame


def live(cast: Cast) -> str:
    """The socket of open pages."""
    return "/ws/live/"


def follow_group(cast: Cast) -> list[str | bytes]:
    """Ask for everything that happened in the group."""
    return [json.dumps({"follow": {f"group:{cast.group.pk}": 0}})]


def told(frames: list[str | bytes]) -> Answer:
    """Whether the page is told what it missed, or that there is nothing for it."""
    return IN if any("events" in json.loads(frame) for frame in frames) else MISSING


DRAFT = "ws/groups/<slug:slug>/drafts/<int:number>/"
READERS: Profile = but(everyone(IN), **dict.fromkeys(STRANGERS, MISSING), anonymous=SIGN_IN)
WRITERS: Profile = but(READERS, observer=FORBIDDEN)


def draft_path(cast: Cast) -> str:
    draft = create_draft(actor=cast.member("chair"), title="Issues paper", words="One paragraph.")
    return f"/ws/groups/{cast.group.slug}/drafts/{draft.number}/"


def paragraph() -> bytes:
    """A new paragraph by a client of its own."""
    doc = ydoc.new()
    ydoc.write(doc, [{"type": "paragraph", "content": [{"type": "text", "text": "Mine."}]}])
    return ydoc.encode(doc)


def step1(cast: Cast) -> list[str | bytes]:
    return [sync_frame(0, b"\x00")]


def step2(cast: Cast) -> list[str | bytes]:
    return [sync_frame(1, paragraph())]


def update(cast: Cast) -> list[str | bytes]:
    return [sync_frame(2, paragraph())]


def ping(cast: Cast) -> list[str | bytes]:
    return [bytes((PING,))]


def awareness(cast: Cast) -> list[str | bytes]:
    return [presence_frame([Presence(7, 1, '{"cursor": null}')])]


ROWS: list[Socket] = [
    Socket("ws/live/", "open", hears=SIGNED_IN, path=live),
    Socket(
        "ws/live/",
        "follow",
        hears=but(SIGNED_IN, **dict.fromkeys(STRANGERS, MISSING)),
        path=live,
        say=follow_group,
        reads=told,
    ),
    Socket(DRAFT, "open", hears=READERS, path=draft_path),
    Socket(DRAFT, "step1", hears=READERS, path=draft_path, say=step1),
    # What a reader's page answers is what others wrote, and is let fall: tests/drafts/test_rooms.py
    Socket(DRAFT, "step2", hears=READERS, path=draft_path, say=step2),
    Socket(DRAFT, "update", hears=WRITERS, path=draft_path, say=update),
    Socket(DRAFT, "ping", hears=READERS, path=draft_path, say=ping),
    Socket(DRAFT, "awareness", hears=READERS, path=draft_path, say=awareness),
]
