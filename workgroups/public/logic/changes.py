"""What changed from one release of a report to the next, in words that a reader reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from .blocks import Block, blocks_of

Kind = Literal["added", "removed", "changed"]
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
ALIKE = 0.5
NEAR = 12  # so many blocks ahead a changed one is looked for
LONGEST = 3000  # words of a block that are still compared one by one
SHOWN = 200


@dataclass(frozen=True)
class Piece:
    """A stretch of words in both releases (`same`), or only in the newer or the older."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True)
class Change:
    """One block that came, went or was reworded, and the heading under which it stands."""

    kind: Kind
    heading: str
    is_heading: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Changes:
    """The first changes in reading order, and how many there are of each kind altogether."""

    shown: list[Change]
    added: int
    removed: int
    changed: int

    @property
    def total(self) -> int:
        return self.added + self.removed + self.changed

    @property
    def left_out(self) -> int:
        return self.total - len(self.shown)


def changes(older: str, newer: str) -> Changes:
    """Compare two web editions (HTML)."""
    found = list(_compared(blocks_of(older), blocks_of(newer)))
    counts = {kind: sum(one.kind == kind for one in found) for kind in ("added", "removed", "changed")}
    return Changes(shown=found[:SHOWN], **counts)


def _compared(before: list[Block], after: list[Block]) -> Iterator[Change]:
    old, new = [(one.kind, one.text) for one in before], [(one.kind, one.text) for one in after]
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _replaced(before[i:j], after[k:m])


def _replaced(before: list[Block], after: list[Block]) -> Iterator[Change]:
    """Look-alikes are told as reworded, in order; what is left went or came."""
    at = 0
    for block in before:
        near = range(at, min(at + NEAR, len(after)))
        twin = next((place for place in near if _alike(block, after[place])), None)
        if twin is None:
            yield _whole("removed", block)
            continue
        yield from (_whole("added", one) for one in after[at:twin])
        yield Change("changed", after[twin].heading, _is_heading(block), tuple(_words(block.text, after[twin].text)))
        at = twin + 1
    yield from (_whole("added", one) for one in after[at:])


def _alike(old: Block, new: Block) -> bool:
    if old.kind != new.kind:
        return False
    before, after = _WORDS.findall(old.text), _WORDS.findall(new.text)
    if max(len(before), len(after)) > LONGEST:
        return False
    words = SequenceMatcher(None, before, after, autojunk=False)
    return words.quick_ratio() > ALIKE and words.ratio() > ALIKE


def _whole(kind: Literal["added", "removed"], block: Block) -> Change:
    return Change(kind, block.heading, _is_heading(block), (Piece(kind, block.text),))


def _is_heading(block: Block) -> bool:
    return block.kind in {"h1", "h2", "h3", "h4", "h5", "h6"}


def _words(older: str, newer: str) -> Iterator[Piece]:
    """Word by word; changes that only a space parts are one, since a phrase reads better than its words."""
    before, after = _WORDS.findall(older), _WORDS.findall(newer)
    removed = added = ""
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[i:j]), "".join(after[k:m])
        if tag != "equal":
            removed, added = removed + gone, added + came
        elif came.isspace() and (removed or added):
            removed, added = removed + came, added + came
        else:
            yield from _change(removed, added)
            removed = added = ""
            yield Piece("same", came)
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    if removed.strip():
        yield Piece("removed", removed)
    if added.strip():
        yield Piece("added", added)
    elif added:
        yield Piece("same", added)
