"""Where a comment or a proposal stands in a draft: a block, both ends as Yjs positions, the words as they were.

`static/src/drafts/anchors.js` makes them and finds them again while the text is edited. Here they are checked, and
found by block and words alone; no position is ever counted in Python.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from workgroups.drafts.logic.schema import BLOCKS, ROOT, Node, plain

LONGEST_WORDS: Final = 300  # as in anchors.js
LONGEST_JSON: Final = 4_000
LARGEST: Final = 2**53
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")

Position = dict[str, Any]


class Unreadable(ValueError):  # noqa: N818
    """What was given is no anchor."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A block's id, and, unless the whole block is meant, both ends (Yjs relative positions as JSON) and the words."""

    block: str
    start: Position | None = None
    end: Position | None = None
    words: str = ""

    @property
    def value(self) -> dict[str, Any]:
        """As anchors.js reads it."""
        return {"block": self.block, "start": self.start, "end": self.end, "words": self.words}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands by its block and its words: which top-level block, how far in, whether the words stand."""

    index: int
    block: str
    offset: int
    has_words: bool


def anchor_from(given: object) -> Anchor:
    """Read an anchor out of JSON text or a value; what it should not hold is dropped. Raises `Unreadable`."""
    if isinstance(given, str):
        given = _parsed(given)
    if not isinstance(given, dict) or not isinstance(block := given.get("block"), str) or not _ID.match(block):
        raise Unreadable("no block")
    words = given.get("words") or ""
    if not isinstance(words, str):
        raise Unreadable("words")
    start, end = position(given.get("start")), position(given.get("end"))
    clean = _CONTROL.sub(" ", words.encode(errors="ignore").decode()).strip()
    if not (start and end and clean):
        return Anchor(block)
    return Anchor(block, start, end, clean[:LONGEST_WORDS])


def position(value: object) -> Position | None:
    """A Yjs relative position: ids of (client, clock), a root name, an association; nothing else."""
    if not isinstance(value, dict):
        return None
    out: Position = {}
    for key in ("type", "item"):
        one = value.get(key)
        if isinstance(one, dict) and _is_count(one.get("client")) and _is_count(one.get("clock")):
            out[key] = {"client": one["client"], "clock": one["clock"]}
    if value.get("tname") == ROOT:
        out["tname"] = ROOT
    if value.get("assoc") in {0, -1}:
        out["assoc"] = value["assoc"]
    return out or None


def places(document: Node) -> dict[str, tuple[int, Node]]:
    """Every block id of a document, at whatever depth: the place of the top-level block that holds it, and its node."""
    found: dict[str, tuple[int, Node]] = {}
    for index, top in enumerate(document.get("content", [])):
        for node in _blocks(top):
            if block_id := node.get("attrs", {}).get("id"):
                found.setdefault(block_id, (index, node))
    return found


def place_of(document: Node, known: dict[str, tuple[int, Node]], anchor: Anchor) -> Place | None:
    """Where an anchor stands, by its block and, once that is gone, by its words; None when nothing of it is left."""
    here = known.get(anchor.block)
    if here is not None:
        index, node = here
        at = _spaced(plain(node)).find(_spaced(anchor.words)) if anchor.words else 0
        return Place(index, _top(document, index), max(at, 0), at >= 0)
    for index, top in enumerate(document.get("content", [])):
        if len(anchor.words) > 11 and (at := _spaced(plain(top)).find(_spaced(anchor.words))) >= 0:
            return Place(index, _top(document, index), at, has_words=True)
    return None


def _top(document: Node, index: int) -> str:
    return str(document["content"][index].get("attrs", {}).get("id", ""))


def _blocks(node: Node) -> Iterator[Node]:
    stack = [node]
    while stack:
        one = stack.pop()
        if one["type"] in BLOCKS:
            yield one
        stack.extend(reversed(one.get("content", [])))


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _parsed(text: str) -> object:
    if len(text) > LONGEST_JSON:
        raise Unreadable("too long")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST
