"""When a paper must be there: a day and what is meant by it, turned into an instant."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BUSINESS_ENDS = time(17)
LAST_ON_EARTH = timedelta(hours=12)  # a day ends at UTC-12 last


def instant_of(*, kind: str, day: date, at: time | None, zone: str) -> datetime:
    """Return the first instant that is too late, in UTC.

    `kind` is `instant` (the hour `at` in `zone`), `business` (17:00 there), `day` (the end of the day there) or
    `anywhere` (the end of the day at UTC-12, whatever the zone).
    """
    after = day + timedelta(days=1)
    if kind == "anywhere":
        return datetime.combine(after, time(), UTC) + LAST_ON_EARTH
    if kind == "day":
        return datetime.combine(after, time(), ZoneInfo(zone)).astimezone(UTC)
    hour = at if kind == "instant" and at is not None else BUSINESS_ENDS
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)
