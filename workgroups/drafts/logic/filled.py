"""A filled matrix that comes back: its columns by whatever name they go, its rows, and the block that each is about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.core.text import fold, uncell
from workgroups.drafts.logic.matrix import HEADINGS

Table = Sequence[Sequence[str]]
Cells = dict[str, str]
SAID: Final = ("comment", "proposed", "reason", "answer")
"""Columns whose words say something; a row without any of them, and without a number, is blank."""
_TEMPLATE: Final = (
    # How templates of standards bodies begin a column's name (ISO/IEC Directives, commenting template; ECMA alike).
    ("mb", "delegation"),
    ("member body", "delegation"),
    ("clause", "place"),
    ("paragraph", "paragraph"),
    ("type", "kind"),
    ("comment", "comment"),
    ("proposed", "proposed"),
    ("justification", "reason"),
    ("observation", "answer"),
)
_GONE = re.compile(r"\[-.*?-\]", re.DOTALL)
_CAME = re.compile(r"\{\+(.*?)\+\}", re.DOTALL)
_FIRST_ROWS = 15
GENERAL: Final = frozenset({"ge", "general", "all", "whole text"})


@dataclass(frozen=True, slots=True)
class Block:
    """A top block of the text: what it is, the heading above it, its whole words, folded."""

    block: str
    is_heading: bool
    section: str
    words: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where rows may stand. `labels`: blocks by their folded numbers, in every language; None where two share one."""

    blocks: Sequence[Block]
    labels: Mapping[str, str | None]


def read_rows(tables: Sequence[Table], names: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Read the rows of a filled matrix out of a file's sheets, as JSON holds them; raises Refused.

    `names` are the columns' names in every language. `rows`: line in the file and cells by field; `places`: which
    number a block had when the file was made, from a sheet that lists the text.
    """
    known = {_key(one): field for field, words in names.items() for one in words}
    for table in tables:
        for at, line in enumerate(table[:_FIRST_ROWS]):
            columns = _columns(line, known)
            if len(columns) > 1 and {"comment", "proposed", "answer"} & set(columns):
                rows: list[dict[str, Any]] = [
                    {"line": number, "cells": _cells(one, columns)}
                    for number, one in enumerate(table[at + 1 :], at + 2)
                ]
                others = [one for one in tables if one is not table]
                return {"rows": [one for one in rows if _says(one["cells"])], "places": _places(others, known)}
    raise Refused(
        _("No row of this file names its columns. Keep the row of headings: Place, Comment, Proposed words, Answer.")
    )


def _columns(line: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    """The fields that a row of headings names, by their places; the first of two columns of one field counts."""
    found: dict[str, int] = {}
    for at, words in enumerate(line):
        key = _key(words)
        field = known.get(key) or next((one for start, one in _TEMPLATE if key.startswith(start)), "")
        if key and field:
            found.setdefault(field, at)
    return found


def _cells(line: Sequence[str], columns: Mapping[str, int]) -> Cells:
    cells = {field: uncell(line[at]).strip() for field, at in columns.items() if at < len(line)}
    return {field: words for field, words in cells.items() if words}


def _says(cells: Cells) -> bool:
    return any(field in cells for field in (*SAID, "code", "number"))


def _places(tables: Sequence[Table], known: Mapping[str, str]) -> dict[str, str]:
    """Blocks by their numbers of then; a number that two share leads nowhere."""
    found: dict[str, str] = {}
    for table in tables:
        columns = _columns(table[0], known) if table else {}
        if not {"place", "code"} <= set(columns):
            continue
        for line in table[1:]:
            cells = _cells(line, columns)
            key = fold(cells.get("place", ""))
            found[key] = "" if key in found else cells.get("code", "")
    return {key: block for key, block in found.items() if key and block}


def _key(words: str) -> str:
    return re.sub(r"\W+", " ", fold(words)).strip()


def unmarked(words: str) -> str:
    """Words as they would read when what the signs of a matrix mark is done: [-gone-] goes, {+come+} comes."""
    return _CAME.sub(r"\1", _GONE.sub("", words)).strip()


def left(words: str, told: Iterable[str]) -> str:
    """What a cell says beyond what is told there already; the longest goes first, paragraphs stay apart."""
    rest = words.replace("\r\n", "\n")
    for one in sorted(set(told), key=len, reverse=True):
        rest = rest.replace(one, "") if one else rest
    return re.sub(r"\n{3,}", "\n\n", rest).strip()


def block_of(cells: Cells, places: Mapping[str, str], where: Where) -> str | None:
    """The block that a row is about; empty when it is about the whole text, None when it leads nowhere.

    What the file says of the text it was made of counts before the text of today, since numbers move. Words that one
    block alone holds count more than a number that leads to another one.
    """
    here = {one.block: one for one in where.blocks}
    given = [fold(cells[field]) for field in ("place", "section") if cells.get(field)]
    quoted = _quoted(cells, where)
    if not given:
        return quoted if quoted is not None else None if cells.get("quoted") else ""
    if not cells.get("section") and given[0] in GENERAL:
        return ""
    found = next((one for words in given if (one := _named(words, places, where, here))), None)
    if found and cells.get("paragraph"):
        found = _within(fold(cells["paragraph"]), found, places, where, here)
    if quoted and (found is None or not _holds(here[found], cells)):
        return quoted
    return found


def _named(words: str, places: Mapping[str, str], where: Where, here: Mapping[str, Block]) -> str | None:
    if words in places:
        return places[words] if places[words] in here else None
    if found := where.labels.get(words):
        return found
    titled = [one.block for one in where.blocks if one.is_heading and words.endswith(one.words) and one.words]
    return titled[0] if len(titled) == 1 else None


def _within(words: str, found: str, places: Mapping[str, str], where: Where, here: Mapping[str, Block]) -> str | None:
    """A paragraph of a clause or below a heading: by its number there, or by a name of its own (Table 2)."""
    if not words.isdigit():
        return _named(words, places, where, here) or found
    below = [one.block for one in where.blocks if one.section == found and not one.is_heading]
    at = int(words) - 1
    return below[at] if 0 <= at < len(below) else found if not below and at == 0 else None


def _quoted(cells: Cells, where: Where) -> str | None:
    words = fold(cells.get("quoted", "").rstrip("…"))
    found = [one.block for one in where.blocks if words in one.words] if words else []
    return found[0] if len(found) == 1 else None


def _holds(block: Block, cells: Cells) -> bool:
    return fold(cells.get("quoted", "").rstrip("…")) in block.words


def is_heading(node: Mapping[str, Any]) -> bool:
    """Whether a block has others below it."""
    return node["type"] in HEADINGS
