"""Wall times and instants: which day a series falls on, which instant a wall time is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TypedDict
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

from workgroups.core import dates
from workgroups.core.errors import Refused

MOST_DAYS = 31


@dataclass(frozen=True)
class Occurrence:
    """One turn of a series: `index` from 0, the day, and the position of its slot."""

    index: int
    day: date
    slot: int


def occurrences(first: date, every_weeks: int, slots: int, until: date) -> Iterator[Occurrence]:
    """Yield the turns of a series up to `until` (included); the slots take turns in their order."""
    index, day = 0, first
    while day <= until:
        yield Occurrence(index, day, index % slots)
        index += 1
        day = first + timedelta(weeks=every_weeks * index)


def instant(day: date, wall: time, zone: str) -> datetime:
    """Return the instant (UTC) at which clocks in `zone` show `wall` on `day`.

    A wall time that a clock change skips is read as the time after the change, one that comes twice as its first
    (RFC 5545, 3.3.5).
    """
    local = datetime.combine(day, wall, ZoneInfo(zone))
    return local.astimezone(UTC)


@cache
def _zones() -> frozenset[str]:
    """The names of all zones, read once: asking for them opens hundreds of files."""
    return frozenset(available_timezones())


class Hours(TypedDict):
    """When a meeting takes place, by the names of its columns."""

    day: date
    last_day: date | None
    wall_time: time | None
    zone: str
    minutes: int
    starts_at: datetime
    ends_at: datetime


def hours(day: date, wall_time: time | None, zone: str, minutes: int, last_day: date | None = None) -> Hours:
    """Return when a meeting takes place that begins at `wall_time` on each of its days and lasts `minutes` then.

    Without a wall time it lasts from the first midnight in `zone` to the last. Raises Refused for a zone that does
    not exist, for a last day before the first, and for more than a month.
    """
    if zone not in _zones():
        raise Refused(_("Choose a time zone from the list, such as Europe/London."), field="zone")
    last = last_day or day
    if last < day:
        raise Refused(_("The last day cannot come before the first."), field="last_day")
    if (last - day).days >= MOST_DAYS:
        raise Refused(_("A meeting lasts at most a month; plan a series for more."), field="last_day")
    if wall_time is None:
        starts, ends = instant(day, time(0), zone), instant(last + timedelta(days=1), time(0), zone)
    else:
        starts, ends = instant(day, wall_time, zone), instant(last, wall_time, zone) + timedelta(minutes=minutes)
    several = last if last > day else None
    return Hours(
        day=day, last_day=several, wall_time=wall_time, zone=zone, minutes=minutes, starts_at=starts, ends_at=ends
    )


@dataclass(frozen=True)
class LocalTime:
    """An instant as somebody's clock shows it; `shift` is the day beside the meeting's own day: -1, 0 or 1."""

    who: str
    at: datetime  # in that zone
    shift: int
    is_night: bool

    @property
    def shown(self) -> str:
        """The hour as the language of the page writes it."""
        return dates.hour(self.at, self.at.tzinfo)


def local_times(start: datetime, day: date, zones: Sequence[tuple[str, str]]) -> list[LocalTime]:
    """Return the start for each (who, zone), in the order of their clocks; night is before 7 and from 22 on."""
    found = []
    for who, zone in zones:
        at = start.astimezone(ZoneInfo(zone))
        found.append(LocalTime(who, at, (at.date() - day).days, at.hour < 7 or at.hour >= 22))
    return sorted(found, key=lambda local: (local.at.replace(tzinfo=None), local.who))
