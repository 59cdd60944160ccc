"""When something that was put off comes back: a morning on its reader's own clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MONDAY = 0


def morning_of(day: date, zone: str, hour: int) -> datetime:
    """Return the instant at which the working day of `day` begins in `zone`."""
    return datetime(day.year, day.month, day.day, hour % 24, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def tomorrow(now: datetime, zone: str, hour: int) -> datetime:
    """Return tomorrow morning."""
    return morning_of(now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1), zone, hour)


def monday(now: datetime, zone: str, hour: int) -> datetime:
    """Return the morning of the next Monday, never today's."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return morning_of(today + timedelta(days=(MONDAY - today.weekday()) % 7 or 7), zone, hour)
