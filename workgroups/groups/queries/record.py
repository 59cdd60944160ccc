"""Read what officers did in a group, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.audit.models import Record
from workgroups.audit.queries import records_of_group
from workgroups.core import slots
from workgroups.events.events import Event
from workgroups.groups.models import Charter, Delegation, Group, Milestone, Office

PAGE = 50


@dataclass(frozen=True)
class Act:
    """What somebody did: who, what, of which thing, when. `number` is the key for earlier pages."""

    number: int
    at: datetime
    who: str
    words: str
    of: str
    times: int = 1  # done again and again on one day, with nothing else in between


@dataclass(frozen=True)
class RecordPage:
    """A page of the record, newest first; `earlier` is the key of the next one, 0 when there is none."""

    acts: list[Act]
    earlier: int


def record_of(group: Group, *, actor_id: int = 0, event: str = "", before: int = 0) -> RecordPage:
    """Return what those who hold or held an office here (and the installation's officers) did, newest first.

    Thirteen queries at most, whatever was done: one a kind of thing that is named on the page.
    """
    found = _by_officers(group)
    found = found.filter(actor_id=actor_id) if actor_id else found
    found = found.filter(event=event) if event else found
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    shown = rows[:PAGE]
    people = dict(Person.objects.filter(pk__in={row.actor_id for row in shown}).values_list("pk", "name"))
    named = _names(shown)
    acts = [
        Act(row.pk, row.at, people.get(row.actor_id, _("Somebody who has left")), words_of(row.event), _of(row, named))
        for row in shown
    ]
    return RecordPage(folded(acts), shown[-1].pk if len(rows) > PAGE else 0)


def actors_of(group: Group) -> QuerySet[Person]:
    """Return those whose acts the record of a group tells of, by name."""
    return Person.objects.filter(pk__in=_by_officers(group).order_by().values("actor_id")).order_by("sort_key", "pk")


def events_of(group: Group) -> list[tuple[str, str]]:
    """Return what was done in a group at all, by words."""
    names = _by_officers(group).order_by().values_list("event", flat=True).distinct()
    return sorted(((name, words_of(name)) for name in names), key=lambda one: one[1])


def words_of(event: str) -> str:
    """Return what an event says somebody did."""
    known = Event.known.get(event)
    return str(known.words) if known and known.words else str(_("changed something"))


def folded(acts: Iterable[Act]) -> list[Act]:
    """Make one row of the same act on the same thing, as long as nothing else came between on that day."""
    found: list[Act] = []
    for act in acts:
        last = found[-1] if found else None
        if last and act.of and _told(last) == _told(act):
            found[-1] = replace(last, times=last.times + 1)
        else:
            found.append(act)
    return found


def _told(act: Act) -> tuple[str, str, str, date]:
    return act.who, act.words, act.of, act.at.date()


def _by_officers(group: Group) -> QuerySet[Record]:
    offices = Office.objects.filter(group=group).values("person_id")
    operators = Person.objects.filter(is_operator=True).values("pk")
    records = records_of_group(group.pk)
    return records.filter(actor_id__in=offices) | records.filter(actor_id__in=operators)


def _names(rows: Iterable[Record]) -> dict[str, dict[int, str]]:
    """Return the names of what the rows tell of, by the field that holds its id (`thread_id`)."""
    wanted: dict[str, set[int]] = {}
    for row in rows:
        for field, value in row.data.items():
            if field.endswith("_id") and field != "group_id" and isinstance(value, int):
                wanted.setdefault(field, set()).add(value)
    named: dict[str, dict[int, str]] = {}
    for field, ids in wanted.items():
        for part in slots.gather("groups.record", field, ids):
            named.setdefault(field, {}).update(part)
    return named


def _of(row: Record, named: dict[str, dict[int, str]]) -> str:
    found = [named[field][value] for field, value in row.data.items() if field in named and value in named[field]]
    return ", ".join(dict.fromkeys(found))


@slots.fill("groups.record")
def names_of_own(field: str, ids: set[int]) -> dict[int, str] | None:
    """Name the people, delegations and things of a group that the record tells of."""
    if field == "person_id":
        return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    if field == "delegation_id":
        return {one.pk: one.body.shown for one in Delegation.objects.filter(pk__in=ids).select_related("body")}
    if field == "milestone_id":
        return dict(Milestone.objects.filter(pk__in=ids).values_list("pk", "title"))
    if field == "charter_id":
        versions = Charter.objects.filter(pk__in=ids).values_list("pk", "number")
        return {pk: str(_("Version %(number)s") % {"number": number}) for pk, number in versions}
    return None
