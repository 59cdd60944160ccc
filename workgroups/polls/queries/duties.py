"""Which open calls wait for whom."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Delegation, Seat
from workgroups.polls.models import Asked, Call, Response


@dataclass(frozen=True)
class Unanswered:
    """A call that waits for somebody; `draft_by` has kept a draft that nobody else sees."""

    call: Call
    draft_by: str = ""


def unanswered_calls_among(people: Sequence[Person]) -> dict[int, list[Unanswered]]:
    """Return, for each of these people, the open calls that wait for them or their delegation; four queries."""
    ids = [person.pk for person in people]
    held: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    seats = Seat.objects.on(clock.now().date()).filter(person__in=ids, delegation__group__state="active")
    for person_id, group_id, delegation_id, standing in seats.order_by("pk").values_list(
        "person_id", "delegation__group_id", "delegation_id", "delegation__standing"
    ):
        held[person_id, group_id].append((delegation_id, standing))
    found = Call.objects.filter(decision__group__in={group_id for _, group_id in held}, closed_at=None)
    calls = list(found.select_related("decision__group").order_by(F("closes_at").asc(nulls_last=True), "pk"))
    asked: dict[int, set[int]] = defaultdict(set)
    for call_id, delegation_id, person_id in Asked.objects.filter(call__in=calls).values_list(
        "call_id", "delegation_id", "person_id"
    ):
        asked[call_id].add(delegation_id or person_id)
    states = _states(calls)

    def waits(call: Call, person_id: int) -> Unanswered | None:
        voice = _voice(call, person_id, held.get((person_id, call.decision.group_id), []), asked[call.pk])
        if voice is None or (call.pk, *voice, Response.State.SUBMITTED) in states:
            return None
        return Unanswered(call, states.get((call.pk, *voice, Response.State.DRAFT), ""))

    return {person_id: [one for call in calls if (one := waits(call, person_id))] for person_id in ids}


def _states(calls: Sequence[Call]) -> dict[tuple[int, int, int, str], str]:
    """Return who wrote last, by (call, delegation or 0, person where there is no delegation or 0, state)."""
    rows = Response.objects.filter(call__in=calls)
    return {
        (call_id, delegation_id or 0, 0 if delegation_id else person_id, state): name
        for call_id, delegation_id, person_id, state, name in rows.values_list(
            "call_id", "delegation_id", "person_id", "state", "person__name"
        )
    }


def _voice(call: Call, person_id: int, seats: Sequence[tuple[int, str]], asked: set[int]) -> tuple[int, int] | None:
    if call.asked_of == Call.AskedOf.PERSON:
        return (0, person_id) if (person_id in asked if asked else seats) else None
    for delegation_id, standing in seats:
        if delegation_id in asked or (not asked and standing == Delegation.Standing.PARTICIPATING):
            return (delegation_id, 0)
    return None
