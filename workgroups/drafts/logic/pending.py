"""The days of a pending position: when its delegation is reminded, and when it has lapsed."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

BEFORE: Final = timedelta(days=2)
AFTER: Final = timedelta(days=1)
HOUR: Final = time(6, tzinfo=UTC)


def stages(until: date) -> tuple[date, date, date]:
    """Two days before, the day itself, and the day after, on which it has lapsed."""
    return until - BEFORE, until, until + AFTER


def next_stage(untils: Iterable[date], now: datetime) -> datetime | None:
    """The next morning on which something is due because of these days; None when all is past."""
    coming = [datetime.combine(day, HOUR) for until in untils for day in stages(until)]
    return min((one for one in coming if one > now), default=None)
