"""The call for input under the four headings: opened, answered by six of nine delegations, some answers coded."""

from collections.abc import Callable
from datetime import time

from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import calls, days
from workgroups.demo.logic.scripts import Cue
from workgroups.groups.permissions import Member
from workgroups.polls import actions
from workgroups.polls.actions import QuestionAsked, SectionAsked
from workgroups.polls.models import Choice, Decision, Question, Reply

KEY = "issues"


def call_steps(stage: Stage) -> list[Step]:
    """Play the script of the call; then code what one question brought in."""
    script = stage.script("calls/issues")
    opening, *answers = script.cues
    steps = [stage.step(opening.back, opening.at, opening.who, _opening(stage, script.title, opening.words))]
    steps += [stage.step(cue.back, cue.at, cue.who, _answering(stage, cue)) for cue in answers]
    return [*steps, stage.step(2, time(11, 30), opening.who, lambda member: _code(stage, member))]


def _opening(stage: Stage, title: str, words: str) -> Callable[[Member], object]:
    def open_it(member: Member) -> None:
        stage.decisions[KEY] = actions.open_call(
            actor=member,
            title=title,
            detail=words,
            sections=[
                SectionAsked(heading, [QuestionAsked(text, "single" if options else "words", options)])
                for heading, text, options in calls.SECTIONS
            ],
            closes_at=days.instant(stage.day(calls.CLOSES_IN), calls.CLOSES_AT, calls.CLOSES_ZONE),
            closes_zone=calls.CLOSES_ZONE,
        )

    return open_it


def _answering(stage: Stage, cue: Cue) -> Callable[[Member], object]:
    """A paragraph a question; where an answer is chosen, the paragraph is its words."""

    def answer(member: Member) -> object:
        decision = stage.decisions[KEY]
        questions = list(Question.objects.filter(section__call__decision=decision))
        said = dict(zip(questions, cue.words.split("\n\n"), strict=False))
        values = {question.pk: _value(question, words) for question, words in said.items()}
        act = actions.save_answer if cue.verb == "draft" else actions.submit_answer
        return act(actor=member, decision=decision, values=values)

    return answer


def _value(question: Question, words: str) -> str | list[int]:
    if question.kind == Question.Kind.WORDS:
        return words
    return [Choice.objects.get(question=question, label=words).pk]


def _code(stage: Stage, member: Member) -> None:
    """Sort the answers to one question into themes, by who gave them."""
    decision: Decision = stage.decisions[KEY]
    question = Question.objects.get(section__call__decision=decision, section__title=calls.CODED)
    replies = Reply.objects.filter(question=question).select_related("response__delegation")
    keys = {reply.response.delegation_id: f"r{reply.pk}" for reply in replies.filter(response__state="submitted")}
    for label, bodies in calls.THEMES:
        passages = [keys[stage.delegations[body].pk] for body in bodies]
        actions.add_theme(actor=member, decision=decision, question=question, label=label, passages=passages)
