"""What happened elsewhere: polls and themes of which only a source speaks. Nothing is computed from them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require
from workgroups.polls.actions.register import new_decision
from workgroups.polls.events import PollRecorded, ThemesRecorded
from workgroups.polls.logic.asked import RecordedResult, labels_of, title_of
from workgroups.polls.models import Call, Decision, Option, Poll, Question, Recording, Section, Theme
from workgroups.polls.permissions import can_record_decision


@transaction.atomic
def record_poll(
    *,
    actor: Member,
    question: str,
    kind: str,
    source: str,
    results: Sequence[RecordedResult] = (),
    type_words: str = "",
    max_choices: int = 1,
    asked_on: date | None = None,
    precision: str = Recording.Precision.DAY,
    respondents: int | None = None,
    detail: str = "",
    note: str = "",
    marking: str = "",
) -> Decision:
    """Write down a poll of elsewhere with what its source says: question and type in its words, results as printed.

    No `results` means that the source gives none. Figures need not add up to anything and are not asked to.
    """
    require(can_record_decision(actor))
    if kind not in Poll.Kind.values:
        raise Refused(_("Choose what kind of answer was expected."), field="kind")
    labels = labels_of([one.label for one in results], least=0, field="results")
    if len(labels) < len(results):
        raise Refused(_("A result has no name; write one before its figure."), field="results")
    figures = [_figures(one) for one in results]
    decision = new_decision(
        actor=actor, kind=Decision.Kind.POLL, title=title_of(question), body=detail, marking=marking
    )
    _record(decision, source, note, asked_on, precision, respondents)
    poll = Poll.objects.create(
        decision=decision,
        kind=kind,
        type_words=text.single_line(type_words),
        max_choices=max(1, max_choices),
        counted_by=Poll.CountedBy.PERSON,
        closed_at=_instant(asked_on),
    )
    Option.objects.bulk_create(
        Option(poll=poll, position=n, label=label, recorded_percent=percent, recorded_count=count)
        for n, (label, (percent, count)) in enumerate(zip(labels, figures, strict=True), 1)
    )
    emit(
        PollRecorded(
            group_id=actor.group.pk, decision_id=decision.pk, marking=decision.marking, actor_id=actor.person.pk
        )
    )
    return decision


@transaction.atomic
def record_themes(
    *,
    actor: Member,
    question: str,
    themes: Sequence[tuple[str, Sequence[str]]],
    source: str,
    title: str = "",
    type_words: str = "",
    asked_on: date | None = None,
    precision: str = Recording.Precision.DAY,
    respondents: int | None = None,
    detail: str = "",
    note: str = "",
    marking: str = "",
) -> Decision:
    """Write down the themes of a discussion elsewhere as its source draws them: (theme, its points), without counts."""
    require(can_record_decision(actor))
    labels = labels_of([label for label, _points in themes], least=1, field="themes")
    if len(labels) < len(themes):
        raise Refused(_("A theme has no name; write one before its points."), field="themes")
    asked = title_of(question, limit=500)
    words = {"title": title_of(title or question), "body": detail}
    decision = new_decision(actor=actor, kind=Decision.Kind.CALL, marking=marking, **words)
    _record(decision, source, note, asked_on, precision, respondents)
    call = Call.objects.create(decision=decision, asked_of=Call.AskedOf.PERSON, closed_at=_instant(asked_on))
    section = Section.objects.create(call=call, position=1, title="")
    one = Question.objects.create(section=section, position=1, text=asked, type_words=text.single_line(type_words))
    for position, (label, (_label, points)) in enumerate(zip(labels, themes, strict=True), 1):
        theme = Theme.objects.create(decision=decision, question=one, position=position, label=_short(label))
        Theme.objects.bulk_create(
            Theme(decision=decision, question=one, parent=theme, position=n, label=_short(point))
            for n, point in enumerate(labels_of(points, least=0, field="themes"), 1)
        )
    emit(
        ThemesRecorded(
            group_id=actor.group.pk, decision_id=decision.pk, marking=decision.marking, actor_id=actor.person.pk
        )
    )
    return decision


def _record(
    decision: Decision, source: str, note: str, asked_on: date | None, precision: str, respondents: int | None
) -> None:
    if not (origin := text.single_line(source)):
        raise Refused(_("Say where this is taken from."), field="source")
    if asked_on and asked_on > clock.now().date():
        raise Refused(_("What is recorded has happened already; choose an earlier day."), field="asked_on")
    Recording.objects.create(
        decision=decision,
        source=origin[:300],
        note=note.strip(),
        asked_on=asked_on,
        precision=precision,
        respondents=respondents,
    )
    decision.state, decision.decided_on = Decision.State.CLOSED, asked_on
    decision.save(update_fields=["state", "decided_on"])


def _figures(result: RecordedResult) -> tuple[Decimal | None, int | None]:
    try:
        percent = None if result.percent is None else Decimal(result.percent)
    except InvalidOperation as error:
        raise Refused(_("Write a percentage as a number."), field="results") from error
    if percent is not None and not 0 <= percent <= 100:
        raise Refused(_("A percentage lies between 0 and 100."), field="results")
    return percent, result.count


def _instant(asked_on: date | None) -> datetime:
    """When it closed, as far as anybody knows: for order only, never shown."""
    return datetime.combine(asked_on, time(12), UTC) if asked_on else clock.now()


def _short(label: str) -> str:
    if len(label) > 120:
        raise Refused(
            _("A theme has at most 120 characters; shorten “%(start)s…”.") % {"start": label[:40]}, field="themes"
        )
    return label
