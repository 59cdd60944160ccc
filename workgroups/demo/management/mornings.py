"""Mornings of the record: the digests that the cast had, by the same code that sends every digest."""

from datetime import UTC, datetime, time, timedelta
from functools import partial
from io import StringIO
from typing import Final
from zoneinfo import ZoneInfo

from django.core.management import call_command

from workgroups.accounts.models import Person
from workgroups.demo.actions import Step
from workgroups.demo.logic.days import instant, workday
from workgroups.demo.logic.roster import SIGN_INS, person_of
from workgroups.notifications.actions import choose
from workgroups.notifications.models import Preference

DAY: Final = timedelta(days=1)
HOUR: Final = 7  # of the digest, on the reader's own clock
BEFORE: Final = 7  # working days ago, the cast had a digest that said all that had been new until then

_CAST: Final = [person_of(handle) for handle in SIGN_INS]


def mornings(now: datetime) -> list[Step]:
    """One digest for the cast some days ago, and one at each one's last morning; the others begin when mail runs."""
    earlier = datetime.combine(workday(now.date(), -BEFORE), time(12), UTC)
    last = sorted({_last_morning(now, person.zone) for person in _CAST})
    return [
        Step(earlier - DAY, partial(_choose, Preference.Rhythm.NEVER, cast=False)),
        Step(earlier, _do_what_is_due),
        Step(earlier, partial(_choose, Preference.Rhythm.NEVER, cast=True)),
        Step(earlier, _do_what_is_due),
        Step(now - DAY, partial(_choose, Preference.Rhythm.DAILY, cast=True)),
        *(Step(at, _do_what_is_due) for at in [now - DAY, *last]),
        Step(now, partial(_choose, Preference.Rhythm.DAILY, cast=False)),
    ]


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
