"""Answers to a call: kept as a draft, submitted, replaced, or brought in by an officer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Conflict, Refused
from workgroups.events.actions import emit
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, can_manage, require
from workgroups.groups.queries import people_in
from workgroups.polls.events import AnswerSaved, AnswerSubmitted
from workgroups.polls.logic.asked import WORDS_LENGTH
from workgroups.polls.models import Call, Choice, Decision, Question, Reply, Response
from workgroups.polls.permissions import can_answer_call
from workgroups.polls.queries import Voice, response_of, voice_of

Values = Mapping[int, str | Sequence[int]]  # question id → the words, or the ids of the chosen choices


@transaction.atomic
def save_answer(*, actor: Member, decision: Decision, values: Values, seen: int | None = None) -> Response:
    """Keep a draft of the answer of the actor's delegation (or their own); nobody else sees it.

    `seen` is the revision that the writer began from (0: none); raises Conflict when a colleague saved meanwhile.
    """
    call, voice = _open(actor, decision)
    said = _valid(call, values, final=False)
    draft = response_of(call, voice, Response.State.DRAFT)
    if seen is not None and draft and draft.revision != seen and draft.person_id != actor.person.pk:
        message = _("%(name)s has saved this draft meanwhile. Your text is below; compare it before you save again.")
        raise Conflict(message % {"name": draft.person.name})
    response = _keep(call, voice, actor.person, Response.State.DRAFT, said)
    emit(
        AnswerSaved(
            group_id=decision.group_id,
            decision_id=decision.pk,
            delegation_id=voice.delegation_id,
            actor_id=actor.person.pk,
        )
    )
    return response


@transaction.atomic
def submit_answer(*, actor: Member, decision: Decision, values: Values) -> Response:
    """Give, or replace, the answer of the actor's delegation (or their own) as long as the call is open."""
    call, voice = _open(actor, decision)
    said = _valid(call, values, final=True)
    response = _keep(call, voice, actor.person, Response.State.SUBMITTED, said)
    if draft := response_of(call, voice, Response.State.DRAFT):
        draft.delete()
    emit(_submitted(decision, response, actor.person))
    return response


@transaction.atomic
def record_answer(
    *,
    actor: Member,
    decision: Decision,
    values: Values,
    delegation: Delegation | None = None,
    person: Person | None = None,
    note: str = "",
) -> Response:
    """Bring in the answer of a delegation (or a person) that arrived another way; `note` says how. Officers only.

    Possible after the close too; a draft that they have begun stays theirs, and so does an answer they gave themselves.
    """
    require(can_manage(actor))
    call = Call.objects.select_for_update().get(decision=decision)
    voice = _voice(actor, call, delegation, person)
    given = response_of(call, voice, Response.State.SUBMITTED)
    if given and given.brought_by_id is None:
        raise Refused(_("They have answered themselves; nobody else replaces what they said."), field="whose")
    said = _valid(call, values, final=False)
    if not any(text_ or chosen for text_, chosen in said.values()):
        raise Refused(_("Write at least one answer."))
    writer = person or actor.person
    brought = Brought(actor.person, text.single_line(note)[:300])
    response = _keep(call, voice, writer, Response.State.SUBMITTED, said, brought)
    emit(_submitted(decision, response, actor.person))
    return response


@dataclass(frozen=True)
class Brought:
    """Who brought an answer in, and how it had arrived."""

    by: Person
    note: str


def _open(actor: Member, decision: Decision) -> tuple[Call, Voice]:
    call = Call.objects.select_for_update().get(decision=decision)
    require(can_answer_call(actor, call))
    voice = voice_of(actor, call)
    require(voice is not None)
    if call.closed_at or (call.closes_at and call.closes_at <= clock.now()):
        raise Refused(_("This call has closed; answers are no longer taken. The secretariat can bring a late one in."))
    return call, voice or Voice(None, actor.person.pk)


def _voice(actor: Member, call: Call, delegation: Delegation | None, person: Person | None) -> Voice:
    if call.asked_of == Call.AskedOf.DELEGATION:
        if delegation is None or delegation.group_id != actor.group.pk:
            raise Refused(_("Choose whose answer this is."), field="whose")
        return Voice(delegation.pk, actor.person.pk)
    if person is None or not people_in(actor.group).filter(pk=person.pk).exists():
        raise Refused(_("Choose whose answer this is."), field="whose")
    return Voice(None, person.pk)


def _valid(call: Call, values: Values, *, final: bool) -> dict[Question, tuple[str, list[Choice]]]:
    """Return words and choices for every question; a final answer must hold what is required."""
    said: dict[Question, tuple[str, list[Choice]]] = {}
    for question in Question.objects.filter(section__call=call).prefetch_related("choices"):
        value = values.get(question.pk, "")
        said[question] = _value(question, value)
        if final and question.is_required and not any(said[question]):
            raise Refused(_("This question needs an answer."), field=f"question-{question.pk}")
    if final and not any(any(one) for one in said.values()):
        raise Refused(_("Write at least one answer."))
    return said


def _value(question: Question, value: str | Sequence[int]) -> tuple[str, list[Choice]]:
    field = f"question-{question.pk}"
    if question.kind == Question.Kind.WORDS:
        words = value.strip() if isinstance(value, str) else ""
        if len(words) > WORDS_LENGTH:
            raise Refused(_("Use at most %(limit)d characters here.") % {"limit": WORDS_LENGTH}, field=field)
        return words, []
    ids = set() if isinstance(value, str) else set(value)
    chosen = [choice for choice in question.choices.all() if choice.pk in ids]
    if len(chosen) > question.max_choices:
        limit = question.max_choices
        message = ngettext("Choose %(limit)d answer only.", "Choose at most %(limit)d answers.", limit)
        raise Refused(message % {"limit": limit}, field=field)
    return "", chosen


def _keep(
    call: Call,
    voice: Voice,
    writer: Person,
    state: str,
    said: Mapping[Question, tuple[str, list[Choice]]],
    brought: Brought | None = None,
) -> Response:
    """Write the answer in place, reply by reply, so that what an officer coded of it stays."""
    response = response_of(call, voice, state) or Response(
        call=call, state=state, delegation_id=voice.delegation_id, revision=0
    )
    response.person, response.at = writer, clock.now()
    response.revision += 1
    response.brought_by, response.note = (brought.by, brought.note) if brought else (None, "")
    response.save()
    for question, (words, chosen) in said.items():
        if not (words or chosen):
            Reply.objects.filter(response=response, question=question).delete()
            continue
        reply, _made = Reply.objects.update_or_create(response=response, question=question, defaults={"text": words})
        if question.kind != Question.Kind.WORDS:
            reply.choices.set(chosen)
    return response


def _submitted(decision: Decision, response: Response, by: Person) -> AnswerSubmitted:
    return AnswerSubmitted(
        group_id=decision.group_id,
        decision_id=decision.pk,
        marking=decision.marking,
        response_id=response.pk,
        actor_id=by.pk,
    )
