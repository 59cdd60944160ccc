"""The next instant of a reader's digest: an hour on their own clock, whatever their zone does to it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MONDAY = 0


def next_digest(after: datetime, zone: str, hour: int, *, weekly: bool = False) -> datetime:
    """Return the first instant after `after` (aware) at which the wall clock in `zone` shows `hour`.

    An hour that a change of clocks leaves out is taken when the clock has gone on; one that comes twice counts once.
    """
    place = ZoneInfo(zone)
    day = after.astimezone(place).date() - timedelta(days=1)
    while True:
        due = datetime(day.year, day.month, day.day, hour, tzinfo=place).astimezone(UTC)
        if due > after and (not weekly or day.weekday() == MONDAY):
            return due
        day += timedelta(days=1)


def quiet_until(at: datetime, zone: str, begins: int, ends: int, days: Sequence[int]) -> datetime:
    """Return `at` if it lies within working hours, else their next begin.

    Hours are full ones on the clock of `zone`, 0 is Monday. Without a working day nothing is ever quiet. A begin that
    a change of clocks leaves out is taken when the clock has gone on.
    """
    place = ZoneInfo(zone)
    here = at.astimezone(place)
    if not days or (here.weekday() in days and begins <= here.hour < ends):
        return at
    day = here.date() - timedelta(days=1)
    while True:
        start = datetime(day.year, day.month, day.day, begins, tzinfo=place).astimezone(UTC)
        if start > at and day.weekday() in days:
            return start
        day += timedelta(days=1)
