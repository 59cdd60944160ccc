"""Read who sat where and held which office when, what runs out soon, and what is being handed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.logic import period
from workgroups.groups.models import DateChange, Dated, Delegation, Group, Handover, Office, Seat
from workgroups.groups.queries.order import OFFICE_ORDER, in_order


@dataclass(frozen=True)
class Tenure:
    """A seat or an office as a history shows it: who, what, from when to when, and which dates were set anew."""

    held: Seat | Office
    today: date

    @property
    def person(self) -> Person:
        return self.held.person

    @property
    def what(self) -> str:
        """Head of delegation; Acting chair."""
        return self.held.title if isinstance(self.held, Office) else str(Seat.Role(self.held.role).label)

    @property
    def delegation(self) -> Delegation | None:
        return self.held.delegation if isinstance(self.held, Seat) else None

    @property
    def acting_for(self) -> Person | None:
        return self.held.acting_for if isinstance(self.held, Office) else None

    @property
    def period(self) -> str:
        return period(self.held.since, self.held.until, self.today)

    @property
    def is_present(self) -> bool:
        return self.held.since <= self.today and (self.held.until is None or self.held.until >= self.today)

    @property
    def is_ahead(self) -> bool:
        return self.held.since > self.today

    @property
    def changes(self) -> list["Changed"]:
        """Which dates it had before, newest first."""
        return [Changed(one, self.today) for one in self.held.date_changes.all()]


@dataclass(frozen=True)
class Changed:
    """Dates that a seat or an office had before."""

    change: DateChange
    today: date

    @property
    def before(self) -> str:
        return period(self.change.since_before, self.change.until_before, self.today)


def seats_of_delegation(delegation: Delegation) -> list[Tenure]:
    """Return every seat that a delegation has had or will have, newest first; three queries."""
    return _seats(Seat.objects.filter(delegation=delegation))


def tenures_of(person: Person, group: Group) -> list[Tenure]:
    """Return every seat and office that a person has had or will have in a group, newest first."""
    seats = _seats(Seat.objects.filter(person=person, delegation__group=group))
    offices = _offices(Office.objects.filter(person=person, group=group))
    return sorted([*offices, *seats], key=lambda one: (one.held.since, one.held.pk), reverse=True)


def offices_held(group: Group) -> list[tuple[str, list[Tenure]]]:
    """Return who held which office when: by office, newest first."""
    found = _offices(Office.objects.filter(group=group))
    by_role: dict[str, list[Tenure]] = {role: [] for role in OFFICE_ORDER}
    for one in found:
        by_role[one.held.role].append(one)
    return [(str(Office.Role(role).label), held) for role, held in by_role.items() if held]


def ahead_in(group: Group) -> list[Tenure]:
    """Return seats and offices whose first day is still to come, the soonest first."""
    today = clock.now().date()
    seats = _seats(Seat.objects.filter(delegation__group=group, since__gt=today))
    offices = _offices(Office.objects.filter(group=group, since__gt=today))
    return sorted([*offices, *seats], key=lambda one: (one.held.since, one.held.pk))


def handovers_planned(group: Group) -> QuerySet[Handover]:
    """Return the hand-overs that wait for their day."""
    found = Handover.objects.filter(group=group, state=Handover.State.PLANNED)
    related = ("leaver", "successor", "office", "seat__delegation__body")
    return found.select_related(*related).order_by("day", "pk")


def is_last_in(office: Office) -> bool:
    """Whether nobody else holds this role in the group today: ending it leaves the group without a chair, say."""
    others = Office.objects.on(clock.now().date()).filter(group=office.group_id, role=office.role)
    return not others.exclude(pk=office.pk).exists()


def seats_running_out(delegation: Delegation) -> list[Seat]:
    """Return a delegation's seats of today that have a last day, the soonest first."""
    found = Seat.objects.on(clock.now().date()).filter(delegation=delegation, until__isnull=False)
    return list(found.select_related("person", "delegation__body", "delegation__group").order_by("until", "pk"))


def renewers_of(seat: Seat) -> set[int]:
    """Return the ids of those who are reminded that a seat runs out: officers, the head, and whoever holds it."""
    today = clock.now().date()
    officers = Office.objects.on(today).filter(group=seat.delegation.group_id).values_list("person_id", flat=True)
    heads = Seat.objects.on(today).filter(delegation=seat.delegation_id, role=Seat.Role.HEAD)
    return {*officers, *heads.values_list("person_id", flat=True), seat.person_id}


def begins(held: Seat | Office) -> datetime:
    """Return the instant at which a seat or an office begins: midnight in UTC."""
    return midnight(held.since)


def runs_out(held: Seat | Office) -> datetime | None:
    """Return the first instant after a seat's or an office's last day; None when it has none."""
    return midnight(held.until + timedelta(days=1)) if held.until else None


def midnight(day: date) -> datetime:
    """Return the first instant of a day in UTC: the days of seats and offices are those of no delegation's zone."""
    return datetime.combine(day, time(), UTC)


def _seats(found: Dated) -> list[Tenure]:
    related = ("person", "delegation__body")
    return _tenures(found.select_related(*related))


def _offices(found: Dated) -> list[Tenure]:
    return _tenures(found.select_related("person", "acting_for").order_by(in_order("role", OFFICE_ORDER)))


def _tenures(found: Dated) -> list[Tenure]:
    """Newest first; what held on no day is left out."""
    today = clock.now().date()
    rows: Iterable[Seat | Office] = found.touching(date.min, None).prefetch_related("date_changes__changed_by")
    return [Tenure(one, today) for one in sorted(rows, key=lambda one: (one.since, one.pk), reverse=True)]
