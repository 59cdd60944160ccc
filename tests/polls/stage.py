"""Polls and calls as the tests of this app begin with them."""

from tests.cast import Cast
from workgroups.polls import actions
from workgroups.polls.models import Choice, Decision, Question

QUESTIONS = (
    actions.SectionAsked(
        "Coordination",
        (
            actions.QuestionAsked("How do you coordinate?", required=True),
            actions.QuestionAsked("Which model?", "single", ("Centralised", "Hybrid")),
        ),
    ),
    actions.SectionAsked("Skills", (actions.QuestionAsked("Which skills?", "multiple", ("Law", "Code", "Care"), 2),)),
)


def call(cast: Cast, **values: object) -> Decision:
    asked: dict[str, object] = {"title": "Input on cloud", "sections": QUESTIONS}
    return actions.open_call(actor=cast.member("chair"), **(asked | values))  # type: ignore[arg-type]


def questions(decision: Decision) -> list[Question]:
    return list(Question.objects.filter(section__call__decision=decision))


def answered(decision: Decision, words: str, *labels: str) -> dict[int, str | list[int]]:
    """Values for the call of QUESTIONS: words for the first question, choices wherever a label fits."""
    first, *others = questions(decision)
    values: dict[int, str | list[int]] = {first.pk: words}
    for question in others:
        chosen = Choice.objects.filter(question=question, label__in=labels)
        values[question.pk] = list(chosen.values_list("pk", flat=True))
    return values


def submit(cast: Cast, decision: Decision, who: str, words: str, *labels: str) -> None:
    actions.submit_answer(actor=cast.member(who), decision=decision, values=answered(decision, words, *labels))


def open_words(cast: Cast, **values: object) -> Decision:
    return actions.open_poll(actor=cast.member("chair"), question="What hinders you?", kind="words", **values)  # type: ignore[arg-type]
