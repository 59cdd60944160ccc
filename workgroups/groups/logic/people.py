"""A list of people, row by row: what a row says, and what is wrong with it in words that say what to do."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.core.languages import OFFERED, PLAIN
from workgroups.groups.logic import columns

HEADINGS_WITHIN = 10  # rows from the top: a title may stand above them
MOST_PEOPLE = 2_000
LONGEST = {"name": 200, "email": 254, "body": 200}
Row = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A row as it was understood; `faults` are sentences, empty when it can come in."""

    number: int
    name: str
    email: str
    body: str
    kind: str = ""
    standing: str = ""
    seat: str = ""
    office: str = ""
    since: date | None = None
    until: date | None = None
    language: str = PLAIN
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def seat_words(self) -> str:
        """The seat in the language of the page."""
        return columns.word("seat", self.seat)

    @property
    def office_words(self) -> str:
        """The office in the language of the page."""
        return columns.word("office", self.office)


def rows_of(table: Sequence[Sequence[str]]) -> tuple[list[Row], list[str]]:
    """Return the rows below the headings with their numbers in the file, and the headings that mean nothing here."""
    for place, cells in enumerate(table[:HEADINGS_WITHIN]):
        meant = _meanings(cells)
        if "email" in meant.values() and {"name", "family", "given"} & set(meant.values()):
            ignored = [text.single_line(cell) for at, cell in enumerate(cells) if cell.strip() and at not in meant]
            return _rows_below(table, place, meant), ignored
    words = _("No headings were found. The first row must name the columns: at least Name and E-mail address.")
    raise Refused(words)


def _meanings(cells: Sequence[str]) -> dict[int, str]:
    """Return which column stands where; the first of two with one meaning counts."""
    known = columns.headings()
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        meaning = known.get(columns.plain(cell))
        if meaning and (meaning == "ignored" or meaning not in found.values()):
            found[at] = meaning
    if "given" in found.values() and "family" not in found.values():  # Prénom | Nom
        found = {at: "family" if meaning == "name" else meaning for at, meaning in found.items()}
    return found


def _rows_below(table: Sequence[Sequence[str]], place: int, meant: Mapping[int, str]) -> list[Row]:
    rows: list[Row] = []
    for number, cells in enumerate(table[place + 1 :], start=place + 2):
        if not any(cell.strip() for cell in cells):
            continue
        said = {meant[at]: cell.strip() for at, cell in enumerate(cells) if at in meant and meant[at] != "ignored"}
        if "given" in said or "family" in said:
            said["name"] = f"{said.pop('given', '')} {said.pop('family', '')}".strip()
        rows.append({"number": number, "cells": {name: cell for name, cell in said.items() if cell}})
    if len(rows) > MOST_PEOPLE:
        raise Refused(_("There are more than 2,000 rows. Cut the list in parts, then bring them in one by one."))
    if not rows:
        raise Refused(_("There are headings and no people below them."))
    return rows


def entry_of(row: Row, today: date) -> Entry:
    """Return a row as it is understood, with everything that is wrong with it by itself."""
    reading = _Reading(row["cells"])
    name = reading.line("name", _("The name is missing: write the person's name."))
    email = reading.address()
    since, until = reading.day("since"), reading.day("until")
    body, seat, office = reading.line("body"), reading.choice("seat"), reading.choice("office")
    if body and not reading.cells.get("seat"):
        seat = "expert"
    if not body and not office:
        reading.fault(_("The delegation is missing: name the state, city or organisation, or an office."))
    if until and until < today:
        reading.fault(_("The last day lies in the past: write a later one, or leave the cell empty."))
    if since and until and until < since:
        reading.fault(_("The last day comes before the first one: correct one of them."))
    return Entry(
        row["number"], name, email, body, reading.choice("kind"), reading.choice("standing"), seat if body else "",
        office, since, until, reading.language(), tuple(reading.faults), tuple(reading.notes),
    )  # fmt: skip


class _Reading:
    """One row while it is read; gathers what is wrong."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.faults: list[str] = []
        self.notes: list[str] = []
        self._unsafe: set[str] = set()
        self.cells = {name: self._safe(name, cell) for name, cell in cells.items()}

    def fault(self, words: str) -> None:
        self.faults.append(words)

    def line(self, name: str, missing: str = "") -> str:
        value = text.single_line(self.cells.get(name, ""))
        if not value and missing and name not in self._unsafe:
            self.fault(missing)
        if len(value) > LONGEST.get(name, 200):
            words = {"column": columns.LABELS[name], "most": LONGEST[name]}
            self.fault(_("%(column)s is too long: at most %(most)s characters.") % words)
            return value[: LONGEST[name]]
        return value

    def address(self) -> str:
        value = self.line("email", _("The e-mail address is missing: without one nobody can be invited."))
        value = value.removeprefix("mailto:")
        if "<" in value:
            value = parseaddr(value)[1]
        try:
            if value:
                validate_email(value)
        except ValidationError:
            words = _("“%(address)s” is not an e-mail address: write it as name@example.org.")
            self.fault(words % {"address": text.excerpt(value, 60)})
        return value.lower()

    def choice(self, name: str) -> str:
        said = self.cells.get(name, "")
        found = columns.values(name).get(columns.plain(said), "")
        if said and not found and name not in self._unsafe:
            known = ", ".join(columns.offered(name))
            words = _("“%(word)s” is not known as %(column)s. Write one of: %(known)s.")
            self.fault(words % {"word": text.excerpt(said, 40), "column": columns.LABELS[name], "known": known})
        return found

    def language(self) -> str:
        said = self.choice("language")
        if said and said not in OFFERED:
            self.notes.append(_("The pages do not speak this language yet: the letter is in English."))
        return said if said in OFFERED else PLAIN

    def day(self, name: str) -> date | None:
        said = self.cells.get(name, "")
        if not said:
            return None
        if found := _day(said):
            return found
        words = _("“%(word)s” is not a clear date (%(column)s): write it as 2026-04-03, year first.")
        self.fault(words % {"word": text.excerpt(said, 40), "column": columns.LABELS[name]})
        return None

    def _safe(self, name: str, cell: str) -> str:
        bare = text.uncell(cell)
        if bare == cell and text.cell(cell) != cell:
            words = _("%(column)s begins like a formula: put the plain words there instead.")
            self.fault(words % {"column": columns.LABELS[name]})
            self._unsafe.add(name)
            return ""
        return bare


def _day(said: str) -> date | None:
    """Read a day: year first, or day first with points, or with strokes where day and month cannot be mistaken."""
    said = said.split(" ")[0].split("T")[0]
    try:
        if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", said):
            year, month, day = map(int, found.groups())
            return date(year, month, day)
        if found := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", said):
            first, second, year = int(found[1]), int(found[3]), int(found[4])
            if found[2] == "." or first > 12 or first == second:
                return date(year, second, first)
            return date(year, first, second) if second > 12 else None
    except ValueError:
        return None
    return None
