"""Read one source of a report as the plain values that a build freezes."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.countries import country
from workgroups.deliverables.adapters.picture import size_of
from workgroups.deliverables.logic.inputs import (
    AnswerInput,
    CallInput,
    CallSectionInput,
    DelegationInput,
    DraftImageInput,
    DraftInput,
    FigureInput,
    ItemInput,
    LabelInput,
    MeetingInput,
    PlaceInput,
    PollsInput,
    QuestionInput,
    SeatInput,
    SourceInput,
    WorkInput,
)
from workgroups.deliverables.models import Source
from workgroups.drafts.models import DraftVersion
from workgroups.drafts.queries import frozen_with
from workgroups.files.models import File
from workgroups.files.queries import bytes_of
from workgroups.groups.models import Group, Marking
from workgroups.groups.queries import as_read, delegations_in, seats_in
from workgroups.meetings.models import Meeting
from workgroups.meetings.queries import participants_by_function
from workgroups.polls.models import Decision, Question
from workgroups.polls.queries import Figure, figure_of, matrix_of


def input_of(source: Source, beside: Sequence[Source]) -> SourceInput:
    """Return one source; `beside`: all sources of the report, so that the annex of polls repeats none of them."""
    if source.version:
        return _draft(source)
    if source.kind == Source.Kind.CALL and source.decision:
        return _call(source.decision)
    if source.decision:
        return _poll(source.decision, source.caption)
    if source.meeting:
        return _meeting(source.meeting)
    if source.file:
        return _picture(source)
    group = source.deliverable.group
    if source.kind == Source.Kind.POLLS:
        shown = [one.decision_id for one in beside if one.decision_id]
        return _polls(group, shown)
    return {
        "kind": "participants",
        "key": "participants",
        "title": _("Participants"),
        "as_of": clock.now().date().isoformat(),
        "named": False,
        "delegations": _delegations(group),
    }


def _draft(source: Source) -> DraftInput:
    version = source.version
    assert version is not None  # noqa: S101  (for the type checker)
    made: DraftInput = {
        "kind": "key_points" if source.kind == Source.Kind.KEY_POINTS else "draft",
        "key": f"draft:{version.draft.number}",
        "title": version.draft.title,
        "address": version.draft.get_absolute_url(),
        "version": version.number,
        "label": version.label,
        "frozen_on": version.at.date().isoformat(),
        "language": version.draft.language,
        "content": version.pm_json,
    }
    return _beside(made, version)


def _beside(made: DraftInput, version: DraftVersion) -> DraftInput:
    """Freeze with a draft's text what it refers to: numbers, pictures, works; nothing where it has none of these."""
    frozen = frozen_with(version)
    if frozen.labels:
        made["labels"] = {
            key: LabelInput(kind=one.kind, number=one.number, words=one.words, level=one.level)
            for key, one in frozen.labels.items()
        }
    if frozen.pictures:
        made["images"] = [_image(key, file) for key, file in sorted(frozen.pictures.items())]
    if frozen.works:
        made["works"] = {key: WorkInput(name=name, line=line) for key, (name, line) in frozen.works.items()}
    return made


def _image(key: str, file: File) -> DraftImageInput:
    width, height = size_of(bytes_of(file))
    blob, address = file.blob, file.get_absolute_url()
    return {
        "file": key, "sha256": blob.sha256, "type": blob.type, "width": width, "height": height, "address": address,
    }  # fmt: skip


def _poll(decision: Decision, caption: str = "") -> FigureInput:
    poll = decision.poll
    closed = poll.closed_at.date().isoformat() if poll.closed_at and not hasattr(decision, "recording") else ""
    return _figure(figure_of(decision), decision, closed=closed, caption=caption)


def _figure(figure: Figure, decision: Decision, *, closed: str, caption: str = "") -> FigureInput:
    return {
        "kind": "figure",
        "key": f"poll:{decision.number}",
        "title": decision.title,
        "address": decision.get_absolute_url(),
        "shape": figure.kind,
        "finding": figure.title,
        "caption": caption,
        "alternative": figure.alternative,
        "question": figure.question,
        "type": figure.type_words,
        "language": "",
        "closed_on": closed,
        "answered": -1 if figure.answered is None else figure.answered,
        "entitled": -1 if not figure.eligible else figure.eligible,
        "source": figure.source,
        "items": [
            ItemInput(
                label=one.label,
                count=-1 if one.count is None else one.count,
                percent="" if one.percent is None else str(one.percent),
                value=one.value,
                group=one.group,
            )
            for one in figure.items
        ],
        "columns": list(figure.columns),
        "rows": [list(row) for row in figure.rows],
        "notes": list(figure.notes),
        "image": None,
    }


def _picture(source: Source) -> FigureInput:
    file = source.file
    assert file is not None  # noqa: S101  (for the type checker)
    width, height = size_of(bytes_of(file))
    address = file.get_absolute_url()
    return {
        "kind": "figure",
        "key": f"figure:{source.pk}",
        "title": source.heading or file.name,
        "address": address,
        "shape": "image",
        "finding": source.heading,
        "caption": source.caption,
        "alternative": source.alternative,
        "question": "",
        "type": "",
        "language": "",
        "closed_on": "",
        "answered": -1,
        "entitled": -1,
        "source": "",
        "items": [],
        "columns": [],
        "rows": [],
        "notes": [],
        "image": {
            "sha256": file.blob.sha256,
            "type": file.blob.type,
            "width": width,
            "height": height,
            "address": address,
        },
    }


def _call(decision: Decision) -> CallInput:
    closed = decision.call.closed_at
    return {
        "kind": "call",
        "key": f"poll:{decision.number}",
        "title": decision.title,
        "address": decision.get_absolute_url(),
        "closed_on": closed.date().isoformat() if closed else "",
        "sections": [
            CallSectionInput(
                title=part.section.title,
                questions=[_question(line.question, line.cells, decision) for line in part.lines],
            )
            for part in matrix_of(decision.call, decision.group).parts
        ],
    }


def _question(question: Question, cells: Sequence[Any], decision: Decision) -> QuestionInput:
    """One question with what was answered; its figure where themes or choices give something to draw."""
    figure = figure_of(question)
    answers = [
        AnswerInput(who=column.name if decision.is_attributed else "", text=said.text or "; ".join(said.choices))
        for column, said in cells
        if said
    ]
    if not decision.is_attributed:  # neither names nor the order of those who answered
        answers.sort(key=lambda answer: answer["text"])
    drawn = None if figure.is_empty else _figure(figure, decision, closed="")
    if drawn:
        drawn |= {"question": "", "address": ""}  # the heading above asks it
    return {"text": question.text, "figure": drawn, "answers": answers}


def _polls(group: Group, shown: Sequence[int]) -> PollsInput:
    found = Decision.objects.filter(group=group, kind=Decision.Kind.POLL, state=Decision.State.CLOSED)
    found = found.exclude(marking=Marking.RESTRICTED).exclude(marking=Marking.UNATTRIBUTED)
    found = found.exclude(pk__in=shown).select_related("poll", "recording", "group").order_by("number")
    return {"kind": "polls", "key": "polls", "title": _("Polls"), "polls": [_poll(one) for one in found]}


def _meeting(meeting: Meeting) -> MeetingInput:
    return {
        "kind": "meeting",
        "key": f"meeting:{meeting.number}",
        "title": _("Participants"),
        "days": [day.isoformat() for day in meeting.days],
        "places": [
            PlaceInput(
                function=one.label,
                organisation=line.organisation,
                country=country(line.country) if line.country else "",
                people=line.count,
            )
            for one in participants_by_function(meeting)
            for line in one.lines
        ],
    }


def _delegations(group: Group) -> list[DelegationInput]:
    people: dict[int, list[SeatInput]] = {}
    for seat in seats_in(group):
        words = SeatInput(name="", function=seat.get_role_display())  # the bundle shows inputs to everybody
        people.setdefault(seat.delegation_id, []).append(words)
    return [
        DelegationInput(name=one.body.shown, standing=one.get_standing_display(), people=people[one.pk])
        for one in as_read(delegations_in(group))
        if one.pk in people
    ]
