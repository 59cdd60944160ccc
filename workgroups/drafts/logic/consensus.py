"""How near a text is to agreement: a level for each block, what a cleaned bracket makes of it, counts over time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Level = Literal["bracket", "reserved", "pending", "supported", "agreed", "silent"]
LEVELS: Final[tuple[Level, ...]] = ("bracket", "reserved", "pending", "supported", "agreed", "silent")
FRIENDLY: Final = frozenset({"supports", "lives_with"})


def level(*, open_brackets: int, cleaned: int, kinds: Iterable[str], delegations: int) -> Level:
    """The level of one block: what stands in the way weighs more than what speaks for it.

    `kinds` are the standing positions, one a delegation, of `delegations` that take part.
    """
    stands = list(kinds)
    if open_brackets:
        return "bracket"
    if any(kind not in FRIENDLY and kind != "pending" for kind in stands):
        return "reserved"
    if "pending" in stands:
        return "pending"
    if cleaned or (stands and len(stands) >= delegations):
        return "agreed"
    return "supported" if stands else "silent"


def resolved(block: str, disputed: str, alternative: str) -> str | None:
    """A block's words with an alternative in the place of the disputed ones; None when they no longer stand there."""
    if not disputed:
        return alternative
    return block.replace(disputed, alternative, 1) if disputed in block else None


@dataclass(frozen=True)
class Day:
    """One day on which brackets were opened or cleaned, and how many stood open at its end."""

    day: date
    opened: int
    cleaned: int
    open: int


def over_time(opened: Iterable[date], cleaned: Iterable[date]) -> list[Day]:
    """Every day on which something happened, oldest first."""
    came, went = Counter(opened), Counter(cleaned)
    days: list[Day] = []
    standing = 0
    for day in sorted(came.keys() | went.keys()):
        standing += came[day] - went[day]
        days.append(Day(day, came[day], went[day], standing))
    return days
