"""What waits for a person, what they should know, and whether the worker lives."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from workgroups.core.languages import PLAIN
from workgroups.notifications.models import Mailed, Notice, Preference, Pulse
from workgroups.notifications.queries.waiting import waiting_of
from workgroups.notifications.registry import Duty, Line, members_of, renderers

DESK_LINES = 50
WORKER = "worker"


def duties_for(person: Any) -> list[Duty]:
    """Return what waits for a person now, the soonest deadline first, without what they put off or passed on."""
    return [one.duty for one in waiting_of([person])[person.pk].now]


def lines_of(notices: Iterable[Notice]) -> dict[int, Line]:
    """Return what these notices say to their readers today, by notice id; what may not or need not be said is left out.

    `notice.person` must be loaded. One call of each kind's renderer, whatever the number of readers.
    """
    notices = list(notices)
    if not notices:
        return {}
    members = members_of({notice.group_id for notice in notices if notice.group_id})
    by_kind: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        if notice.group_id is None or notice.person_id in members[notice.group_id]:
            by_kind[notice.kind].append(notice)
    lines: dict[int, Line] = {}
    for kind, own in by_kind.items():
        if render := renderers.get(kind):  # a kind that only newer code knows is left for it
            lines |= render(own)
    return lines


def desk_lines(person: Any) -> list[tuple[Notice, Line]]:
    """Return what is new for a person, newest first, with the notice that says when and in which group."""
    found = Notice.objects.filter(person=person).select_related("person", "group").order_by("-pk")
    notices = list(found[:DESK_LINES])
    lines = lines_of(notices)
    return [(notice, lines[notice.pk]) for notice in notices if notice.pk in lines]


def preference_of(person: Any) -> Preference:
    """Return how a person wants to be told; the usual way (unsaved) when they never said."""
    return Preference.objects.filter(person=person).first() or Preference(person=person)


def language_of(person_id: int) -> str:
    """Return the language that somebody reads who is not signed in here; the plain one for nobody."""
    found = get_user_model().objects.filter(pk=person_id).values_list("language", flat=True).first()
    return str(found or PLAIN)


def last_beat() -> datetime | None:
    """Return when the worker last gave a sign of life, None when it never did."""
    return Pulse.objects.filter(name=WORKER).values_list("at", flat=True).first()


def mails_to(person: Any, before: int | None = None) -> QuerySet[Mailed]:
    """Return what the demonstration's mailbox holds for a person, newest first, or what came before a mail's id."""
    found = Mailed.objects.filter(address=(person.email or "").lower()).order_by("-pk")
    return found if before is None else found.filter(pk__lt=before)
