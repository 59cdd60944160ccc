"""Doors of sockets: one row for each message that a page may say, and `open` for coming in at all."""

import json

from tests.cast import STRANGERS, Cast
from tests.doors.door import IN, MISSING, SIGNED_IN, Answer, Socket, but


def live(cast: Cast) -> str:
    """The socket of open pages."""
    return "/ws/live/"


def follow_group(cast: Cast) -> list[str | bytes]:
    """Ask for everything that happened in the group."""
    return [json.dumps({"follow": {f"group:{cast.group.pk}": 0}})]


def told(frames: list[str | bytes]) -> Answer:
    """Whether the page is told what it missed, or that there is nothing for it."""
    return IN if any("events" in json.loads(frame) for frame in frames) else MISSING


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
]
