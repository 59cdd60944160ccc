"""Open and close a call for input."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, can_manage, require
from workgroups.groups.queries import people_in
from workgroups.polls.actions.register import new_decision
from workgroups.polls.events import CallClosed, CallOpened
from workgroups.polls.logic.asked import QuestionAsked, SectionAsked, sections_of, title_of
from workgroups.polls.models import Asked, Call, Choice, Decision, Question, Section
from workgroups.polls.permissions import can_open_poll


@transaction.atomic
def open_call(
    *,
    actor: Member,
    title: str,
    sections: Sequence[SectionAsked],
    detail: str = "",
    asked_of: str = Call.AskedOf.DELEGATION,
    delegations: Sequence[Delegation] = (),
    people: Sequence[Person] = (),
    shown: str = Call.Shown.ALWAYS,
    closes_at: datetime | None = None,
    closes_zone: str = "UTC",
    marking: str = "",
) -> Decision:
    """Send out a questionnaire: to every participating delegation (or everybody with a seat), or to those named."""
    require(can_open_poll(actor))
    asked = sections_of(sections)
    if closes_at and closes_at <= clock.now():
        raise Refused(_("The closing time has passed already; choose a later one."), field="closes_at")
    named = title_of(title, field="title")
    decision = new_decision(actor=actor, kind=Decision.Kind.CALL, title=named, body=detail, marking=marking)
    call = Call.objects.create(
        decision=decision, asked_of=asked_of, shown=shown, closes_at=closes_at, closes_zone=closes_zone
    )
    _ask(call, actor, delegations, people)
    for position, section in enumerate(asked, 1):
        made = Section.objects.create(call=call, position=position, title=section.title, text=section.text)
        for place, question in enumerate(section.questions, 1):
            _question(made, place, question)
    emit(
        CallOpened(group_id=actor.group.pk, decision_id=decision.pk, marking=decision.marking, actor_id=actor.person.pk)
    )
    return decision


@transaction.atomic
def close_call(*, decision: Decision, actor: Member | None = None) -> None:
    """Close a call: an officer before its time, or nobody when its time has come (`actor` None, by the timer)."""
    call = Call.objects.select_for_update().get(decision=decision)
    require(actor is None or can_manage(actor))
    if call.closed_at:
        return
    if actor is None and (call.closes_at is None or call.closes_at > clock.now()):
        return
    Call.objects.filter(pk=call.pk).update(closed_at=clock.now())
    today = clock.now().date()
    Decision.objects.filter(pk=decision.pk).update(state=Decision.State.CLOSED, decided_on=today)
    emit(CallClosed(group_id=decision.group_id, decision_id=decision.pk, marking=decision.marking))


def _ask(call: Call, actor: Member, delegations: Sequence[Delegation], people: Sequence[Person]) -> None:
    if call.asked_of == Call.AskedOf.DELEGATION:
        if any(one.group_id != actor.group.pk for one in delegations):
            raise Refused(_("Choose delegations of this group."), field="delegations")
        Asked.objects.bulk_create(Asked(call=call, delegation=one) for one in delegations)
    else:
        members = set(people_in(actor.group).values_list("pk", flat=True))
        if any(one.pk not in members for one in people):
            raise Refused(_("Choose members of this group."), field="people")
        Asked.objects.bulk_create(Asked(call=call, person=one) for one in people)


def _question(section: Section, position: int, asked: QuestionAsked) -> None:
    question = Question.objects.create(
        section=section,
        position=position,
        text=asked.text,
        hint=asked.hint.strip()[:500],
        kind=asked.kind,
        type_words=asked.type_words.strip()[:300],
        max_choices=asked.max_choices,
        is_required=asked.required,
    )
    Choice.objects.bulk_create(
        Choice(question=question, position=n, label=label) for n, label in enumerate(asked.options, 1)
    )
