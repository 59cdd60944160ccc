"""What changed between two versions of a text, word by word, for somebody who does not program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both versions have, or only the newer, or only the older."""

    kind: Literal["same", "added", "removed"]
    text: str


def difference(older: str, newer: str) -> list[Piece]:
    """Return the newer text with what was taken out beside what was put in."""
    before, after = _PIECES.findall(older), _PIECES.findall(newer)
    return list(_merged(_pieces(before, after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(after[start:end]))
            continue
        if high > low:
            yield Piece("removed", "".join(before[low:high]))
        if end > start:
            yield Piece("added", "".join(after[start:end]))


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Join `removed, added, space, removed, added` into one change: a phrase reads better than its words."""
    removed = added = ""
    for piece in pieces:
        if piece.kind == "removed":
            removed += piece.text
        elif piece.kind == "added":
            added += piece.text
        elif piece.text.isspace() and "\n" not in piece.text and (removed or added):
            removed, added = removed + piece.text, added + piece.text
        else:
            yield from _change(removed, added)
            removed = added = ""
            yield piece
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    tail = ""
    if removed and added and removed[-1] == added[-1] and added[-1].isspace():
        removed, added, tail = removed[:-1], added[:-1], added[-1]
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)
    if tail:
        yield Piece("same", tail)
