"""Read polls and decisions."""

from django.db.models import Count, Q, QuerySet

from workgroups.core import clock
from workgroups.groups.models import Delegation, Group
from workgroups.groups.permissions import Member, markings_read
from workgroups.groups.queries import people_in
from workgroups.polls.logic.tally import Result, tally
from workgroups.polls.models import Answer, Decision, Option, Poll, Response


def decisions_in(member: Member) -> QuerySet[Decision]:
    """Return the decisions that a member may know of, open polls first, then the newest."""
    submitted = Count("call__responses", filter=Q(call__responses__state=Response.State.SUBMITTED), distinct=True)
    known = Decision.objects.filter(group=member.group, marking__in=markings_read(member))
    found = known.select_related("poll")
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
