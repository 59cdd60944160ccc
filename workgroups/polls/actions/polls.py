"""Ask, answer, close."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, can_manage, require
from workgroups.polls.actions.register import new_decision
from workgroups.polls.events import PollAnswered, PollClosed, PollOpened, PollReopened
from workgroups.polls.logic.asked import keywords_of, labels_of, open_words_of, title_of
from workgroups.polls.models import Answer, Decision, Option, Poll, Words
from workgroups.polls.permissions import can_answer, can_open_poll, can_reopen_poll
from workgroups.polls.queries import voting_delegation_id

MAX_KEYWORDS = 10


@transaction.atomic
def open_poll(
    *,
    actor: Member,
    question: str,
    options: Sequence[str] = (),
    kind: str = "",
    max_choices: int = 1,
    type_words: str = "",
    counted_by: str = Poll.CountedBy.DELEGATION,
    shown: str = Poll.Shown.ALWAYS,
    detail: str = "",
    closes_at: datetime | None = None,
    closes_zone: str = "UTC",
    marking: str = "",
) -> Decision:
    """Ask a question.

    Without `kind`, `max_choices` of 1 makes a single choice and more a multiple one. `rating` takes the steps of its
    scale as `options`, the lowest first; `keywords` takes up to `max_choices` words; `words` takes open words.
    """
    require(can_open_poll(actor))
    kind = kind or (Poll.Kind.SINGLE if max_choices == 1 else Poll.Kind.MULTIPLE)
    labels, most = _shape(kind, options, max_choices)
    if closes_at and closes_at <= clock.now():
        raise Refused(_("The closing time has passed already; choose a later one."), field="closes_at")
    decision = new_decision(
        actor=actor, kind=Decision.Kind.POLL, title=title_of(question), body=detail, marking=marking
    )
    poll = Poll.objects.create(
        decision=decision,
        kind=kind,
        type_words=text.single_line(type_words),
        max_choices=most,
        counted_by=counted_by,
        shown=shown,
        closes_at=closes_at,
        closes_zone=closes_zone,
    )
    Option.objects.bulk_create(Option(poll=poll, position=n, label=label) for n, label in enumerate(labels, 1))
    emit(
        PollOpened(group_id=actor.group.pk, decision_id=decision.pk, marking=decision.marking, actor_id=actor.person.pk)
    )
    return decision


@transaction.atomic
def answer_poll(
    *, actor: Member, decision: Decision, option_ids: Collection[int] = (), words: Sequence[str] = ()
) -> Answer:
    """Give or replace the answer of the actor's delegation (or their own), as long as the poll is open.

    `option_ids` where answers are chosen, `words` where they are written: the keywords, or one text.
    """
    poll = Poll.objects.select_for_update().get(decision=decision)
    require(can_answer(actor, poll))
    if poll.closed_at or (poll.closes_at and poll.closes_at <= clock.now()):
        raise Refused(_("This poll has closed; answers are no longer taken."))
    chosen = _chosen(poll, option_ids) if poll.has_options else []
    said = _said(poll, words)
    answer = _own_answer(actor, poll)
    answer.options.set(chosen)
    _write(answer, said)
    emit(PollAnswered(group_id=decision.group_id, decision_id=decision.pk, marking=decision.marking))
    return answer


@transaction.atomic
def close_poll(*, decision: Decision, actor: Member | None = None) -> None:
    """Close a poll: an officer before its time, or nobody when its time has come (`actor` None, by the timer)."""
    poll = Poll.objects.select_for_update().get(decision=decision)
    require(actor is None or can_manage(actor))
    if poll.closed_at:
        return
    if actor is None and (poll.closes_at is None or poll.closes_at > clock.now()):
        return
    Poll.objects.filter(pk=poll.pk).update(closed_at=clock.now())
    today = clock.now().date()
    Decision.objects.filter(pk=decision.pk).update(state=Decision.State.CLOSED, decided_on=today)
    emit(PollClosed(group_id=decision.group_id, decision_id=decision.pk, marking=decision.marking))


@transaction.atomic
def reopen_poll(*, actor: Member, decision: Decision) -> None:
    """Undo an early closing within `clock.UNDO`: answers are taken again until the poll's time."""
    poll = Poll.objects.select_for_update().get(decision=decision)
    require(can_reopen_poll(actor, poll), _("The closing can no longer be undone; ask again in a new poll."))
    Poll.objects.filter(pk=poll.pk).update(closed_at=None)
    Decision.objects.filter(pk=decision.pk).update(state=Decision.State.OPEN, decided_on=None)
    emit(
        PollReopened(
            group_id=decision.group_id,
            decision_id=decision.pk,
            marking=decision.marking,
            actor_id=actor.person.pk,
        )
    )


def _shape(kind: str, options: Sequence[str], max_choices: int) -> tuple[list[str], int]:
    if kind not in Poll.Kind.values:
        raise Refused(_("Choose what kind of answer is expected."), field="kind")
    if kind == Poll.Kind.WORDS:
        return [], 1
    if kind == Poll.Kind.KEYWORDS:
        if not 1 <= max_choices <= MAX_KEYWORDS:
            message = _("Choose a number of keywords between 1 and %(limit)d.")
            raise Refused(message % {"limit": MAX_KEYWORDS}, field="max_choices")
        return [], max_choices
    labels = labels_of(options)
    most = max_choices if kind == Poll.Kind.MULTIPLE else 1
    if not 1 <= max_choices <= len(labels):
        raise Refused(_("Choose a number between 1 and the number of answers."), field="max_choices")
    return labels, most


def _chosen(poll: Poll, option_ids: Collection[int]) -> list[Option]:
    chosen = list(Option.objects.filter(poll=poll, pk__in=set(option_ids)))
    if not chosen:
        raise Refused(_("Choose an answer first."), field="options")
    if len(chosen) > poll.max_choices:
        limit = poll.max_choices
        message = ngettext("Choose %(limit)d answer only.", "Choose at most %(limit)d answers.", limit)
        raise Refused(message % {"limit": limit}, field="options")
    return chosen


def _said(poll: Poll, words: Sequence[str]) -> list[str]:
    if poll.kind == Poll.Kind.KEYWORDS:
        return keywords_of(words, poll.max_choices)
    return open_words_of(words) if poll.kind == Poll.Kind.WORDS else []


def _own_answer(actor: Member, poll: Poll) -> Answer:
    said = {"person": actor.person, "at": clock.now()}
    if poll.counted_by == Poll.CountedBy.PERSON:
        answer, _made = Answer.objects.update_or_create(poll=poll, delegation=None, person=actor.person, defaults=said)
    else:
        delegation_id = voting_delegation_id(actor) or 0  # can_answer has seen one
        answer, _made = Answer.objects.update_or_create(poll=poll, delegation_id=delegation_id, defaults=said)
    return answer


def _write(answer: Answer, said: Sequence[str]) -> None:
    """Replace an answer's words in place, so that what an officer coded of them stays."""
    for position, one in enumerate(said, 1):
        Words.objects.update_or_create(answer=answer, position=position, defaults={"text": one})
    Words.objects.filter(answer=answer, position__gt=len(said)).delete()
