"""Figures of polls and calls, for pages and reports alike."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core import text
from workgroups.polls.logic import findings
from workgroups.polls.logic.figure import Figure, Item
from workgroups.polls.logic.tally import Result, tally
from workgroups.polls.models import (
    Answer,
    Call,
    Choice,
    Decision,
    Option,
    Poll,
    Question,
    Recording,
    Reply,
    Response,
    Words,
)

from .calls import asked_by
from .polls import result_of, voters_of
from .themes import Passage, Themed, passages_by_question, passages_of, recorded_themes, themes_by_question, themes_of


def figure_of(thing: Decision | Question) -> Figure:
    """Return the figure of a poll, or of a question of a call; of a call its first question's.

    Titles and values are in the language that is active. Who may see it is the door's to ask.
    """
    if isinstance(thing, Question):
        return _of_question(thing, _gathered(thing.section.call.decision, [thing]))
    if thing.kind == Decision.Kind.POLL:
        return _of_poll(thing)
    return figures_of(thing)[0]


def figures_of(decision: Decision) -> list[Figure]:
    """Return all figures of a poll (one) or a call (one a question, in order); as many queries for 40 as for one."""
    if decision.kind == Decision.Kind.POLL:
        return [_of_poll(decision)]
    questions = list(Question.objects.filter(section__call__decision=decision).select_related("section"))
    gathered = _gathered(decision, questions)
    return [_of_question(question, gathered) for question in questions]


def figures_among(decisions: Sequence[Decision]) -> dict[int, Figure]:
    """Return by decision the figures of settled polls of chosen answers, and of what sources say of polls and themes.

    All of one group, each with its `group`, `poll` and `recording` loaded; six queries at most, however many they are.
    """
    recorded = [one for one in decisions if recording_of(one)]
    polls = [one for one in decisions if one.kind == Decision.Kind.POLL and one.state == Decision.State.CLOSED]
    counted = [one for one in polls if not recording_of(one) and one.poll.has_options]
    options: dict[int, list[Option]] = defaultdict(list)
    for option in Option.objects.filter(poll__decision__in=polls) if polls else ():
        options[option.poll_id].append(option)
    found = {
        one.pk: _recorded(one, one.poll, one.recording, options[one.poll.pk]) for one in polls if recording_of(one)
    }
    found |= _counted_among(counted, options)
    return found | _themes_among([one for one in recorded if one.kind == Decision.Kind.CALL])


def _counted_among(decisions: Sequence[Decision], options: dict[int, list[Option]]) -> dict[int, Figure]:
    if not decisions:
        return {}
    chosen: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    answers = Answer.objects.filter(poll__decision__in=decisions)
    for poll_id, answer_id, option_id in answers.values_list("poll_id", "pk", "options__pk"):
        chosen[poll_id][answer_id].append(option_id)
    voters = {one.poll.counted_by: one for one in decisions}
    eligible = {counted_by: voters_of(one.poll, one.group) for counted_by, one in voters.items()}
    found = {}
    for one in decisions:
        named = [(option.pk, option.label) for option in options[one.poll.pk]]
        result = tally(named, chosen[one.poll.pk].values(), eligible[one.poll.counted_by])
        delegations = one.poll.counted_by == Poll.CountedBy.DELEGATION
        found[one.pk] = _bars(one.title, one.poll, result, delegations=delegations)
    return found


def _themes_among(decisions: Sequence[Decision]) -> dict[int, Figure]:
    if not decisions:
        return {}
    questions = list(Question.objects.filter(section__call__decision__in=decisions).select_related("section__call"))
    asked = {one.section.call.decision_id: one for one in reversed(questions)}
    themes = recorded_themes(decisions)
    return {
        one.pk: _themes(one, asked[one.pk], 0, [], themes[one.pk, asked[one.pk].pk])
        for one in decisions
        if one.pk in asked
    }


@dataclass(frozen=True)
class Gathered:
    """What the figures of a call are made of, read once for all its questions."""

    decision: Decision
    eligible: int
    passages: dict[int, list[Passage]]
    themes: dict[int | None, list[Themed]]
    choices: dict[int, list[tuple[int, str]]]
    chosen: dict[int, dict[int, list[int]]]


def _gathered(decision: Decision, questions: Sequence[Question]) -> Gathered:
    passages = passages_by_question(questions)
    choices: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for question_id, choice_id, label in Choice.objects.filter(question__in=questions).values_list(
        "question_id", "pk", "label"
    ):
        choices[question_id].append((choice_id, label))
    chosen: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    replies = Reply.objects.filter(question__in=questions, response__state=Response.State.SUBMITTED)
    for question_id, reply_id, choice_id in replies.values_list("question_id", "pk", "choices__pk"):
        chosen[question_id][reply_id].append(choice_id)
    return Gathered(
        decision,
        0 if recording_of(decision) else len(asked_by(decision.call, decision.group)),
        passages,
        themes_by_question(decision, [one for found in passages.values() for one in found]),
        choices,
        chosen,
    )


def recording_of(decision: Decision) -> Recording | None:
    """Return what a source says of a poll or call of elsewhere; None where the answers are here."""
    return getattr(decision, "recording", None)


def type_words_of(poll: Poll | Question) -> str:
    """Return the type of question as it was worded, else in the product's words."""
    if poll.type_words:
        return poll.type_words
    most = poll.max_choices
    if poll.kind == Poll.Kind.MULTIPLE:
        return ngettext("Up to %(limit)d answer of a list", "Up to %(limit)d answers of a list", most) % {"limit": most}
    if poll.kind == Poll.Kind.KEYWORDS:
        return ngettext("Up to %(limit)d keyword", "Up to %(limit)d keywords", most) % {"limit": most}
    return {
        Poll.Kind.SINGLE: _("One answer of a list"),
        Poll.Kind.RATING: _("One step of a scale"),
        Poll.Kind.WORDS: _("Open words"),
    }[Poll.Kind(poll.kind)]


def _of_poll(decision: Decision) -> Figure:
    poll = decision.poll
    if recording := recording_of(decision):
        return _recorded(decision, poll, recording, list(Option.objects.filter(poll=poll)))
    if poll.kind == Poll.Kind.KEYWORDS:
        return _cloud(decision, poll)
    if poll.kind == Poll.Kind.WORDS:
        passages = passages_of(decision, None)
        themes = themes_of(decision, None, passages)
        return _themes(decision, None, voters_of(poll, decision.group), passages, themes)
    result = result_of(poll, decision.group)
    return _bars(decision.title, poll, result, delegations=poll.counted_by == Poll.CountedBy.DELEGATION)


def _of_question(question: Question, gathered: Gathered) -> Figure:
    decision = gathered.decision
    if question.kind == Question.Kind.WORDS:
        themes = gathered.themes.get(question.pk, [])
        return _themes(decision, question, gathered.eligible, gathered.passages[question.pk], themes)
    chosen = gathered.chosen[question.pk].values()
    result = tally(gathered.choices[question.pk], chosen, gathered.eligible)
    return _bars(question.text, question, result, delegations=decision.call.asked_of == Call.AskedOf.DELEGATION)


def _bars(asked: str, poll: Poll | Question, result: Result, *, delegations: bool) -> Figure:
    said = findings.said_by(result.answered, result.eligible, delegations=delegations)
    is_rating = poll.kind == Poll.Kind.RATING
    title = findings.of_rating(result, said) if is_rating else findings.of_bars(result, said)
    leaders = {row.label for row in result.leaders if len(result.leaders) < len(result.rows)}
    items = tuple(
        Item(row.label, row.count, row.percent, str(row.count), leads=row.label in leaders) for row in result.rows
    )
    notes = []
    if is_rating and (mean := findings.mean(result)) is not None:
        notes.append(_("Mean step: %(mean)s of %(steps)d") % {"mean": mean, "steps": len(items)})
    rows = tuple((one.label, one.value, findings.percent_words(one.percent or 0)) for one in items)
    return Figure(
        kind="rating" if is_rating else "bars",
        title=title,
        question=asked,
        type_words=type_words_of(poll),
        items=items,
        alternative=findings.alternative(_("Bar chart"), title, items),
        columns=(_("Answer"), _("Count"), _("Share")),
        rows=rows,
        notes=tuple(notes),
        answered=result.answered,
        eligible=result.eligible,
    )


def _recorded(decision: Decision, poll: Poll, recording: Recording, options: Sequence[Option]) -> Figure:
    items = _recorded_items(options)
    missing = _("not recorded in the source")
    is_cloud = poll.kind == Poll.Kind.KEYWORDS
    title = findings.of_recorded(items)
    notes = []
    if any(one.percent is not None and one.count is None for one in items):
        notes.append(_("Percentages as recorded in the source; counts not recorded."))
    elif items and all(one.count is None for one in items):
        notes.append(_("Counts not recorded in the source."))
    if is_cloud and all(one.count is None for one in items):
        title = _("Keywords that the source names; counts not recorded") if items else title
        notes.append(_("All words have one size, because nobody recorded how often each was named.")) if items else None
    return Figure(
        kind="cloud" if is_cloud else "recorded",
        title=title,
        question=decision.title,
        type_words=poll.type_words or missing,
        items=items,
        alternative=findings.alternative(_("Word cloud") if is_cloud else _("Bar chart"), title, items),
        columns=(_("Answer"), _("As recorded")),
        rows=tuple((one.label, one.value or missing) for one in items),
        notes=tuple(notes),
        answered=recording.respondents,
        is_recorded=True,
        source=recording.source,
    )


def _recorded_items(options: Sequence[Option]) -> tuple[Item, ...]:
    figures = [one.recorded_percent if one.recorded_percent is not None else one.recorded_count for one in options]
    most = max((one for one in figures if one is not None), default=None)
    return tuple(
        Item(
            one.label,
            one.recorded_count,
            one.recorded_percent,
            findings.percent_words(one.recorded_percent)
            if one.recorded_percent is not None
            else str(one.recorded_count if one.recorded_count is not None else ""),
            leads=figure is not None and figure == most,
        )
        for one, figure in zip(options, figures, strict=True)
    )


def _cloud(decision: Decision, poll: Poll) -> Figure:
    said_words = list(Words.objects.filter(answer__poll=poll).order_by("pk").values_list("text", flat=True))
    spelled: dict[str, Counter[str]] = {}
    for word in said_words:
        spelled.setdefault(text.fold(word), Counter())[word] += 1
    counted = sorted(((sum(forms.values()), key) for key, forms in spelled.items()), key=lambda one: (-one[0], one[1]))
    most = counted[0][0] if counted else 0
    items = tuple(
        Item(spelled[key].most_common(1)[0][0], count, None, str(count), leads=count == most) for count, key in counted
    )
    answered, eligible = poll.answers.count(), voters_of(poll, decision.group)
    delegations = poll.counted_by == Poll.CountedBy.DELEGATION
    title = findings.of_cloud(items, findings.said_by(answered, max(eligible, answered), delegations=delegations))
    return Figure(
        kind="cloud",
        title=title,
        question=decision.title,
        type_words=type_words_of(poll),
        items=items,
        alternative=findings.alternative(_("Word cloud"), title, items),
        columns=(_("Keyword"), _("Count")),
        rows=tuple((one.label, one.value) for one in items),
        answered=answered,
        eligible=max(eligible, answered),
    )


def _themes(
    decision: Decision,
    question: Question | None,
    eligible: int,
    passages: Sequence[Passage],
    themes: Sequence[Themed],
) -> Figure:
    recording = recording_of(decision)
    items = _theme_items(themes, counted=recording is None)
    notes = [_("Counts not recorded in the source.")] if recording else []
    asked, typed = (question.text, question) if question else (decision.title, decision.poll)
    title = findings.of_recorded_themes(items) if recording else findings.of_themes(items, len(passages))
    if not items and passages:
        title = ngettext("%(number)d answer in open words", "%(number)d answers in open words", len(passages)) % {
            "number": len(passages)
        }
    columns = (_("Theme"), _("Point")) if recording else (_("Theme"), _("Point"), _("Answers"))
    rows = [(one.group or one.label, one.label if one.group else "", one.value) for one in items]
    return Figure(
        kind="themes" if items else "words",
        title=title,
        question=asked,
        type_words=(typed.type_words or _("not recorded in the source")) if recording else type_words_of(typed),
        items=items,
        alternative=findings.alternative(_("Theme map"), title, items),
        columns=columns,
        rows=tuple(row[: len(columns)] for row in rows),
        notes=tuple(notes),
        answered=recording.respondents if recording else len(passages),
        eligible=None if recording else max(eligible, len(passages)),
        is_recorded=recording is not None,
        source=recording.source if recording else "",
    )


def _theme_items(themes: Sequence[Themed], *, counted: bool) -> tuple[Item, ...]:
    most = max((one.voices for one in themes), default=0)
    items = []
    for one in themes:
        count = one.voices if counted else None
        leads = counted and bool(most) and one.voices == most
        items.append(Item(one.theme.label, count, None, str(count) if counted else "", leads=leads))
        for point in one.points:
            below = point.voices if counted else None
            items.append(Item(point.theme.label, below, None, str(below) if counted else "", group=one.theme.label))
    return tuple(items)
