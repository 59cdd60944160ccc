"""Read who sits in a group, and who is asked to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.groups.models import (
    Delegation,
    Group,
    Invitation,
    Office,
    Seat,
)
from workgroups.groups.queries.order import OFFICE_ORDER, SEAT_ORDER, in_order


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
        "delegation__body__sort_key", in_order("role", SEAT_ORDER), "person__sort_key", "pk"
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
    return found.order_by(in_order("role", OFFICE_ORDER), "person__sort_key", "pk")


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


def invitations_sent(group: Group, at: datetime) -> QuerySet[Invitation]:
    """Return the offers that one press sent at an instant, taken up meanwhile or not."""
    found = group.invitations.filter(sent_at__range=(at, at + timedelta(milliseconds=1)))
    return found.select_related("delegation__body", "invited_by").order_by("pk")
