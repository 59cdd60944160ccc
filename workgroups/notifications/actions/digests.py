"""Plan digests: one row a reader and day, each with the range of notices that it covers."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import OuterRef, Subquery

from workgroups.core import clock
from workgroups.notifications.logic.schedule import next_digest
from workgroups.notifications.models import Delivery, Notice, Preference

DIGEST = "notifications/mail/digest"
MOMENT = timedelta(microseconds=1)
LOOK_BACK = timedelta(days=1)  # somebody met for the first time gets the digest of this morning


@transaction.atomic(savepoint=False)
def plan_digest(*, person_id: int) -> datetime | None:
    """Plan the digest that is due now by the clock; return when the next one is, None when the reader wants none.

    When the reader's zone or hour has changed since the timer was set, only the next instant is returned.
    """
    latest = Notice.objects.filter(person_id=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    found = Preference.objects.select_for_update(of=("self",)).select_related("person").filter(person_id=person_id)
    preference = found.annotate(newest=Subquery(latest)).order_by().first()
    if preference is None or preference.digest == Preference.Rhythm.NEVER:
        return None
    now, person = clock.now(), preference.person
    if next_digest(now - MOMENT, person.time_zone, preference.hour, weekly=preference.weekly) == now:
        window = {"after": preference.covered, "upto": max(preference.newest or 0, preference.covered)}
        row = Delivery(key=f"digest:{person_id}:{now:%Y-%m-%d}", person_id=person_id, template=DIGEST, context=window)
        Delivery.objects.bulk_create([row], ignore_conflicts=True)
        Preference.objects.filter(pk=person_id).update(covered=window["upto"])
    return next_digest(now, person.time_zone, preference.hour, weekly=preference.weekly)


@transaction.atomic
def unplanned_readers() -> list[tuple[int, datetime | None]]:
    """Return who has no timer as they want it (newcomers and those who chose anew), and when their next digest is."""
    newcomers = get_user_model().objects.filter(is_active=True, preference=None)
    rows = [Preference(person_id=pk) for pk in newcomers.values_list("pk", flat=True)]
    Preference.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = Preference.objects.filter(planned=False).select_related("person")
    return [(preference.person_id, _first(preference)) for preference in waiting]


def mark_planned(*, people: list[int]) -> None:
    """Note that the timers of these readers stand."""
    Preference.objects.filter(person_id__in=people).update(planned=True)


@transaction.atomic
def choose(*, person: Any, digest: str, hour: int, mentions: bool) -> None:
    """Keep how a person wants to be told; the timer follows within a minute."""
    chosen = {"digest": digest, "hour": hour, "mentions": mentions, "planned": False}
    Preference.objects.update_or_create(person_id=person.pk, defaults=chosen)


@transaction.atomic
def stop_stream(*, person_id: int, stream: str, again: bool = False) -> None:
    """End (or begin `again`) exactly one stream of mail: `digest` or `mentions`."""
    preference, _made = Preference.objects.get_or_create(person_id=person_id)
    if stream == "mentions":
        preference.mentions = again
    else:
        preference.digest = Preference.Rhythm.DAILY if again else Preference.Rhythm.NEVER
        preference.planned = False
    preference.save(update_fields=["mentions", "digest", "planned"])


def _first(preference: Preference) -> datetime | None:
    if preference.digest == Preference.Rhythm.NEVER:
        return None
    after = clock.now()
    if not preference.covered:
        after = max(preference.person.joined_at, after - LOOK_BACK)
    return next_digest(after, preference.person.time_zone, preference.hour, weekly=preference.weekly)
