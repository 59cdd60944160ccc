"""Three texts into one: what two people did to the same words, put together where they did not touch the same place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s*\w+|\s*[^\w\s]|\s+\Z")


@dataclass(frozen=True)
class Overlap:
    """A place that both changed, each in another way."""

    theirs: str
    yours: str


@dataclass(frozen=True)
class Merged:
    """Both changes in one text; where they overlap it says what `yours` says."""

    text: str
    overlaps: tuple[Overlap, ...]


@dataclass(frozen=True)
class _Run:
    """A stretch that stayed the same in all three: where it stands in each, and how long it is."""

    base: int
    theirs: int
    yours: int
    size: int


def merge(base: str, theirs: str, yours: str) -> Merged:
    """Put two changes of one text together, word by word (diff3)."""
    old, left, right = _WORDS.findall(base), _WORDS.findall(theirs), _WORDS.findall(yours)
    parts: list[str] = []
    overlaps: list[Overlap] = []
    at = _Run(0, 0, 0, 0)
    for run in _kept(old, left, right):
        a, b, c = old[at.base : run.base], left[at.theirs : run.theirs], right[at.yours : run.yours]
        if b not in (a, c) and a != c:
            overlaps.append(Overlap("".join(b).strip(), "".join(c).strip()))
        parts += b if c == a else c
        parts += old[run.base : run.base + run.size]
        at = _Run(run.base + run.size, run.theirs + run.size, run.yours + run.size, 0)
    return Merged("".join(parts), tuple(overlaps))


def _kept(old: list[str], left: list[str], right: list[str]) -> Iterator[_Run]:
    """What stayed in both, in order, and an empty run at the end."""
    ours = SequenceMatcher(None, old, left, autojunk=False).get_matching_blocks()
    others = SequenceMatcher(None, old, right, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(ours) and j < len(others):
        one, other = ours[i], others[j]
        start, end = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
        if start < end:
            yield _Run(start, one.b + start - one.a, other.b + start - other.a, end - start)
        if one.a + one.size < other.a + other.size:
            i += 1
        else:
            j += 1
    yield _Run(len(old), len(left), len(right), 0)
