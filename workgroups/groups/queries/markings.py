"""Filters by marking for reads over many groups or many people at once."""

from collections.abc import Iterable

from django.db.models import Q

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Delegation, Marking, Office, Seat


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
