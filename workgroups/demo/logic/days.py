"""Days of the record, counted in working days from the day on which it is built."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)


def workday(today: date, away: int) -> date:
    """Return the working day `away` working days after today (before, when negative); never a weekend."""
    step = timedelta(days=1 if away > 0 else -1)
    day, left = today, abs(away)
    while left:
        day += step
        left -= day.weekday() < 5
    return day


def instant(day: date, wall: time, zone: str) -> datetime:
    """Return the instant in UTC at which clocks in `zone` show `wall` on `day`."""
    return datetime.combine(day, wall, ZoneInfo(zone)).astimezone(UTC)


def next_call(today: date) -> date:
    """Return a working day of the next calendar week, at most seven days away: there the drafting calls begin."""
    day = today + timedelta(days=7 if today.weekday() == 0 else 4)
    return day + timedelta(days=(7 - day.weekday()) % 7) if day.weekday() >= 5 else day


def spoken(day: date) -> str:
    """Return a day as people write it in a letter, such as "Tuesday 24 November"."""
    return f"{day:%A} {day.day} {day:%B}"
