"""Groups of the record as values: what they are called, when they worked, and whose seats are filled."""

from dataclasses import dataclass
from datetime import date

from workgroups.demo.logic.roster import Body


@dataclass(frozen=True)
class Sitting:
    """Somebody's place in a group: a seat in a delegation (its key), an office, or both."""

    handle: str
    body: str = ""
    role: str = "expert"
    office: str = ""


@dataclass(frozen=True)
class Period:
    """A term of a group; the source names years, so a term begins and ends with its year."""

    name: str
    since: date
    until: date


@dataclass(frozen=True)
class Plan:
    """A group from its founding to its end; `ended` None: it still works."""

    slug: str
    name: str
    bodies: tuple[Body, ...]
    sittings: tuple[Sitting, ...]
    founded: date
    kind: str = "standing"
    profile: str = "exchange"
    terms: tuple[Period, ...] = ()
    ended: date | None = None
    state: str = "active"
    is_public: bool = True
    operator_stays: bool = False
    readers: tuple[Sitting, ...] = ()  # of the cast: they joined later, to read


def year(number: int) -> Period:
    """The term of a year."""
    return Period(f"{number}", date(number, 1, 1), date(number, 12, 31))
