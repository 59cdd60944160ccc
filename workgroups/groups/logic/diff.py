"""The difference between two texts in words: paragraphs that came, went or changed, and the words inside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed", "changed"]
Mark = Literal["same", "ins", "del"]

ALIKE = 0.5  # paragraphs that share at least half of their words are the same one, changed
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\S")


@dataclass(frozen=True)
class Run:
    """Words that stayed, came or went."""

    mark: Mark
    words: str


@dataclass(frozen=True)
class Change:
    """One paragraph, heading or list entry of either text, with what happened to it."""

    kind: Kind
    is_heading: bool
    runs: tuple[Run, ...]


def compare(old: str, new: str) -> list[Change]:
    """Return every paragraph of both Markdown texts in reading order; spaces and line breaks are no difference."""
    before, after = paragraphs(old), paragraphs(new)
    changes: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [_whole("same", "same", words) for words in after[k:m]]
        else:
            changes += _replaced(before[i:j], after[k:m])
    return changes


def counts(changes: list[Change]) -> dict[str, int]:
    """Return how many paragraphs of each kind, those that stayed left out."""
    found: dict[str, int] = {}
    for change in changes:
        if change.kind != "same":
            found[change.kind] = found.get(change.kind, 0) + 1
    return found


def paragraphs(text: str) -> list[str]:
    """Return paragraphs, headings and list entries, each on one line."""
    found: list[list[str]] = []
    is_open = False
    for line in text.splitlines():
        if not line.strip():
            is_open = False
            continue
        begins = bool(_HEADING.match(line) or _ITEM.match(line))
        if begins or not is_open:
            found.append([])
        found[-1].append(line.strip())
        is_open = not _HEADING.match(line)
    return [" ".join(" ".join(lines).split()) for lines in found]


def _replaced(before: list[str], after: list[str]) -> Iterator[Change]:
    """Pair paragraphs that are alike, in order; the rest is gone or new."""
    waiting = list(after)
    for words in before:
        place = next((n for n, other in enumerate(waiting) if _alike(words, other)), None)
        if place is None:
            yield _whole("removed", "del", words)
            continue
        yield from (_whole("added", "ins", other) for other in waiting[:place])
        yield _inside(words, waiting[place])
        waiting = waiting[place + 1 :]
    yield from (_whole("added", "ins", other) for other in waiting)


def _alike(old: str, new: str) -> bool:
    same_sort = bool(_HEADING.match(old)) == bool(_HEADING.match(new))
    words = SequenceMatcher(None, _WORDS.findall(old), _WORDS.findall(new), autojunk=False)
    return same_sort and words.real_quick_ratio() > ALIKE and words.ratio() > ALIKE


def _inside(old: str, new: str) -> Change:
    is_heading, old, new = bool(_HEADING.match(new)), _bare(old), _bare(new)
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    runs: list[Run] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(after[k:m])))
            continue
        runs += [Run("del", "".join(before[i:j]))] if j > i else []
        runs += [Run("ins", "".join(after[k:m]))] if m > k else []
    return Change("changed", is_heading, tuple(_joined(runs)))


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Let a lone space between changed words belong to both sides, so that a phrase reads as one."""
    gone = came = ""
    for place, run in enumerate(runs):
        lone = run.mark == "same" and not run.words.strip() and 0 < place < len(runs) - 1
        if run.mark == "same" and not (lone and (gone or came)):
            yield from _both(gone, came)
            gone = came = ""
            yield run
            continue
        gone += run.words if run.mark in {"del", "same"} else ""
        came += run.words if run.mark in {"ins", "same"} else ""
    yield from _both(gone, came)


def _both(gone: str, came: str) -> Iterator[Run]:
    if gone.strip() or (gone and not came):
        yield Run("del", gone)
    if came:
        yield Run("ins" if came != gone else "same", came)


def _whole(kind: Kind, mark: Mark, words: str) -> Change:
    return Change(kind, bool(_HEADING.match(words)), (Run(mark, _bare(words)),))


def _bare(words: str) -> str:
    """Return the words of a heading without its marks."""
    found = _HEADING.match(words)
    return found[2] if found else words
