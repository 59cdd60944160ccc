"""Filters by marking for reads over many groups or many people at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Delegation, Group, GuestPass, Marking, Office, Seat
from workgroups.groups.queries.members import seats_in


def readable_by(person: Person, *, group: str = "group", marking: str = "marking") -> Q:
    """Return the filter for what a person may know of by its marking, in whatever group; no query of its own.

    `group` and `marking` are the paths from the filtered table to the group and to the marking. It says nothing of
    membership: filter by the person's groups as well.
    """
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(person=person, delegation__standing=Delegation.Standing.PARTICIPATING)
    offices = Office.objects.on(today).filter(person=person)
    return (
        ~Q(**{marking: Marking.RESTRICTED})
        | Q(**{f"{group}__in": seats.values("delegation__group_id")})
        | Q(**{f"{group}__in": offices.values("group_id")})
    )


def participants_by_group(group_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return the ids of those who read what is restricted in each of these groups today; two queries."""
    found: dict[int, set[int]] = {group_id: set() for group_id in group_ids}
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(
        delegation__group_id__in=found,
        delegation__standing=Delegation.Standing.PARTICIPATING,
        person__is_active=True,
    )
    offices = Office.objects.on(today).filter(group_id__in=found, person__is_active=True)
    for group_id, person_id in (
        *seats.values_list("delegation__group_id", "person_id"),
        *offices.values_list("group_id", "person_id"),
    ):
        found[group_id].add(person_id)
    return found


def readers_of_marking(group_id: int, marking: str) -> set[int] | None:
    """Return who in a group may know of a thing of this marking; None: every member."""
    return participants_by_group([group_id])[group_id] if marking == Marking.RESTRICTED else None


@dataclass(frozen=True)
class Bystanders:
    """One delegation, or the guests, that a restricted thing does not exist for: by name, with how many people."""

    name: str
    count: int


def bystanders(group: Group) -> list[Bystanders]:
    """Return who in a group today knows nothing of what is restricted, by delegation; guests are a matter of passes."""
    knowing = participants_by_group([group.pk])[group.pk]
    people: dict[str, set[int]] = {}
    for seat in seats_in(group):
        if seat.person_id not in knowing:
            people.setdefault(seat.delegation.body.shown, set()).add(seat.person_id)
    return [Bystanders(name, len(found)) for name, found in people.items()]


def guests_of(group: Group, kind: str, number: int) -> list[str]:
    """Return the names of those who have, or were sent, a pass to a thing of the group that still runs."""
    passes = GuestPass.objects.filter(group=group, kind=kind, number=number, ended_at=None, until__gt=clock.now())
    return list(passes.order_by("name").values_list("name", flat=True))
