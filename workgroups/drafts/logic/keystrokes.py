"""Plain typing, which is nearly all that a busy room is sent: one run of ASCII text put after a known character.

What an update may look like to be that is one pattern, so that it is read at once; anything else is for `preparse`.
Format: github.com/yjs/yjs, `encoding.js` and `structs/Item.js`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_NUMBER: Final = rb"([\x80-\xff]{0,6}[\x00-\x7f])"
_TYPED: Final = re.compile(
    rb"(\x01\x01" + _NUMBER * 2  # of one client one struct: whose, and its clock
    + rb"(?:\x84" + _NUMBER * 2 + rb"|\xc4" + _NUMBER * 4 + rb"))"  # a text, after what, and, in \xc4, before what
    + rb"([\x01-\x7f])([\x00-\x7f]+)\x00",  # its length and words; nothing deleted
    re.DOTALL,
)  # fmt: skip
LARGEST: Final = 127
"""Bytes; so the length of its words takes one."""


@dataclass(slots=True)
class Typed:
    """A run of text, as its update says it."""

    head: bytes
    """the update up to the length of its words"""
    words: bytes
    client: int
    clock: int
    end: int
    after: tuple[int, int]
    """(client, clock) of the character that it stands after"""
    before: tuple[int, int] | None
    """and of what it stands before, unless that is the end of the text"""

    @property
    def structs(self) -> tuple[tuple[int, int, int]]:
        """As `Parsed.structs`."""
        return ((self.client, self.clock, self.end),)

    def update(self) -> bytes:
        return self.head + bytes((len(self.words),)) + self.words + b"\x00"

    def goes_on(self, more: "Typed") -> bool:
        """Take in what its writer typed right after it; False, and nothing done, where `more` is something else."""
        if (
            more.clock != self.end
            or more.client != self.client
            or more.after != (self.client, self.end - 1)
            or more.before != self.before
            or len(self.head) + len(self.words) + len(more.words) + 2 > LARGEST
        ):
            return False
        self.words += more.words
        self.end = more.end
        return True


def typed(data: bytes, at: int = 0) -> Typed | None:
    """The run of text that the bytes from `at` to their end are an update of, if they are that."""
    if len(data) - at > LARGEST or (found := _TYPED.fullmatch(data, at)) is None:
        return None
    head, client, clock, after, at_left, after_too, at_left_too, beyond, at_right, size, words = found.groups()
    if len(words) != size[0]:
        return None
    whose, first = _number(client), _number(clock)
    if after is None:
        after, at_left = after_too, at_left_too
    left = (whose if after == client else _number(after), _number(at_left))
    right = (_number(beyond), _number(at_right)) if beyond else None
    if any(end == whose and place >= first for end, place in (left, right or left)):
        return None  # after itself
    return Typed(head, words, whose, first, first + len(words), left, right)


def merged(runs: Iterable[Typed]) -> bytes | None:
    """One update that brings all; None where a writer is in it twice."""
    by_client = sorted(runs, key=lambda run: run.client, reverse=True)  # as Yjs sorts them
    if len({run.client for run in by_client}) < len(by_client) or len(by_client) > LARGEST:
        return None
    if len(by_client) == 1:
        return by_client[0].update()
    parts = [run.head[1:] + bytes((len(run.words),)) + run.words for run in by_client]
    return bytes((len(parts),)) + b"".join(parts) + b"\x00"


def _number(raw: bytes) -> int:
    if len(raw) < 2:
        return raw[0]
    value = shift = 0
    for byte in raw:
        value |= (byte & 127) << shift
        shift += 7
    return value
