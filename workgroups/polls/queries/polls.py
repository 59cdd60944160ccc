"""Read polls and decisions."""

from collections.abc import Sequence

from django.db.models import Count, F, Q, QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Delegation, Group, Office, Seat
from workgroups.groups.permissions import Member
from workgroups.groups.queries import people_in
from workgroups.polls.logic.tally import Result, tally
from workgroups.polls.models import Answer, Decision, Option, Poll, Response


def decisions_in(group: Group) -> QuerySet[Decision]:
    """Return the group's decisions, open polls first, then the newest."""
    submitted = Count("call__responses", filter=Q(call__responses__state=Response.State.SUBMITTED), distinct=True)
    found = Decision.objects.filter(group=group).select_related("poll")
    return found.annotate(answered=Count("poll__answers", distinct=True) + submitted).order_by(
        "-state", "-created_at", "-number"
    )


def voters_of(poll: Poll, group: Group) -> int:
    """Return how many could answer today."""
    if poll.counted_by == Poll.CountedBy.PERSON:
        return people_in(group).count()
    today = clock.now().date()
    standing = Delegation.Standing.PARTICIPATING
    return Delegation.objects.filter(group=group, standing=standing, since__lte=today).exclude(until__lt=today).count()


def result_of(poll: Poll, group: Group) -> Result:
    """Count a poll; three queries."""
    answers: dict[int, list[int]] = {}
    chosen = Answer.objects.filter(poll=poll).values_list("pk", "options__pk")
    for answer_id, option_id in chosen:
        answers.setdefault(answer_id, []).append(option_id)
    options = list(Option.objects.filter(poll=poll).values_list("pk", "label"))
    return tally(options, answers.values(), voters_of(poll, group))


def voting_delegation_id(member: Member) -> int | None:
    """Return the participating delegation for which a member answers."""
    for seat in member.seats:
        if seat.delegation.standing == seat.delegation.Standing.PARTICIPATING:
            return seat.delegation_id
    return None


def answer_of(member: Member, poll: Poll) -> Answer | None:
    """Return what counts for this member: their delegation's answer, or their own."""
    found = Answer.objects.filter(poll=poll).select_related("person", "delegation__body").prefetch_related("options")
    if poll.counted_by == Poll.CountedBy.PERSON:
        return found.filter(person=member.person, delegation=None).first()
    delegation_id = voting_delegation_id(member)
    return found.filter(delegation_id=delegation_id).first() if delegation_id else None


def unanswered_polls_of(person: Person) -> list[Poll]:
    """Return open polls that wait for a person's delegation, or for the person; soonest first; four queries."""
    return unanswered_polls_among([person])[person.pk]


def unanswered_polls_among(people: Sequence[Person]) -> dict[int, list[Poll]]:
    """Return, for each of these people, the open polls that wait for their delegation or for them; four queries."""
    today, ids = clock.now().date(), [person.pk for person in people]
    participating = Delegation.Standing.PARTICIPATING
    seats = Seat.objects.on(today).filter(delegation__standing=participating, delegation__group__state="active")
    held = seats.filter(person__in=ids).values_list("person_id", "delegation__group_id", "delegation_id")
    spoken_for = {(person_id, group_id): delegation_id for person_id, group_id, delegation_id in held}
    offices = Office.objects.on(today).filter(person__in=ids, group__state="active")
    present = {*spoken_for, *offices.values_list("person_id", "group_id")}
    found = Poll.objects.filter(decision__group__in={group_id for _, group_id in present}, closed_at=None)
    polls = list(found.select_related("decision__group").order_by(F("closes_at").asc(nulls_last=True), "pk"))
    counted = Q(delegation__in=spoken_for.values()) | Q(delegation=None, person__in=ids)
    answers = Answer.objects.filter(counted, poll__in=polls).values_list("poll_id", "delegation_id", "person_id")
    by_delegation = {(poll_id, delegation_id) for poll_id, delegation_id, _ in answers if delegation_id}
    by_person = {(poll_id, person_id) for poll_id, delegation_id, person_id in answers if not delegation_id}

    def waits(poll: Poll, person_id: int) -> bool:
        here = (person_id, poll.decision.group_id)
        done = (poll.pk, spoken_for.get(here)) in by_delegation or (poll.pk, person_id) in by_person
        return not done and (here in spoken_for or (here in present and poll.counted_by == Poll.CountedBy.PERSON))

    return {person_id: [poll for poll in polls if waits(poll, person_id)] for person_id in ids}
