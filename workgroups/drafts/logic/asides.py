"""What a file changes in words that a copy added (`bracketed`): no text of the draft, so it is told in words."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workgroups.drafts.logic import tracked
from workgroups.drafts.logic.schema import Node, plain

KIND = "aside"
_BETWEEN = re.compile(r"[\s\u00a0]*\|[\s\u00a0]+")
_CHOICE = re.compile(r"[^\W\d_]+\W{0,3}(\d{1,3})\s*(?:\([^)]*\))?\s*:(.*)\Z", re.DOTALL)
LONGEST = 1_000
"""Characters of one wording that is told."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An alternative as a file has it, before what is tracked in it: its block's place there, its number, its words."""

    place: int
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An alternative of the draft as a copy says it; `was_sent`: the copy that came back held it."""

    block: str
    number: int
    words: str
    was_sent: bool


def apart(runs: Iterable[Node]) -> tuple[list[Node], list[Node]]:
    """The runs of a line without added words, and each stretch of these as one paragraph of tracked text."""
    rest: list[Node] = []
    stretches: list[Node] = []
    for is_aside, part in groupby(runs, lambda run: run["type"] == KIND):
        if is_aside:
            stretches.append({"type": "paragraph", "content": [kid for run in part for kid in run["content"]]})
        else:
            rest += part
    return rest, stretches


def told(stretches: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """(author, words) of every hand in added words: each wording as it was and as it would be."""
    for stretch in stretches:
        was = _wordings(stretch, tracked.nobody)
        for author in sorted({hand.author for hand in tracked.hands_in(stretch)}):
            would = _wordings(stretch, tracked.only(author))
            if len(was) == len(would):
                pairs = [pair for pair in zip(was, would, strict=True) if pair[0] != pair[1]]
            else:
                pairs = [(" | ".join(was), " | ".join(would))]
            if pairs:
                yield author, "\n\n".join(change(*pair) for pair in pairs)


def _wordings(stretch: Node, taken: tracked.Taken) -> list[str]:
    """What stands between the bars, without the brackets around it."""
    settled = tracked.settle(stretch, taken)
    words = plain(settled) if settled else ""
    return [" ".join(one.split()).strip("[]") for one in _BETWEEN.split(words)]


def change(was: str, would: str) -> str:
    """Both wordings, the one before first; a dash for none."""
    return f"{_quoted(was)} → {_quoted(would)}"


def _quoted(words: str) -> str:
    return f"“{words[:LONGEST]}”" if words else "–"


def pieces(stretches: Iterable[Node], place: int) -> Iterator[Piece]:
    """The alternatives in added words. What begins with no number belongs to the one before it."""
    for stretch in stretches:
        number, words = 0, ""
        for one in _wordings(stretch, tracked.nobody):
            found = _CHOICE.match(one)
            if found is None:
                words += f" | {one}"
                continue
            if number:
                yield Piece(place, number, bare(words))
            number, words = int(found.group(1)), found.group(2)
        if number:
            yield Piece(place, number, bare(words))


def bare(words: str) -> str:
    """Words of an alternative as both sides are compared."""
    return " ".join(words.split()).strip("[] ")


def edited(
    found: Iterable[Mapping[str, Any]], blocks: Sequence[str], choices: Sequence[Choice], leaving: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """(block, words before, words after) of every alternative that a file says otherwise than the draft ever did.

    `blocks`: of each place in the file the block of the draft; `leaving`: how files say that nothing takes the place.
    Nothing is changed by words that the draft has, nor by an alternative that is missing where no copy held it.
    """
    known = {bare(one.words) for one in choices} | set(leaving)
    unseen = [one for one in choices if one.was_sent]
    changed = []
    for one in found:
        words, block = one["words"], blocks[one["place"]] if one["place"] < len(blocks) else ""
        if words in known:
            same = [it for it in unseen if bare(it.words) == words or (words in leaving and bare(it.words) in leaving)]
            if same:
                unseen.remove(min(same, key=lambda it: (it.block != block, it.number != one["number"])))
        elif words:
            changed.append((block, one["number"], words))
    for block, number, words in changed:
        named = [it for it in (*unseen, *choices) if it.number == number]
        was = next((it for it in named if it.block == block), None)
        if was in unseen:
            unseen.remove(was)
        yield block, was.words if was else "", words
    for gone in unseen:
        yield gone.block, gone.words, ""
