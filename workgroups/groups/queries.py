"""Read groups and who sits in them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Delegation, Group, Office, Seat


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
    return found.select_related("person", "delegation__body").order_by("delegation__body__sort_key", "-role", "pk")


def delegations_in(group: Group) -> QuerySet[Delegation]:
    """Return the group's delegations in the order of their bodies."""
    return group.delegations.select_related("body").order_by("body__sort_key")


def officers_of(group: Group) -> QuerySet[Office]:
    """Return today's offices with their persons: chair, co-chair, secretariat."""
    return Office.objects.on(clock.now().date()).filter(group=group).select_related("person").order_by("role", "pk")
