"""Mornings of the record: the digests that the cast had, by the same code that sends every digest."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Final
from zoneinfo import ZoneInfo

from django.core.management import call_command

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
    today, none, daily = now.date(), Preference.Rhythm.NEVER, Preference.Rhythm.DAILY
    quiet, built, told, asked = (_noon(today, away) for away in (BUILT + 2, BUILT, TOLD, ASKED))
    last = sorted({_last_morning(now, person.zone) for person in _CAST})
    return [
        Step(quiet, lambda: _choose(none, cast=True)),
        Step(quiet, lambda: _choose(none, cast=False)),
        Step(built, _do_what_is_due),
        Step(told, lambda: _choose(daily, cast=True)),
        Step(told, _do_what_is_due),
        Step(told, lambda: _choose(none, cast=True)),
        Step(told + EVENING, _do_what_is_due),
        Step(asked + EVENING, _do_what_is_due),
        Step(now - DAY, lambda: _choose(daily, cast=True)),
        *(Step(at, _do_what_is_due) for at in [now - DAY, *last]),
        Step(now, lambda: _choose(daily, cast=False)),
    ]


def _noon(today: date, away: int) -> datetime:
    return datetime.combine(workday(today, -away), time(12), UTC)


def _choose(rhythm: str, *, cast: bool) -> None:
    """Let people want digests, or leave them out for a while, so that not every morning of two months is mailed."""
    emails = [person.email for person in _CAST]
    people = Person.objects.filter(email__in=emails) if cast else Person.objects.exclude(email__in=emails)
    for person in people:
        choose(person=person, digest=rhythm, hour=HOUR, mentions=True)


def _do_what_is_due() -> None:
    call_command("due", stdout=StringIO())


def _last_morning(now: datetime, zone: str) -> datetime:
    today = now.astimezone(ZoneInfo(zone)).date()
    morning = instant(today, time(HOUR), zone)
    return morning if morning <= now else instant(today - DAY, time(HOUR), zone)
