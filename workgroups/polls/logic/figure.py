"""A figure as plain values: what it finds, what it shows, its text alternative and the table behind it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["bars", "recorded", "rating", "cloud", "themes", "words"]


@dataclass(frozen=True)
class Item:
    """One thing that a figure shows.

    `count` and `percent` (0 to 100) are None where nobody knows them; `value` is how they are said beside the label
    ("7", "81 %", "not recorded"). `group` is the theme that a point belongs to; a theme's own group is empty.
    """

    label: str
    count: int | None = None
    percent: Decimal | int | None = None
    value: str = ""
    group: str = ""
    leads: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure. `kind`: bars (counted), recorded (bars as a source gives them), rating (counted steps of a scale),
    cloud (keywords), themes (themes with their points), words (open words, not drawn).

    `columns` and `rows` are the table behind it. `is_recorded`: from a source, nothing of it was computed.
    """

    kind: Kind
    title: str
    question: str
    type_words: str
    items: tuple[Item, ...]
    alternative: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    answered: int | None = None
    eligible: int | None = None
    is_recorded: bool = False
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.items
