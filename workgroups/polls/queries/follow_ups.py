"""What officers wait for because of polls and calls: answers; one query whatever the number of groups."""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from workgroups.groups.models import Delegation
from workgroups.groups.queries import Scope
from workgroups.notifications.registry import FollowUp, follow_ups
from workgroups.polls.models import Answer, Asked, Call, Decision, Poll, Response


@follow_ups(order=10)
def unanswered(scope: Scope) -> Iterator[FollowUp]:
    """Delegations (or persons) that have not answered an open poll or call."""
    for decision in _open_in(scope):
        decision.group = scope.groups[decision.group_id]
        if decision.kind == Decision.Kind.POLL:
            yield from _of_poll(scope, decision)
        else:
            yield from _of_call(scope, decision)


def _open_in(scope: Scope) -> QuerySet[Decision]:
    said = Response.objects.filter(call__decision=OuterRef("pk"), state=Response.State.SUBMITTED)
    answers = Answer.objects.filter(poll__decision=OuterRef("pk"))
    asked = Asked.objects.filter(call__decision=OuterRef("pk"))
    open_ones = Q(poll__closed_at=None, kind=Decision.Kind.POLL) | Q(call__closed_at=None, kind=Decision.Kind.CALL)
    found = Decision.objects.filter(
        open_ones, group__in=scope.groups, group__state="active", state=Decision.State.OPEN, recording=None
    )
    return (
        found.select_related("poll", "call")
        .annotate(
            answered_delegations=ArraySubquery(answers.exclude(delegation=None).values("delegation_id")),
            answered_people=ArraySubquery(answers.filter(delegation=None).values("person_id")),
            said_delegations=ArraySubquery(said.exclude(delegation=None).values("delegation_id")),
            said_people=ArraySubquery(said.filter(delegation=None).values("person_id")),
            asked_delegations=ArraySubquery(asked.exclude(delegation=None).values("delegation_id")),
            asked_people=ArraySubquery(asked.exclude(person=None).values("person_id")),
        )
        .order_by("created_at", "pk")
    )


def _of_poll(scope: Scope, decision: Decision) -> Iterator[FollowUp]:
    poll, label, key = decision.poll, _("Poll not answered"), f"polls.poll:{decision.poll.pk}"
    if poll.counted_by == Poll.CountedBy.PERSON:
        voters = _participants(scope, decision.group_id)
        for person_id, name in voters.items():
            if person_id not in decision.answered_people:  # type: ignore[attr-defined]
                yield _row(decision, "polls.poll", label, key, name, (person_id,), None)
        return
    for delegation in scope.participating(decision.group_id):
        if delegation.pk not in decision.answered_delegations:  # type: ignore[attr-defined]
            yield _row(decision, "polls.poll", label, key, *_of(scope, delegation))


def _of_call(scope: Scope, decision: Decision) -> Iterator[FollowUp]:
    call, label, key = decision.call, _("Call for input not answered"), f"polls.call:{decision.call.pk}"
    here = [one for one in scope.delegations.values() if one.group_id == decision.group_id]
    if call.asked_of == Call.AskedOf.PERSON:
        asked, said = set(decision.asked_people), set(decision.said_people)  # type: ignore[attr-defined]
        for seat in {seat.person_id: seat for seat in scope.seats if seat.delegation in here}.values():
            if seat.person_id not in said and (not asked or seat.person_id in asked):
                yield _row(decision, "polls.call", label, key, seat.person.name, (seat.person_id,), seat.delegation_id)
        return
    wanted, had = decision.asked_delegations, decision.said_delegations  # type: ignore[attr-defined]
    for delegation in here:
        asks = delegation.pk in wanted if wanted else delegation.standing == Delegation.Standing.PARTICIPATING
        if asks and delegation.pk not in had:
            yield _row(decision, "polls.call", label, key, *_of(scope, delegation))


def _participants(scope: Scope, group_id: int) -> dict[int, str]:
    """Who is counted where persons are: participating delegations and officers."""
    standing = Delegation.Standing.PARTICIPATING
    seats = [one for one in scope.seats if one.delegation.group_id == group_id and one.delegation.standing == standing]
    offices = [one for one in scope.offices if one.group_id == group_id]
    return {one.person_id: one.person.name for one in seats} | {one.person_id: one.person.name for one in offices}


def _of(scope: Scope, delegation: Delegation) -> tuple[str, tuple[int, ...], int]:
    return delegation.body.shown, scope.writes_to(delegation.pk), delegation.pk


def _row(
    decision: Decision,
    kind: str,
    label: str,
    key: str,
    who: str,
    people: tuple[int, ...],
    delegation_id: int | None,
) -> FollowUp:
    thing: Poll | Call = decision.poll if kind == "polls.poll" else decision.call
    return FollowUp(
        kind=kind,
        label=label,
        key=key,
        what=decision.title,
        url=decision.get_absolute_url(),
        group_id=decision.group_id,
        who=who,
        people=people,
        delegation_id=delegation_id,
        since=decision.created_at,
        due=thing.closes_at,
        is_restricted=decision.is_restricted,
    )
