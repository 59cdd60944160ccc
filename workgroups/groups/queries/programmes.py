"""Read programmes, their years and their groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import (
    Group,
    Office,
    ParticipantList,
    Programme,
    ProgrammeYear,
    Term,
)
from workgroups.groups.queries.order import STATE_ORDER, in_order


def programmes() -> QuerySet[Programme]:
    """Return all programmes by name."""
    return Programme.objects.order_by("name")


def programmes_with_groups() -> QuerySet[Programme]:
    """Return all programmes by name, their groups loaded; two queries."""
    return programmes().prefetch_related(Prefetch("groups", Group.objects.order_by("name")))


def programmes_edited_by(person: Person) -> QuerySet[Programme]:
    """Return the programmes whose pages a person may write: those with an active group in which they hold an office."""
    if person.is_operator:
        return programmes()
    held = Office.objects.on(clock.now().date()).filter(person=person, group__state=Group.State.ACTIVE)
    return programmes().filter(pk__in=held.values("group__programme_id"))


def groups_officed_by(people: Iterable[Person]) -> dict[int, list[Group]]:
    """Return the active groups in which each of these people holds an office today, by name; one query."""
    found: dict[int, list[Group]] = {person.pk: [] for person in people}
    held = Office.objects.on(clock.now().date()).filter(person_id__in=found, group__state=Group.State.ACTIVE)
    for office in held.select_related("group__programme").order_by("group__name", "pk"):
        found[office.person_id].append(office.group)
    return found


def public_programmes() -> QuerySet[Programme]:
    """Return the programmes that have public pages, by name."""
    return programmes().filter(is_public=True)


def published_years(programme: Programme) -> QuerySet[ProgrammeYear]:
    """Return a programme's published years, newest first."""
    return programme.years.filter(state=ProgrammeYear.State.PUBLISHED).order_by("-year")


@dataclass(frozen=True)
class YearWork:
    """A group at work in a year, and what its page says of it (Markdown, perhaps nothing)."""

    group: Group
    text: str


def groups_in_year(year: ProgrammeYear) -> list[YearWork]:
    """Return the public groups that a year describes, in its order, then those whose terms lie in it; two queries."""
    described = year.descriptions.filter(group__is_public=True).select_related("group")
    found = {one.group_id: YearWork(one.group, one.text) for one in described}
    terms = Term.objects.filter(since__lte=date(year.year, 12, 31)).exclude(until__lt=date(year.year, 1, 1))
    working = Group.objects.filter(programme_id=year.programme_id, is_public=True, is_listed=True)
    working = working.filter(pk__in=terms.values("group_id"))
    for group in working.exclude(state=Group.State.PROPOSED).order_by("name"):
        found.setdefault(group.pk, YearWork(group, ""))
    return list(found.values())


def groups_in(programme: Programme) -> QuerySet[Group]:
    """Return a programme's groups with a public face, by name: its editors need not know of the others."""
    return Group.objects.filter(programme=programme, is_public=True).order_by("name")


def groups_with_terms(programme: Programme) -> QuerySet[Group]:
    """Return a programme's public groups with their terms, those at work first; two queries."""
    found = Group.objects.filter(programme=programme, is_public=True, is_listed=True).exclude(
        state=Group.State.PROPOSED
    )
    terms = Prefetch("terms", Term.objects.order_by("since"))
    return found.prefetch_related(terms).order_by(in_order("state", STATE_ORDER), "name")


def participant_lists(programme: Programme) -> QuerySet[ParticipantList]:
    """Return who took part, list by list as the sources give them, in their order; two queries."""
    return programme.participant_lists.select_related("of__programme").prefetch_related("entries")
