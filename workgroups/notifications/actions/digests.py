"""Plan digests: one row a reader and day, each with the range of notices that it covers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import OuterRef, Subquery

from workgroups.core import clock
from workgroups.notifications.logic.telling import Round, Wish
from workgroups.notifications.models import Delivery, GroupPreference, Notice, Preference
from workgroups.notifications.queries import wish_of, wishes_of
from workgroups.notifications.registry import groups_of

DIGEST = "notifications/mail/digest"
COVERED = {"daily": "covered", "weekly": "covered_weekly"}  # how far, by what a round tells
LOOK_BACK = timedelta(days=1)  # somebody met for the first time gets the digest of this morning


@transaction.atomic(savepoint=False)
def plan_digest(*, person_id: int) -> datetime | None:
    """Plan the digest that is due now by the clock; return when the next one is, None when the reader wants none.

    When the reader's zone or hour has changed since the timer was set, only the next instant is returned.
    """
    latest = Notice.objects.filter(person_id=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    found = Preference.objects.select_for_update(of=("self",)).select_related("person").filter(person_id=person_id)
    preference = found.annotate(newest=Subquery(latest)).order_by().first()
    if preference is None:
        return None
    now, wish = clock.now(), wish_of(preference)
    if due := wish.round_at(now):
        _plan(preference, due, max(preference.newest or 0, preference.covered))
    return wish.round_after(now)


def _plan(preference: Preference, due: Round, upto: int) -> None:
    """Make the row of one digest; how far its reader is covered moves with what it tells, and stays on quiet days."""
    context = {
        "after": preference.covered,
        "weekly_after": preference.covered_weekly,
        "upto": upto,
        "tells": sorted(due.tells),
        "rests": {way: at.isoformat() for way, at in due.rests.items()},
    }
    key = f"digest:{preference.person_id}:{due.at:%Y-%m-%d}"
    if Delivery.objects.filter(key=key).exists():  # who chose anew today had theirs; the next one covers the rest
        return
    row = Delivery(key=key, person_id=preference.person_id, template=DIGEST, context=context)
    Delivery.objects.bulk_create([row], ignore_conflicts=True)
    covered = {name: upto for way, name in COVERED.items() if way in due.tells}
    if covered:
        Preference.objects.filter(pk=preference.pk).update(**covered)


@transaction.atomic
def unplanned_readers() -> list[tuple[int, datetime | None]]:
    """Return who has no timer as they want it (newcomers and those who chose anew), and when their next digest is."""
    newcomers = get_user_model().objects.filter(is_active=True, preference=None)
    rows = [Preference(person_id=pk) for pk in newcomers.values_list("pk", flat=True)]
    Preference.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = list(Preference.objects.filter(planned=False).select_related("person"))
    wishes = wishes_of([preference.person for preference in waiting])
    return [(one.person_id, _first(one, wishes[one.person_id])) for one in waiting]


def mark_planned(*, people: list[int]) -> None:
    """Note that the timers of these readers stand."""
    Preference.objects.filter(person_id__in=people).update(planned=True)


@transaction.atomic
def choose(
    *,
    person: Any,
    digest: str,
    hour: int,
    mentions: bool,
    quiet: bool | None = None,
    quiet_days: bool | None = None,
    groups: Mapping[int, str] | None = None,
) -> None:
    """Keep how a person wants to be told; the timer follows within a minute.

    `groups` says how (`GroupPreference.How`) by group's id; a group that is not named is told as all of them.
    None leaves a thing as it was.
    """
    given = {"digest": digest, "hour": hour, "mentions": mentions, "quiet": quiet, "quiet_days": quiet_days}
    chosen = {name: value for name, value in given.items() if value is not None}
    preference, _made = Preference.objects.select_for_update().get_or_create(person_id=person.pk)
    Preference.objects.filter(pk=person.pk).update(
        **chosen,
        planned=False,
        # what waited for a Monday may be told daily now; before the first Monday the days go on as they stand
        covered=min(preference.covered, preference.covered_weekly) or preference.covered,
    )
    if groups is not None:
        _choose_groups(person, groups)


def _choose_groups(person: Any, groups: Mapping[int, str]) -> None:
    mine = {group.pk for group in groups_of(person)}
    GroupPreference.objects.filter(person_id=person.pk, group_id__in=mine).delete()
    rows = [
        GroupPreference(person_id=person.pk, group_id=group_id, how=how)
        for group_id, how in groups.items()
        if group_id in mine and how
    ]
    GroupPreference.objects.bulk_create(rows)


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


def _first(preference: Preference, wish: Wish) -> datetime | None:
    after = clock.now()
    if not preference.covered:
        after = max(preference.person.joined_at, after - LOOK_BACK)
    return wish.round_after(after)
