"""The messages to a page: batches of a stream from cursor to head, each reader seeing only what is theirs."""

import json
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from workgroups.events.events import StreamRef
from workgroups.live.registry import Standing

KEEP = 500  # a page that missed more than this fetches its fragments afresh


@dataclass(frozen=True)
class Item:
    """An entry of the log, as far as pages need it."""

    seq: int
    name: str
    topics: tuple[str, ...]
    audience_kind: str
    audience_id: int

    def is_for(self, person_id: int, standing: Standing) -> bool:
        """Whether this person may learn that it happened."""
        match self.audience_kind:
            case "public" | "group":
                return True
            case "participants":
                return standing.participates
            case "officers":
                return standing.is_officer
            case "delegation":
                return self.audience_id in standing.delegation_ids
            case "person":
                return self.audience_id == person_id
        return False


@dataclass
class Tail:
    """The newest entries of a stream, without holes, ending at `head`."""

    head: int
    items: deque[Item] = field(default_factory=lambda: deque(maxlen=KEEP))

    def add(self, items: Iterable[Item]) -> None:
        """Append what follows the head; anything else is left out."""
        for item in items:
            if item.seq == self.head + 1:
                self.items.append(item)
                self.head = item.seq

    def after(self, cursor: int) -> list[Item] | None:
        """Return what came after `cursor`, or None when the tail does not reach back that far."""
        missing = self.head - cursor
        if missing > len(self.items):
            return None
        return list(self.items)[len(self.items) - missing :] if missing > 0 else []


def address(ref: StreamRef) -> str:
    """`group:12`: how a page names a stream."""
    return f"{ref.kind}:{ref.ref_id}"


def named(text: str) -> StreamRef | None:
    """Return the stream that a page named, or None for anything that is not a group's or a person's."""
    kind, _, number = text.partition(":")
    if kind not in {"group", "person"} or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return StreamRef(kind, int(number))


def batch(ref: StreamRef, start: int, head: int, items: Iterable[Item]) -> dict[str, Any]:
    """A page that stands at `start` may move to `head` and must know of `items`."""
    events = [{"seq": item.seq, "name": item.name, "topics": item.topics} for item in items]
    return {"stream": address(ref), "from": start, "to": head, "events": events}


def snapshot(ref: StreamRef, head: int) -> dict[str, Any]:
    """A page that missed too much fetches all its fragments and stands at `head`."""
    return {"snapshot": address(ref), "to": head}


def gone(ref: StreamRef) -> dict[str, Any]:
    """A page may not follow this stream (any more)."""
    return {"gone": address(ref)}


def encode(message: dict[str, Any]) -> str:
    """One message as it goes over the wire."""
    return json.dumps(message, separators=(",", ":"))
