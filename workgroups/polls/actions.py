"""Ask, answer, close; and record what was decided."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number
from workgroups.groups.permissions import Member, require
from workgroups.polls.events import DecisionRecorded, PollAnswered, PollClosed, PollOpened
from workgroups.polls.models import Answer, Decision, Option, Poll
from workgroups.polls.permissions import can_answer, can_open_poll, can_record_decision
from workgroups.polls.queries import voting_delegation_id

MAX_OPTIONS = 20


@transaction.atomic
def open_poll(
    *,
    actor: Member,
    question: str,
    options: Sequence[str],
    max_choices: int = 1,
    counted_by: str = Poll.CountedBy.DELEGATION,
    shown: str = Poll.Shown.ALWAYS,
    detail: str = "",
    closes_at: datetime | None = None,
    closes_zone: str = "UTC",
) -> Decision:
    """Ask a question; `max_choices` of 1 makes a single choice, more lets each voice choose up to that many."""
    require(can_open_poll(actor))
    labels = _labels(options)
    if not 1 <= max_choices <= len(labels):
        raise Refused(_("Choose a number between 1 and the number of answers."), field="max_choices")
    if closes_at and closes_at <= clock.now():
        raise Refused(_("The closing time has passed already; choose a later one."), field="closes_at")
    decision = _decision(actor, Decision.Kind.POLL, question, detail)
    kind = Poll.Kind.SINGLE if max_choices == 1 else Poll.Kind.MULTIPLE
    poll = Poll.objects.create(
        decision=decision,
        kind=kind,
        max_choices=max_choices,
        counted_by=counted_by,
        shown=shown,
        closes_at=closes_at,
        closes_zone=closes_zone,
    )
    Option.objects.bulk_create(Option(poll=poll, position=n, label=label) for n, label in enumerate(labels, 1))
    emit(PollOpened(group_id=actor.group.pk, decision_id=decision.pk, actor_id=actor.person.pk))
    return decision


@transaction.atomic
def answer_poll(*, actor: Member, decision: Decision, option_ids: Collection[int]) -> Answer:
    """Give or replace the answer of the actor's delegation (or their own), as long as the poll is open."""
    poll = Poll.objects.select_for_update().get(decision=decision)
    require(can_answer(actor, poll))
    if poll.closed_at or (poll.closes_at and poll.closes_at <= clock.now()):
        raise Refused(_("This poll has closed; answers are no longer taken."))
    chosen = list(Option.objects.filter(poll=poll, pk__in=set(option_ids)))
    if not chosen:
        raise Refused(_("Choose an answer first."), field="options")
    if len(chosen) > poll.max_choices:
        limit = poll.max_choices
        message = ngettext("Choose %(limit)d answer only.", "Choose at most %(limit)d answers.", limit)
        raise Refused(message % {"limit": limit}, field="options")
    answer = _own_answer(actor, poll)
    answer.options.set(chosen)
    emit(PollAnswered(group_id=decision.group_id, decision_id=decision.pk))
    return answer


@transaction.atomic
def close_poll(*, decision: Decision, actor: Member | None = None) -> None:
    """Close a poll: an officer before its time, or nobody when its time has come (`actor` None, by the timer)."""
    poll = Poll.objects.select_for_update().get(decision=decision)
    require(actor is None or can_open_poll(actor))
    if poll.closed_at:
        return
    if actor is None and (poll.closes_at is None or poll.closes_at > clock.now()):
        return
    Poll.objects.filter(pk=poll.pk).update(closed_at=clock.now())
    today = clock.now().date()
    Decision.objects.filter(pk=decision.pk).update(state=Decision.State.CLOSED, decided_on=today)
    emit(PollClosed(group_id=decision.group_id, decision_id=decision.pk))


@transaction.atomic
def record_decision(*, actor: Member, title: str, body: str, how: str, decided_on: date) -> Decision:
    """Write into the register what the group decided, when and how."""
    require(can_record_decision(actor))
    if decided_on > clock.now().date():
        raise Refused(_("A decision is recorded on or after its day."), field="decided_on")
    decision = _decision(actor, Decision.Kind.RECORDED, title, body)
    Decision.objects.filter(pk=decision.pk).update(state=Decision.State.CLOSED, how=how, decided_on=decided_on)
    decision.refresh_from_db()
    emit(DecisionRecorded(group_id=actor.group.pk, decision_id=decision.pk, actor_id=actor.person.pk))
    return decision


def _labels(options: Sequence[str]) -> list[str]:
    labels = [label for option in options if (label := text.single_line(option))]
    if len(labels) < 2:
        raise Refused(_("Give at least two answers, one a line."), field="options")
    if len(labels) > MAX_OPTIONS:
        raise Refused(_("Give at most %(limit)d answers.") % {"limit": MAX_OPTIONS}, field="options")
    if len({text.fold(label) for label in labels}) < len(labels):
        raise Refused(_("Two answers are the same; make each one different."), field="options")
    if too_long := next((label for label in labels if len(label) > 200), None):
        raise Refused(
            _("An answer has at most 200 characters; shorten “%(start)s…”.") % {"start": too_long[:40]}, field="options"
        )
    return labels


def _decision(actor: Member, kind: str, title: str, body: str) -> Decision:
    return Decision.objects.create(
        group=actor.group,
        number=next_number(group=actor.group, kind="decision"),
        kind=kind,
        title=text.single_line(title),
        text=body.strip(),
        by=actor.person,
        created_at=clock.now(),
    )


def _own_answer(actor: Member, poll: Poll) -> Answer:
    said = {"person": actor.person, "at": clock.now()}
    if poll.counted_by == Poll.CountedBy.PERSON:
        answer, _made = Answer.objects.update_or_create(poll=poll, delegation=None, person=actor.person, defaults=said)
    else:
        delegation_id = voting_delegation_id(actor) or 0  # can_answer has seen one
        answer, _made = Answer.objects.update_or_create(poll=poll, delegation_id=delegation_id, defaults=said)
    return answer
