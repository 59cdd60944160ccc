"""What a heading heads: everything up to the next heading of the same or a higher level."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from workgroups.drafts.logic import blocks
from workgroups.drafts.logic.schema import Node, plain

HEADINGS = ("heading", "article")
SOON = timedelta(days=2)
"""So long before the end of its day those who have a section are reminded."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reach:
    """A heading and what it heads: places `start` to `end` (without it) among the top blocks of a document."""

    block: str
    level: int
    title: str
    start: int
    end: int


def levels(kinds: Iterable[tuple[str, int]]) -> list[int]:
    """The level of each top block, given as (type, level): 0 for what is no heading; an article is one below."""
    last, found = 0, []
    for name, level in kinds:
        if name == "heading":
            last = level
        found.append(level if name == "heading" else min(last + 1, 4) if name == "article" else 0)
    return found


def end_of(ranks: Sequence[int], start: int) -> int:
    """Where the section that begins at a place ends, by the levels of all top blocks."""
    return next((at for at in range(start + 1, len(ranks)) if 0 < ranks[at] <= ranks[start]), len(ranks))


def reaches(content: Node) -> Iterator[Reach]:
    """Every heading of a document that has an id, in order."""
    tops = content.get("content", [])
    ranks = levels((node["type"], _level(node)) for node in tops)
    for start, node in enumerate(tops):
        block = node.get("attrs", {}).get("id")
        if ranks[start] and block:
            yield Reach(block, ranks[start], " ".join(plain(node).split()), start, end_of(ranks, start))


def reach_of(content: Node, block: str) -> Reach | None:
    """What one heading heads; None when there is no such heading."""
    return next((one for one in reaches(content) if one.block == block), None)


def below(content: Node, reach: Reach) -> list[Node]:
    """The blocks of a section, its heading first."""
    return list(content["content"][reach.start : reach.end])


def words_in(nodes: Iterable[Node]) -> int:
    """How many words stand in blocks."""
    return sum(len(_WORD.findall(plain(node))) for node in nodes)


def text_print(nodes: list[Node]) -> str:
    """A fingerprint of a section, by which a later one is known to be the same."""
    return blocks.fingerprint(nodes)


def changed(before: Node, after: Node, locked: Iterable[str]) -> str | None:
    """The title of the first locked section that reads differently in two states; None when all are as they were.

    A lock whose heading is gone already holds nothing.
    """
    for block in locked:
        was = reach_of(before, block)
        if was is None:
            continue
        now = reach_of(after, block)
        if now is None or below(after, now) != below(before, was):
            return was.title
    return None


def locked_blocks(content: Node, locked: Iterable[str]) -> set[str]:
    """The ids of the top blocks that nobody changes now."""
    wanted = set(locked)
    found = [one for one in reaches(content) if one.block in wanted] if wanted else []
    return {node.get("attrs", {}).get("id", "") for one in found for node in below(content, one)}


def ends(due_on: date) -> datetime:
    """The instant at which a section's day is over."""
    return datetime.combine(due_on + timedelta(days=1), time(0), UTC)


def _level(node: Node) -> int:
    return int(node.get("attrs", {}).get("level") or 1)
