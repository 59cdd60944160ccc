"""What engines ask of groups: epochs, rosters and members of many groups at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from workgroups.core import clock
from workgroups.groups.models import (
    Delegation,
    Group,
    Office,
    Seat,
)
from workgroups.live.registry import Roster, Standing, reads_epochs, reads_rosters
from workgroups.notifications.registry import reads_groups, reads_members


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
    offices = Office.objects.on(today).filter(group_id__in=epochs, person__is_active=True)
    officers = set(offices.values_list("group_id", "person_id"))
    participants = set(officers)
    for group_id, person_id, delegation_id, standing in held.values_list(
        "delegation__group_id", "person_id", "delegation_id", "delegation__standing"
    ):
        seats[group_id, person_id].add(delegation_id)
        if standing == Delegation.Standing.PARTICIPATING:
            participants.add((group_id, person_id))
    people: dict[int, dict[int, Standing]] = {group_id: {} for group_id in epochs}
    for at in {*seats, *officers}:
        group_id, person_id = at
        people[group_id][person_id] = Standing(at in officers, frozenset(seats.get(at, ())), at in participants)
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


@reads_groups
def groups_of_person(person: Any) -> list[Group]:
    """Return the groups in which a person holds a seat or an office today, by name; three queries."""
    return list(Group.objects.filter(pk__in=groups_by_person([person.pk])[person.pk]).order_by("name"))


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
