"""The matrix of what was said on a draft: where in the text each row stands, and its table as pandoc's tree."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from workgroups.core.text import excerpt
from workgroups.drafts.logic.labels import labels
from workgroups.drafts.logic.schema import Node, plain

HEADINGS = ("heading", "article")
QUOTED = 300
"""Characters of a block that a row quotes when it is about all of it."""
Piece = tuple[str, str]
"""`equal`, `ins` or `del`, and words."""
_PANDOC = [1, 23, 1]
_ATTR: list[Any] = ["", [], []]


@dataclass(frozen=True, slots=True)
class Spot:
    """A top block's place: its id, the heading above it (its id and words), its own number, what it says."""

    block: str
    section: str
    title: str
    label: str
    words: str


def spots(doc: Node) -> list[Spot]:
    """The place of every top block; one without a number of its own is counted as a block of the text."""
    known = labels(doc)
    found: list[Spot] = []
    section, title = "", ""
    for number, node in enumerate(doc.get("content", []), 1):
        block = node.get("attrs", {}).get("id", "")
        words = excerpt(plain(node), QUOTED)
        label = known[block].words if block in known and known[block].number else ""
        if node["type"] in HEADINGS:
            section, title = block, f"{label} {words}".strip()
        found.append(Spot(block, section, title, label or _("block %(number)s") % {"number": number}, words))
    return found


def code(draft: UUID, kind: str, number: int) -> str:
    """What tells a row of a file: C3-1f9ae2, the third comment on this draft and no other."""
    sign = hashlib.sha256(f"{draft}:{kind}:{number}".encode()).hexdigest()[:6]
    return f"{kind[0].upper()}{number}-{sign}"


def marked(pieces: Sequence[Piece]) -> str:
    """What went and what came in signs that need no colour and no style: [-gone-] and {+come+}."""
    shown = {"equal": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
    return "".join(shown[kind].format(words) for kind, words in pieces)


def table(
    title: str, facts: Sequence[str], head: Sequence[tuple[str, float]], rows: Sequence[Sequence[Sequence[Piece]]]
) -> Node:
    """A table under a few lines. `head`: names of columns and how wide each is beside the others.

    `rows` of cells, each of pieces that follow each other; a line break in one begins a new paragraph.
    """
    whole = sum(width for _name, width in head)
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": width / whole}] for _name, width in head]
    names = [_cell([{"t": "Para", "c": [{"t": "Strong", "c": _words(one)}]}]) for one, _width in head]
    body = [[_ATTR, [_cell(_paragraphs(cell)) for cell in row]] for row in rows]
    made = {
        "t": "Table",
        "c": [
            _ATTR,
            [None, []],
            columns,
            [_ATTR, [[_ATTR, names]]],
            [[_ATTR, 1, [], body]],
            [_ATTR, []],
        ],
    }
    lines = [
        {"t": "Div", "c": [["", [], [["custom-style", "Facts"]]], [{"t": "Para", "c": _words(one)}]]} for one in facts
    ]
    return {
        "pandoc-api-version": _PANDOC,
        "meta": {"title": {"t": "MetaString", "c": title}},
        "blocks": [*lines, made],
    }


def _cell(blocks: list[Node]) -> list[Any]:
    return [_ATTR, {"t": "AlignDefault"}, 1, 1, blocks]


def _paragraphs(pieces: Sequence[Piece]) -> list[Node]:
    lines: list[list[Node]] = [[]]
    for kind, words in pieces:
        for at, line in enumerate(words.split("\n")):
            if at:
                lines.append([])
            lines[-1] += _piece(kind, line)
    return [{"t": "Para", "c": line} for line in lines if line] or [{"t": "Plain", "c": []}]


def _piece(kind: str, words: str) -> list[Node]:
    """Words as they stand, struck out with their sign, or underlined with theirs."""
    if not words:
        return []
    if kind == "del":
        return [{"t": "Strikeout", "c": _words(words)}]
    return [{"t": "Underline", "c": _words(words)}] if kind == "ins" else _words(words)


def _words(text: str) -> list[Node]:
    return [{"t": "Str", "c": text}] if text else []
