"""Read a pasted list of participants: what each line says, and why a line cannot be taken."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workgroups.core import countries
from workgroups.core.text import fold, single_line

COLUMNS = {
    "organisation country": ("organisation", "country"),
    "name organisation country": ("name", "organisation", "country"),
    "function organisation country": ("function", "organisation", "country"),
    "function name organisation country": ("function", "name", "organisation", "country"),
}
LONGEST = {"name": 200, "organisation": 300}
# First cells of the heading that a copied table brings along, in the languages of our sources.
_HEADINGS = {"name", "nom", "organisation", "organization", "function", "fonction"}


@dataclass(frozen=True)
class Taken:
    """A line that can be taken: the cells by column; function as a value, country as a code or empty."""

    function: str
    name: str
    organisation: str
    country: str


@dataclass(frozen=True)
class Fault:
    """A line that cannot be taken: its number from 1, as it was typed, and why."""

    number: int
    line: str
    why: str


@dataclass(frozen=True)
class Reading:
    """What a pasted list says; a heading line of a copied table is neither taken nor a fault."""

    taken: tuple[Taken, ...]
    faults: tuple[Fault, ...]
    headings: int


class _Unreadable(Exception):  # noqa: N818  (a reason, told to whoever pasted)
    pass


def read_lines(text: str, columns: tuple[str, ...], function: str, functions: Mapping[str, str]) -> Reading:
    """Read one participant a line; cells are parted by tabs, else semicolons, else commas.

    `functions` gives the values by folded word (`resource persons` → `resource`); `function` is for lines that have no
    such column. Blank lines do not count. A line of separators alone is somebody of whom nothing is recorded.
    """
    taken, faults, headings = [], [], 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            # a tab between two empty cells is blank for the eye as well: only `;` and `,` stand for somebody
            continue
        try:
            cells = _cells(line)
            if fold(cells[0]) in _HEADINGS:
                headings += 1
                continue
            taken.append(_taken(cells, columns, function, functions))
        except _Unreadable as reason:
            faults.append(Fault(number, line, str(reason)))
    return Reading(tuple(taken), tuple(faults), headings)


def _cells(line: str) -> list[str]:
    mark = next((mark for mark in "\t;," if mark in line), "\t")
    try:
        found = next(csv.reader([line], delimiter=mark, strict=True))
    except csv.Error:
        found = line.split(mark)  # an inch mark or a stray quotation mark is text
    return [single_line(cell) for cell in found]


def _taken(cells: list[str], columns: tuple[str, ...], function: str, functions: Mapping[str, str]) -> Taken:
    while len(cells) > len(columns) and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > len(columns):
        message = _("It has %(count)d cells, and a line holds %(most)d; put quotation marks around a cell with commas.")
        raise _Unreadable(message % {"count": len(cells), "most": len(columns)})
    found = dict(zip(columns, cells, strict=False))
    for column, longest in LONGEST.items():
        if len(found.get(column, "")) > longest:
            raise _Unreadable(_("A cell is longer than %(longest)d characters.") % {"longest": longest})
    return Taken(
        function=_function(found["function"], functions) if "function" in columns else function,
        name=found.get("name", ""),
        organisation=found.get("organisation", ""),
        country=_country(found.get("country", "")),
    )


def _function(word: str, functions: Mapping[str, str]) -> str:
    if not word:
        raise _Unreadable(_("It names no function."))
    value = functions.get(fold(word))
    if value is None:
        raise _Unreadable(_("“%(word)s” is not a function that participants have.") % {"word": word})
    return value


def _country(word: str) -> str:
    code = countries.code_of(word) if word else ""
    if code is None:
        message = _("“%(word)s” is not a country that is known here; write its two-letter code, or leave it empty.")
        raise _Unreadable(message % {"word": word})
    return code
