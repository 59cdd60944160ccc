"""How readers want to be told, as the values that planner, sender and preview ask."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from workgroups.core import clock
from workgroups.notifications.logic.telling import Mailing, Wish, mailings
from workgroups.notifications.models import GroupPreference, Notice, Preference
from workgroups.notifications.registry import weight_of

PREVIEW = timedelta(days=30)
MOST = 5000  # notices that a preview looks at; whoever got more sees the newest


def wishes_of(people: Sequence[Any]) -> dict[int, Wish]:
    """Return how each of these people wants to be told, two queries; the usual way for who never said."""
    preferences = Preference.objects.in_bulk([person.pk for person in people])
    groups: dict[int, dict[int, str]] = defaultdict(dict)
    chosen = GroupPreference.objects.filter(person_id__in=[person.pk for person in people])
    for person_id, group_id, how in chosen.values_list("person_id", "group_id", "how"):
        groups[person_id][group_id] = how
    return {
        person.pk: wish_from(person, preferences.get(person.pk) or Preference(), groups[person.pk]) for person in people
    }


def wish_of(preference: Preference) -> Wish:
    """Return what a preference (with its person) says, with the choices for single groups."""
    return wish_from(preference.person, preference, groups_chosen(preference.person))


def groups_chosen(person: Any) -> dict[int, str]:
    """Return how a person wants to be told of single groups, by group's id."""
    return dict(GroupPreference.objects.filter(person_id=person.pk).values_list("group_id", "how"))


def wish_from(person: Any, preference: Preference, groups: dict[int, str]) -> Wish:
    """Return a person's choices as values; `preference` may be unsaved, as a form has it."""
    return Wish(
        zone=person.time_zone,
        rhythm=preference.digest,
        hour=preference.hour,
        mentions=preference.mentions,
        groups=groups,
        muted=frozenset(preference.muted),
        quiet=preference.quiet,
        quiet_days=preference.quiet_days,
        day_begins=person.day_begins,
        day_ends=person.day_ends,
        working_days=tuple(person.working_days),
    )


def mailings_of(person: Any, wish: Wish) -> list[Mailing]:
    """Return the mails that a wish would have made of a person's last thirty days, newest first; one query."""
    now = clock.now()
    rows = Notice.objects.filter(person_id=person.pk, at__gt=now - PREVIEW, at__lte=now).order_by("-pk")[:MOST]
    notices = sorted(rows, key=lambda notice: notice.at)
    told = mailings(wish, [(notice, weight_of(notice.kind)) for notice in notices], now - PREVIEW, now)
    return told[::-1]
