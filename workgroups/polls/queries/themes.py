"""Read open answers and the themes they were coded into."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from workgroups.polls.models import Coding, CodingStep, Decision, Question, Reply, Response, Theme, Words


@dataclass(frozen=True)
class Passage:
    """An open answer that can be coded; `key` is what actions take."""

    key: str
    text: str
    who: str
    reply_id: int | None = None
    words_id: int | None = None


@dataclass(frozen=True)
class Coded:
    """What speaks of a theme: the words, whose they are, and whether the answer was changed since."""

    coding: Coding
    passage: Passage
    words: str
    changed: bool


@dataclass(frozen=True)
class Themed:
    """A theme with what was coded to it and with its points; `voices` counts answers once, its points' too."""

    theme: Theme
    coded: tuple[Coded, ...]
    points: tuple["Themed", ...]
    voices: int


def passages_of(decision: Decision, question: Question | None) -> list[Passage]:
    """Return the open answers: submitted ones to the call's question, or those of the poll; one query."""
    if question is not None:
        return passages_by_question([question])[question.pk]
    said = Words.objects.filter(answer__poll__decision=decision)
    found = said.select_related("answer__delegation__body", "answer__person").order_by("pk")
    return [_of_words(one) for one in found]


def passages_by_question(questions: Sequence[Question]) -> dict[int, list[Passage]]:
    """Return the submitted open answers to each of these questions, in the order of names; one query."""
    replies = Reply.objects.filter(question__in=questions, response__state=Response.State.SUBMITTED).exclude(text="")
    related = replies.select_related("response__delegation__body", "response__person")
    by_question: dict[int, list[Passage]] = {question.pk: [] for question in questions}
    for one in related.order_by("response__delegation__body__sort_key", "response__person__sort_key", "pk"):
        by_question[one.question_id].append(_of_reply(one))
    return by_question


def passage_of(decision: Decision, question: Question | None, key: str) -> Passage | None:
    """Return one open answer by its key, or None; one query."""
    return next((one for one in passages_of(decision, question) if one.key == key), None)


def themes_of(decision: Decision, question: Question | None, passages: Sequence[Passage]) -> list[Themed]:
    """Return the themes in order, with what was coded to each; two queries."""
    return themes_by_question(decision, passages).get(question.pk if question else None, [])


def themes_by_question(decision: Decision, passages: Sequence[Passage]) -> dict[int | None, list[Themed]]:
    """Return the themes of each question (None: of the poll itself) as far as these answers carry them; two queries."""
    by_key = {one.key: one for one in passages}
    coded: dict[int, list[Coded]] = defaultdict(list)
    for coding in Coding.objects.filter(theme__decision=decision):
        if passage := by_key.get(f"r{coding.reply_id}" if coding.reply_id else f"w{coding.words_id}"):
            words = coding.text or passage.text
            coded[coding.theme_id].append(Coded(coding, passage, words, coding.text not in passage.text))
    themes = list(Theme.objects.filter(decision=decision))
    points: dict[int | None, list[Theme]] = defaultdict(list)
    for theme in themes:
        points[theme.parent_id].append(theme)

    def themed(theme: Theme) -> Themed:
        below = tuple(themed(one) for one in points[theme.pk])
        own = {one.passage.key for one in coded[theme.pk]}
        keys = own.union(*({part.passage.key for part in one.coded} for one in below))
        return Themed(theme, tuple(coded[theme.pk]), below, len(keys))

    found: dict[int | None, list[Themed]] = defaultdict(list)
    for theme in points[None]:
        found[theme.question_id].append(themed(theme))
    return found


def recorded_themes(decisions: Sequence[Decision]) -> dict[tuple[int, int | None], list[Themed]]:
    """Return, by decision and question, the themes that sources name, with nothing coded to them; one query."""
    points: dict[int | None, list[Theme]] = defaultdict(list)
    for theme in Theme.objects.filter(decision__in=decisions):
        points[theme.parent_id].append(theme)
    found: dict[tuple[int, int | None], list[Themed]] = defaultdict(list)
    for theme in points[None]:
        below = tuple(Themed(one, (), (), 0) for one in points[theme.pk])
        found[theme.decision_id, theme.question_id].append(Themed(theme, (), below, 0))
    return found


def last_step(decision: Decision, question: Question | None) -> CodingStep | None:
    """Return the change that can be taken back, or None."""
    return CodingStep.objects.filter(decision=decision, question=question).select_related("by").first()


def open_questions_of(decision: Decision) -> list[Question]:
    """Return the questions of a call that are answered in open words."""
    found = Question.objects.filter(section__call__decision=decision, kind=Question.Kind.WORDS)
    return list(found.select_related("section"))


def _of_words(one: Words) -> Passage:
    answer = one.answer
    who = answer.delegation.body.shown if answer.delegation else answer.person.name
    return Passage(f"w{one.pk}", one.text, who, words_id=one.pk)


def _of_reply(one: Reply) -> Passage:
    response = one.response
    who = response.delegation.body.shown if response.delegation else response.person.name
    return Passage(f"r{one.pk}", one.text, who, reply_id=one.pk)
