"""Dates and times as people read them: CLDR forms in the language of the page, in the reader's zone."""

import re
from datetime import UTC, date, datetime, time, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    get_datetime_format,
    get_timezone_location,
)
from django.utils import timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Refused


def locale() -> Locale:
    """Return the CLDR locale of the page; plain `en` is read the international way (23 Nov, 16:40)."""
    return _locale(get_language() or "en")


@cache  # of the few languages that pages are written in; a page asks hundreds of times
def _locale(tag: str) -> Locale:
    name = to_locale(tag)
    try:
        return Locale.parse("en_GB" if name == "en" else name)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def day(value: date, *, weekday: bool = True) -> str:
    """Return a day, with its weekday; the year only when it is not the present one."""
    this_year = value.year == timezone.localtime(clock.now()).year
    return _day(value, ("" if this_year else "y") + "MMM" + ("Ed" if weekday else "d"), get_language() or "en")


def reduced(value: str) -> str:
    """Return an ISO 8601 date as precise as it is known: 2021, November 2021, 30 November 2021; empty stays empty."""
    parts = [int(part) for part in value.split("-")] if value else []
    if len(parts) < 2:
        return value
    whole = date(*(*parts, 1)[:3])
    return format_skeleton("yMMMM", whole, locale=locale()) if len(parts) == 2 else long_day(whole)


def partial(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Return a date kept in parts, as exactly as it is known; empty without a year."""
    return reduced("-".join(f"{part:02d}" for part in (year, month, day) if part))


def require_real(year: int | None, month: int | None, day: int | None) -> None:
    """Refuse what is no date, a partial one included: a day without a month, a month without a year, 30 February."""
    real = not (day and not month) and not (month and not year)
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        real = False
    if not real:
        raise Refused(_("There is no such date. Write as much of it as is known: a year, a month, a day."), field="day")


def days(first: date, last: date) -> str:
    """Return a span of days, both included (29–31 March 2021); a single day with its weekday."""
    if first == last:
        return day(first)
    this_year = first.year == last.year == timezone.localtime(clock.now()).year
    return str(format_interval(first, last, "MMMd" if this_year else "yMMMd", locale=locale()))


def wall(value: time) -> str:
    """Return a wall time as the page's language writes it; it belongs to a place that stands beside it."""
    return format_time(value, "short", locale=locale())


def weekdays() -> list[str]:
    """Return the names of the days of the week, Monday first."""
    names = locale().days["stand-alone"]["wide"]
    return [str(names[number]) for number in range(7)]


def long_day(value: date) -> str:
    """Return a day in full, with its year, for a letter or a title page: 14 June 2026."""
    return _first(format_date(value, "long", locale=locale()), value)


def hour(value: datetime, zone: tzinfo | None = None) -> str:
    """Return the time of day in `zone` (the reader's unless given), 24 hours where the locale has it."""
    local = value.astimezone(zone or timezone.get_current_timezone())
    return _hour(local.hour, local.minute, get_language() or "en")


def instant(value: datetime, zone: tzinfo | None = None) -> str:
    """Return day and time of an aware instant in `zone` (the reader's unless given)."""
    local = value.astimezone(zone or timezone.get_current_timezone())
    return _joined(day(local.date()), hour(local, local.tzinfo))


def utc(value: datetime) -> str:
    """Return day and time in UTC, with the year, for a title or for print."""
    world = value.astimezone(UTC)
    return _joined(_day(world.date(), "yMMMEd", get_language() or "en"), hour(world, UTC)) + " UTC"


def place(zone: str) -> str:
    """Return the city of a named zone (`America/Montevideo`) in the language of the page."""
    return str(get_timezone_location(zone, locale=locale(), return_city=True))


def elsewhere(value: datetime, zone: str = "") -> str:
    """Return the same instant at a named zone (if any) and in UTC, days only where they differ from the reader's."""
    here = timezone.localtime(value).date()
    places: list[tuple[tzinfo, str]] = [(ZoneInfo(zone), place(zone))] if zone else []
    places.append((UTC, "UTC"))
    return " · ".join(_at(value, info, name, here) for info, name in places)


def _at(value: datetime, zone: tzinfo, name: str, here: date) -> str:
    same_day = value.astimezone(zone).date() == here
    return f"{hour(value, zone) if same_day else instant(value, zone)} {name}"


@lru_cache(4096)  # a list writes few days many times, and Babel reads its patterns anew each time
def _day(value: date, skeleton: str, tag: str) -> str:
    try:
        return _first(format_skeleton(skeleton, value, locale=_locale(tag)), value)
    except KeyError:
        return format_date(value, "medium", locale=_locale(tag))


@lru_cache(4096)
def _hour(hours: int, minutes: int, tag: str) -> str:
    return format_time(time(hours, minutes), "short", locale=_locale(tag))


def _first(shown: str, value: date) -> str:
    """French counts the first of a month, and only that day: 1er janvier (CLDR leaves it a number)."""
    return re.sub(r"\b1\b", "1er", shown, count=1) if value.day == 1 and locale().language == "fr" else shown


def _joined(shown_day: str, shown_hour: str) -> str:
    return _pattern(get_language() or "en").replace("{1}", shown_day).replace("{0}", shown_hour)


@cache
def _pattern(tag: str) -> str:
    return str(get_datetime_format("medium", locale=_locale(tag))).replace("'", "")
