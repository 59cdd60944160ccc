"""What waits for people once account is taken of what they did about it: put off, passed on, done by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q

from workgroups.core import clock
from workgroups.notifications.models import Handling
from workgroups.notifications.registry import Duty, Open, colleagues_in, open_of


@dataclass(frozen=True)
class Handled:
    """A duty with what its reader did about it."""

    open: Open
    handling: Handling

    @property
    def duty(self) -> Duty:
        return self.open.duty


@dataclass(frozen=True)
class Waiting:
    """What one person has open, the soonest first."""

    now: list[Open] = field(default_factory=list)
    done: list[Open] = field(default_factory=list)  # by a colleague, lately
    later: list[Handled] = field(default_factory=list)  # put off
    passed: list[Handled] = field(default_factory=list)  # to a colleague

    @property
    def everything(self) -> Iterable[Open]:
        yield from self.now
        yield from (one.open for one in (*self.later, *self.passed))


def waiting_of(people: Sequence[Any]) -> dict[int, Waiting]:
    """Return what waits for each of these people: the rows of all domains in one query, what was done about it in one.

    Where something was passed on, one more asks whether its new hand still sits in the delegation: if not, it is back.
    """
    opens = open_of(people)
    delegations = {one.delegation_id for own in opens.values() for one in own if one.delegation_id}
    theirs = Q(person__in=opens) | Q(to__in=opens, kind=Handling.Kind.PASSED)
    done = Q(kind=Handling.Kind.DONE, delegation_id__in=delegations)
    handlings = list(Handling.objects.filter(theirs | done).select_related("person", "to").order_by("pk"))
    passed = [one for one in handlings if one.kind == Handling.Kind.PASSED and one.delegation_id]
    sitting = colleagues_in({one.delegation_id for one in passed if one.delegation_id}) if passed else {}
    seats = {(place, person.pk) for place, people_in in sitting.items() for person in people_in}
    holding = [one for one in handlings if one.kind != Handling.Kind.PASSED or _hands(one) <= seats]
    return {person_id: _sorted(person_id, own, holding) for person_id, own in opens.items()}


def waiting_for(person: Any) -> Waiting:
    """Return what waits for one person."""
    return waiting_of([person])[person.pk]


def colleagues_for(one: Open) -> list[Any]:
    """Return who of the delegation has the same duty, and so may do it: only they can take it over; two queries."""
    if not one.delegation_id:
        return []
    others = [person for person in colleagues_in([one.delegation_id])[one.delegation_id] if person.pk != one.person_id]
    opens = open_of(others)
    return [person for person in others if any(other.key == one.key for other in opens[person.pk])]


def _sorted(person_id: int, opens: Sequence[Open], handlings: Sequence[Handling]) -> Waiting:
    found = Waiting()
    own = {one.key: one for one in handlings if one.person_id == person_id}
    given = {one.key: one for one in handlings if one.to_id == person_id}
    finished = [one for one in handlings if one.kind == Handling.Kind.DONE]
    done = {one.key: one for one in finished if one.delegation_id or one.person_id == person_id}
    touched = own.keys() | given.keys() | done.keys()  # few of thousands, mostly none
    for one in opens:
        if not one.done_by and not (touched and one.key in touched):
            found.now.append(one)
            continue
        mine, by_hand = own.get(one.key), done.get(one.key)
        if one.done_by or by_hand:
            found.done.append(replace(one, done_by=one.done_by or (by_hand.person.name if by_hand else "")))
        elif mine and mine.kind == Handling.Kind.SNOOZED and _is_put_off(one, mine):
            found.later.append(Handled(one, mine))
        elif mine and mine.kind == Handling.Kind.PASSED:
            found.passed.append(Handled(one, mine))
        elif passed := given.get(one.key):
            found.now.append(replace(one, passed_by=passed.person.name, note=passed.note))
        else:
            found.now.append(one)
    return found


def _hands(passed: Handling) -> set[tuple[int | None, int | None]]:
    """Whose seats it needs that something is passed on: the giver's and the taker's."""
    return {(passed.delegation_id, passed.to_id), (passed.delegation_id, passed.person_id)}


def _is_put_off(one: Open, handling: Handling) -> bool:
    """Whether it stays away: its day has not come, and the deadline has not moved before that day meanwhile."""
    until = handling.until or clock.now()
    return until > clock.now() and (handling.late or one.due is None or until <= one.due)
