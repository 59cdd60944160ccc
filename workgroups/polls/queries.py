"""Read polls and decisions."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext, ngettext

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Delegation, Group, Office, Seat
from workgroups.groups.permissions import Member
from workgroups.groups.queries import people_in
from workgroups.polls.logic.tally import Result, tally
from workgroups.polls.models import Answer, Decision, Option, Poll


def decisions_in(group: Group) -> QuerySet[Decision]:
    """Return the group's decisions, open polls first, then the newest."""
    found = Decision.objects.filter(group=group).select_related("poll")
    return found.annotate(answered=Count("poll__answers")).order_by("-state", "-created_at", "-number")


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
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(
        person=person, delegation__standing=Delegation.Standing.PARTICIPATING, delegation__group__state="active"
    )
    spoken_for = dict(seats.values_list("delegation__group_id", "delegation_id"))
    offices = Office.objects.on(today).filter(person=person, group__state="active")
    groups = {*spoken_for, *offices.values_list("group_id", flat=True)}
    polls = Poll.objects.filter(decision__group__in=groups, closed_at=None).select_related("decision__group")
    answered = Answer.objects.filter(Q(delegation__in=spoken_for.values()) | Q(delegation=None, person=person))
    done = set(answered.filter(poll__in=polls).values_list("poll_id", flat=True))
    by_person = Poll.CountedBy.PERSON
    return [
        poll
        for poll in polls.order_by(F("closes_at").asc(nulls_last=True), "pk")
        if poll.pk not in done and (poll.counted_by == by_person or poll.decision.group_id in spoken_for)
    ]


def page_of(member: Member, decision: Decision) -> dict[str, Any]:
    """Return what a decision's page and its live part show; the door says whether the count may be seen."""
    context: dict[str, Any] = {"decision": decision, "group": member.group, "result": None}
    if decision.kind == Decision.Kind.POLL:
        poll = decision.poll
        context["poll"] = poll
        result = result_of(poll, member.group)
        own = answer_of(member, poll)
        mine = {option.label for option in own.options.all()} if own else set()
        leaders = {row.label for row in result.leaders}
        rows = [
            {
                "label": row.label,
                "count": row.count,
                "percent": row.percent,
                "leads": row.label in leaders,
                "mine": row.label in mine,
            }
            for row in result.rows
        ]
        context |= {"result": result, "rows": rows, "own": own, "finding": finding(result, poll)}
    return context


def finding(result: Result, poll: Poll) -> str:
    """Return the sentence that a poll's figure has as its title."""
    if not result.answered:
        return gettext("Nobody has answered yet")
    unit = (
        ngettext("%(answered)d of %(eligible)d delegation", "%(answered)d of %(eligible)d delegations", result.eligible)
        if poll.counted_by == Poll.CountedBy.DELEGATION
        else ngettext("%(answered)d of %(eligible)d person", "%(answered)d of %(eligible)d people", result.eligible)
    )
    said = unit % {"answered": result.answered, "eligible": result.eligible}
    leaders = result.leaders
    if len(leaders) == 1:
        values = {"label": leaders[0].label, "count": leaders[0].count, "said": said}
        return gettext("“%(label)s” leads with %(count)d; %(said)s have answered") % values
    labels = ", ".join(f"“{row.label}”" for row in leaders)
    return gettext("%(labels)s are level with %(count)d each; %(said)s have answered") % {
        "labels": labels,
        "count": leaders[0].count,
        "said": said,
    }
