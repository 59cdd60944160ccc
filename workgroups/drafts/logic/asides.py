"""What a file changes in words that a copy added (`bracketed`): no text of the draft, so it is told in words."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from workgroups.drafts.logic import tracked
from workgroups.drafts.logic.schema import Node, plain

KIND = "aside"
_BETWEEN = re.compile(r"[\s\u00a0]*\|[\s\u00a0]+")
LONGEST = 1_000
"""Characters of one wording that is told."""


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
                yield author, "\n\n".join(f"{_quoted(old)} → {_quoted(new)}" for old, new in pairs)


def _wordings(stretch: Node, taken: tracked.Taken) -> list[str]:
    """What stands between the bars, without the brackets around it."""
    settled = tracked.settle(stretch, taken)
    words = plain(settled) if settled else ""
    return [" ".join(one.split()).strip("[]") for one in _BETWEEN.split(words)]


def _quoted(words: str) -> str:
    return f"“{words[:LONGEST]}”" if words else "–"
