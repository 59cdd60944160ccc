"""Read groups and who sits in them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.groups.models import (
    Delegation,
    Group,
    Invitation,
    Office,
    ParticipantList,
    Programme,
    ProgrammeYear,
    Seat,
    Term,
)
from workgroups.live.registry import Roster, Standing, reads_epochs, reads_rosters
from workgroups.notifications.registry import reads_members

SEAT_ORDER = (Seat.Role.HEAD, Seat.Role.ALTERNATE, Seat.Role.EXPERT)
STATE_ORDER = (Group.State.ACTIVE, Group.State.CONCLUDED, Group.State.ARCHIVED)
OFFICE_ORDER = (Office.Role.CHAIR, Office.Role.COCHAIR, Office.Role.SECRETARIAT)


@dataclass(frozen=True)
class NavEntry:
    """One entry of a group's navigation; `count` is what waits there for this member, 0 shows nothing."""

    label: str
    url: str
    current: bool = False
    count: int = 0
    shortcut: str = ""


def groups_of(person: Person) -> QuerySet[Group]:
    """Return the groups in which a person holds a seat or an office today, by name."""
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(person=person).values("delegation__group_id")
    offices = Office.objects.on(today).filter(person=person).values("group_id")
    return Group.objects.filter(Q(pk__in=seats) | Q(pk__in=offices)).select_related("programme").order_by("name")


def people_in(group: Group) -> QuerySet[Person]:
    """Return everybody with a seat or an office in the group today, by name."""
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(delegation__group=group).values("person_id")
    offices = Office.objects.on(today).filter(group=group).values("person_id")
    return Person.objects.filter(Q(pk__in=seats) | Q(pk__in=offices), is_active=True).order_by("sort_key", "pk")


def seats_in(group: Group) -> QuerySet[Seat]:
    """Return today's seats with person and body, in the order of bodies, heads first."""
    today = clock.now().date()
    found = Seat.objects.on(today).filter(delegation__group=group)
    return found.select_related("person", "delegation__body").order_by(
        "delegation__body__sort_key", _in_order("role", SEAT_ORDER), "person__sort_key", "pk"
    )


def delegations_in(group: Group) -> QuerySet[Delegation]:
    """Return the group's delegations in the order of their bodies."""
    return group.delegations.select_related("body").order_by("body__sort_key")


def as_read(delegations: Iterable[Delegation]) -> list[Delegation]:
    """Return delegations in the order of their names in the language of the page."""
    return sorted(delegations, key=lambda one: text.fold(one.body.shown))


def officers_of(group: Group) -> QuerySet[Office]:
    """Return today's offices with their persons: chair, co-chair, secretariat."""
    found = Office.objects.on(clock.now().date()).filter(group=group).select_related("person")
    return found.order_by(_in_order("role", OFFICE_ORDER), "person__sort_key", "pk")


def _in_order(field: str, values: tuple[str, ...]) -> Case:
    places = [When(**{field: value}, then=Value(place)) for place, value in enumerate(values)]
    return Case(*places, default=Value(len(values)), output_field=IntegerField())


@dataclass(frozen=True)
class Sitting:
    """A delegation with its seats of today, heads first."""

    delegation: Delegation
    seats: list[Seat]


def sittings_in(group: Group) -> list[Sitting]:
    """Return every delegation with its seats, those without any too; two queries."""
    by_delegation: dict[int, list[Seat]] = {}
    for seat in seats_in(group):
        by_delegation.setdefault(seat.delegation_id, []).append(seat)
    return [Sitting(delegation, by_delegation.get(delegation.pk, [])) for delegation in as_read(delegations_in(group))]


def invitations_waiting(group: Group) -> QuerySet[Invitation]:
    """Return the offers that nobody has taken up, newest first: those that ran out and those just withdrawn too."""
    standing = Q(withdrawn_at=None) | Q(withdrawn_at__gt=clock.now() - clock.UNDO)
    found = group.invitations.filter(standing, accepted_at=None)
    return found.select_related("delegation__body", "invited_by").order_by("-invited_at", "-pk")


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
    working = Group.objects.filter(programme_id=year.programme_id, is_public=True, pk__in=terms.values("group_id"))
    for group in working.exclude(state=Group.State.PROPOSED).order_by("name"):
        found.setdefault(group.pk, YearWork(group, ""))
    return list(found.values())


def groups_in(programme: Programme) -> QuerySet[Group]:
    """Return a programme's groups with a public face, by name: its editors need not know of the others."""
    return Group.objects.filter(programme=programme, is_public=True).order_by("name")


def groups_with_terms(programme: Programme) -> QuerySet[Group]:
    """Return a programme's public groups with their terms, those at work first; two queries."""
    found = Group.objects.filter(programme=programme, is_public=True).exclude(state=Group.State.PROPOSED)
    terms = Prefetch("terms", Term.objects.order_by("since"))
    return found.prefetch_related(terms).order_by(_in_order("state", STATE_ORDER), "name")


def participant_lists(programme: Programme) -> QuerySet[ParticipantList]:
    """Return who took part, list by list as the sources give them, in their order; two queries."""
    return programme.participant_lists.select_related("of__programme").prefetch_related("entries")


@reads_epochs
def epochs_of(group_ids: Iterable[int]) -> dict[int, int]:
    """Return the permission epoch of each of these groups."""
    return dict(Group.objects.filter(pk__in=list(group_ids)).values_list("pk", "epoch"))


@reads_rosters
def rosters_of(group_ids: Iterable[int]) -> dict[int, Roster]:
    """Return who stands where in each of these groups today; the epoch is read first, so it is never too new."""
    epochs, today = epochs_of(group_ids), clock.now().date()
    seats: dict[tuple[int, int], set[int]] = defaultdict(set)
    held = Seat.objects.on(today).filter(delegation__group_id__in=epochs, person__is_active=True)
    for group_id, person_id, delegation_id in held.values_list("delegation__group_id", "person_id", "delegation_id"):
        seats[group_id, person_id].add(delegation_id)
    offices = Office.objects.on(today).filter(group_id__in=epochs, person__is_active=True)
    officers = set(offices.values_list("group_id", "person_id"))
    people: dict[int, dict[int, Standing]] = {group_id: {} for group_id in epochs}
    for group_id, person_id in {*seats, *officers}:
        delegations = frozenset(seats.get((group_id, person_id), ()))
        people[group_id][person_id] = Standing((group_id, person_id) in officers, delegations)
    return {group_id: Roster(epoch, people[group_id]) for group_id, epoch in epochs.items()}


def groups_by_person(person_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return the ids of the groups in which each of these people holds a seat or an office today; two queries."""
    found: dict[int, set[int]] = {person_id: set() for person_id in person_ids}
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(person_id__in=found).values_list("person_id", "delegation__group_id")
    offices = Office.objects.on(today).filter(person_id__in=found).values_list("person_id", "group_id")
    for person_id, group_id in (*seats, *offices):
        found[person_id].add(group_id)
    return found


@reads_members
def members_by_group(group_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return the ids of everybody with a seat or an office in each of these groups today; two queries."""
    found: dict[int, set[int]] = {group_id: set() for group_id in group_ids}
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(delegation__group_id__in=found, person__is_active=True)
    offices = Office.objects.on(today).filter(group_id__in=found, person__is_active=True)
    for group_id, person_id in (
        *seats.values_list("delegation__group_id", "person_id"),
        *offices.values_list("group_id", "person_id"),
    ):
        found[group_id].add(person_id)
    return found
