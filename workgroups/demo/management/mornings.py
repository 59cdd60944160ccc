"""Mornings of the record: the digests that the cast had, by the same code that sends every digest."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Final
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db.models import QuerySet

from workgroups.accounts.models import Person
from workgroups.demo.actions import Step
from workgroups.demo.logic.days import instant, workday
from workgroups.demo.logic.reports import BUILT
from workgroups.demo.logic.roster import SIGN_INS, person_of
from workgroups.notifications.actions import choose
from workgroups.notifications.models import Preference

DAY: Final = timedelta(days=1)
EVENING: Final = timedelta(hours=5)  # after noon in UTC
HOUR: Final = 7  # of the digest, on the reader's own clock
TOLD: Final = 7  # working days ago, the cast had a digest that said all that had been new until then
ASKED: Final = 3  # and then somebody was mentioned, which is mailed at once

_CAST: Final = [person_of(handle) for handle in SIGN_INS]


def mornings(now: datetime) -> list[Step]:
    """One digest for the cast some days ago, and one at each one's last morning; what was urgent in between.

    The others begin to have digests when mail runs.
    """
    quiet, built, told, asked = (_noon(now.date(), away) for away in (BUILT + 2, BUILT, TOLD, ASKED))
    return [
        Step(quiet, lambda: _choose(Preference.Rhythm.NEVER, _everybody())),
        Step(built, _do_what_is_due),
        *(step for zone in sorted({person.zone for person in _CAST}) for step in _one_morning(told, zone)),
        Step(told + EVENING, _do_what_is_due),
        Step(asked + EVENING, _do_what_is_due),
        Step(now - DAY, lambda: _choose(Preference.Rhythm.DAILY, _cast())),
        *(Step(at, _do_what_is_due) for at in [now - DAY, *sorted({_last_morning(now, one.zone) for one in _CAST})]),
        Step(now, lambda: _choose(Preference.Rhythm.DAILY, _everybody().exclude(pk__in=_cast()))),
    ]


def _one_morning(noon: datetime, zone: str) -> list[Step]:
    """Let the cast of a zone have a digest on its morning before that noon, and none of the next ones."""
    at = _last_morning(noon, zone)
    return [
        Step(at, lambda: _choose(Preference.Rhythm.DAILY, _cast().filter(time_zone=zone))),
        Step(at, _do_what_is_due),
        Step(at, lambda: _choose(Preference.Rhythm.NEVER, _cast().filter(time_zone=zone))),
    ]


def _noon(today: date, away: int) -> datetime:
    return datetime.combine(workday(today, -away), time(12), UTC)


def _everybody() -> QuerySet[Person]:
    return Person.objects.filter(is_active=True)


def _cast() -> QuerySet[Person]:
    return _everybody().filter(email__in=[person.email for person in _CAST])


def _choose(rhythm: str, people: QuerySet[Person]) -> None:
    """Let people want digests, or leave them out for a while, so that not every morning of two months is mailed."""
    for person in people:
        choose(person=person, digest=rhythm, hour=HOUR, mentions=True)


def _do_what_is_due() -> None:
    call_command("due", stdout=StringIO())


def _last_morning(now: datetime, zone: str) -> datetime:
    today = now.astimezone(ZoneInfo(zone)).date()
    morning = instant(today, time(HOUR), zone)
    return morning if morning <= now else instant(today - DAY, time(HOUR), zone)
