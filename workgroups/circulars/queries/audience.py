"""To whom a circular goes, and what stands in the way of its reaching them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workgroups.accounts.models import Person
from workgroups.circulars.models import Circular
from workgroups.groups.models import Delegation, Group, Office, Seat
from workgroups.groups.permissions import Member
from workgroups.groups.queries import Scope, scope_of
from workgroups.notifications.models import Preference
from workgroups.notifications.registry import FollowUp, follow_ups_in

OBSERVING, PARTICIPATING = Delegation.Standing.OBSERVING, Delegation.Standing.PARTICIPATING


@dataclass(frozen=True)
class Reader:
    """Somebody to whom a circular goes: for which delegation, in which seat or office."""

    person: Person
    delegation: Delegation | None
    role: str
    participates: bool  # holds an office or a seat in a participating delegation


@dataclass(frozen=True)
class Reached:
    """The readers of one delegation; of none, those who hold an office only."""

    delegation: Delegation | None
    readers: tuple[Reader, ...]


@dataclass(frozen=True)
class Reach:
    """Who gets a circular, by delegation, and who is not reached by its mail."""

    parts: tuple[Reached, ...]
    readers: tuple[Reader, ...]
    bounced: tuple[tuple[Reader, str], ...]
    without_address: tuple[Reader, ...]
    never_here: tuple[Reader, ...]
    left_out: tuple[Delegation, ...]  # delegations of which nobody gets it

    @property
    def count(self) -> int:
        return len(self.readers)

    @property
    def delegation_count(self) -> int:
        return sum(1 for part in self.parts if part.delegation)


@dataclass(frozen=True)
class Thing:
    """Something that has not been answered by all, as a choice for the audience of a circular."""

    key: str
    title: str
    label: str
    url: str
    due: datetime | None
    people: frozenset[int]
    is_restricted: bool = False

    @property
    def mailed(self) -> str:
        """What a letter may call it: a restricted thing has no title outside its page, so nothing is kept of it."""
        return "" if self.is_restricted else self.title


def readers_of(circular: Circular, scope: Scope | None = None) -> list[Reader]:
    """Return to whom a circular would go today, by delegation, heads first; a constant number of queries."""
    scope = scope or scope_of([circular.group])
    wanted = _wanted(circular, scope)
    return [one for one in _everybody(scope) if one.person.pk in wanted and may_read(circular, one)]


def everybody_in(group: Group) -> list[Reader]:
    """Return everybody with a seat or an office today; three queries."""
    return _everybody(scope_of([group]))


def reach_of(circular: Circular, readers: Sequence[Reader], scope: Scope) -> Reach:
    """Return who gets it by delegation, and whose mail does not arrive; one query."""
    people = [one.person.pk for one in readers]
    refused = Preference.objects.filter(person_id__in=people).exclude(refused_at=None)
    refusals = dict(refused.values_list("person_id", "refusal"))
    by_delegation: dict[int | None, list[Reader]] = {}
    for one in readers:
        by_delegation.setdefault(one.delegation.pk if one.delegation else None, []).append(one)
    parts = tuple(Reached(found[0].delegation, tuple(found)) for found in by_delegation.values())
    return Reach(
        parts=parts,
        readers=tuple(readers),
        bounced=tuple((one, refusals[one.person.pk]) for one in readers if one.person.pk in refusals),
        without_address=tuple(one for one in readers if not one.person.email),
        never_here=tuple(one for one in readers if one.person.last_login is None),
        left_out=tuple(one for one in _meant(circular, scope) if one.pk not in by_delegation),
    )


def unanswered_in(group: Group, scope: Scope | None = None) -> list[Thing]:
    """Return what somebody in the group has not answered and can be written to about."""
    return things_in(follow_ups_in(scope or scope_of([group])))


def things_in(rows: Iterable[FollowUp]) -> list[Thing]:
    """Gather rows of the follow-up board by the thing that is awaited."""
    found: dict[str, list[FollowUp]] = {}
    for row in rows:
        if row.people:
            found.setdefault(row.key, []).append(row)
    return [_thing(key, own) for key, own in found.items()]


def _thing(key: str, rows: list[FollowUp]) -> Thing:
    one, people = rows[0], frozenset(pk for row in rows for pk in row.people)
    return Thing(key, one.what, one.label, one.url, one.due, people, one.is_restricted)


def _everybody(scope: Scope) -> list[Reader]:
    """Everybody with a seat or an office, once: for the delegation in which they rank highest, then officers alone."""
    found: dict[int, Reader] = {}
    ranks = {Seat.Role.HEAD: 0, Seat.Role.ALTERNATE: 1, Seat.Role.EXPERT: 2}
    inner = {seat.person_id for seat in scope.seats if seat.delegation.standing == PARTICIPATING}
    inner |= {office.person_id for office in scope.offices}
    for seat in sorted(scope.seats, key=lambda one: ranks[Seat.Role(one.role)]):
        one = Reader(seat.person, seat.delegation, str(seat.get_role_display()), seat.person_id in inner)
        found.setdefault(seat.person_id, one)
    for office in scope.offices:
        found.setdefault(office.person_id, Reader(office.person, None, office.title, participates=True))
    order = {pk: place for place, pk in enumerate(scope.delegations)}
    return sorted(found.values(), key=lambda one: order[one.delegation.pk] if one.delegation else len(order))


def _wanted(circular: Circular, scope: Scope) -> set[int]:
    """The ids of those whom the audience names."""
    seats: Any = scope.seats
    if circular.to == Circular.To.HEADS:
        heads = [seat for seat in seats if seat.role == Seat.Role.HEAD and seat.delegation.standing != OBSERVING]
        return {seat.person_id for seat in heads}
    if circular.to == Circular.To.OBSERVERS:
        return {seat.person_id for seat in seats if seat.delegation.standing == OBSERVING}
    if circular.to == Circular.To.SELECTION:
        delegations = set(circular.delegations.values_list("pk", flat=True))
        chosen = {seat.person_id for seat in seats if seat.delegation_id in delegations}
        return chosen | set(circular.people.values_list("pk", flat=True))
    if circular.to == Circular.To.UNANSWERED:
        found = [one for one in unanswered_in(circular.group, scope) if one.key == circular.about]
        return {person_id for one in found for person_id in one.people}
    return {seat.person_id for seat in seats} | {office.person_id for office in scope.offices}


def may_read(circular: Circular, reader: Reader) -> bool:
    """Whether its marking lets somebody have a letter: a restricted one goes to participants."""
    return not circular.is_restricted or reader.participates


def _meant(circular: Circular, scope: Scope) -> list[Delegation]:
    """The delegations of which somebody should get it."""
    every = list(scope.delegations.values())
    if circular.to == Circular.To.SELECTION:
        chosen = set(circular.delegations.values_list("pk", flat=True))
        return [one for one in every if one.pk in chosen]
    if circular.to == Circular.To.UNANSWERED:
        return []
    if circular.to == Circular.To.OBSERVERS:
        return [one for one in every if one.standing == OBSERVING]
    if circular.to == Circular.To.HEADS:
        return [one for one in every if one.standing != OBSERVING]
    return [one for one in every if not circular.is_restricted or one.standing == PARTICIPATING]


def reader_of(member: Member) -> Reader:
    """Return a member as a reader of circulars; no query."""
    seat = member.seats[0] if member.seats else None
    role = seat.get_role_display() if seat else next((Office.Role(one).label for one in sorted(member.offices)), "")
    return Reader(member.person, seat.delegation if seat else None, str(role), member.participates)
