"""What a copy of somebody's data holds: kinds, their tables, their rows; and the same for machines."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

_MINDED = re.compile(r'[<>:"/\\|?*]+')  # what some system or other does not want in a file's name
SHOWN = 300  # rows of one table on the page for people; the file for machines has all


@dataclass(frozen=True)
class Row:
    """One thing: its columns as JSON values, and as (label, words) those that say something to people."""

    number: int
    values: dict[str, Any]
    words: list[tuple[str, str]]
    parts: list["Row"] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """The rows of one table that lead to a person; `name` is that of the table, `called` its heading (or none)."""

    name: str
    called: str
    rows: list[Row]

    @property
    def first(self) -> list[Row]:
        """Return those that the page shows."""
        return self.rows[:SHOWN]

    @property
    def more(self) -> int:
        """Return how many stand only in the file for machines."""
        return max(len(self.rows) - SHOWN, 0)


@dataclass(frozen=True)
class Kind:
    """What a person finds under one heading."""

    title: str
    why: str
    stays: str
    tables: list[Table]


@dataclass(frozen=True)
class Brought:
    """A file that the person brought: where it lies in the copy, or why it does not and where it is."""

    name: str
    size: int
    at: datetime
    path: str = ""
    left_out: str = ""
    url: str = ""


def path_of(number: int, name: str) -> str:
    """Return where a file lies in the copy; its number tells two of one name apart."""
    return f"files/{number}-{_MINDED.sub('-', name)}"


def plain(value: Any) -> Any:
    """Return a column's value as JSON has it: instants and days after ISO 8601, decimals as text."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def machine(*, made_at: datetime, kinds: Sequence[Kind], files: Sequence[Brought]) -> str:
    """Return the copy as JSON (RFC 8259); `format` counts up when its shape changes."""
    whole = {
        "format": "workgroups-copy-1",
        "made_at": made_at.isoformat(),
        "kinds": [
            {
                "title": kind.title,
                "why": kind.why,
                "stays": kind.stays,
                "tables": {one.name: [_row(row) for row in one.rows] for one in kind.tables},
            }
            for kind in kinds
        ],
        "files": [
            {"name": one.name, "size": one.size, "at": one.at.isoformat(), "path": one.path, "left_out": one.left_out}
            for one in files
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _row(row: Row) -> dict[str, Any]:
    return row.values | ({"parts": [_row(one) for one in row.parts]} if row.parts else {})
