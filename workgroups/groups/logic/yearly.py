"""A year of a group as a text: what every domain tells of it, in plain sentences, as Markdown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_SIGNS = re.compile(r"([\\`*_\[\]<>|&#~])")


@dataclass(frozen=True)
class Told:
    """One chapter: sentences, points of a list, and perhaps a table whose first row is its head.

    Words of people (titles, names) pass through `quoted` first, so that they stay words.
    """

    heading: str
    sentences: Sequence[str] = ()
    points: Sequence[str] = ()
    table: Sequence[Sequence[str]] = field(default=())


def quoted(words: str) -> str:
    """Return words of people as Markdown that shows them as they are."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))


def as_markdown(parts: Iterable[Told]) -> str:
    """Return the chapters as one text."""
    blocks: list[str] = []
    for part in parts:
        blocks.append(f"## {part.heading}")
        blocks += [" ".join(part.sentences)] if part.sentences else []
        blocks += ["\n".join(f"- {point}" for point in part.points)] if part.points else []
        blocks += [_table(part.table)] if part.table else []
    return "\n\n".join(blocks)


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
