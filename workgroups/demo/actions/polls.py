"""The group's polls and the decisions in its register."""

from collections.abc import Callable
from datetime import date, time

from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import days
from workgroups.demo.logic.agendas import QUESTIONS, Question
from workgroups.groups.permissions import Member
from workgroups.polls import actions
from workgroups.polls.models import Option

CLOSES_AT, CLOSES_ZONE = time(17, 0), "Europe/London"


def poll_steps(stage: Stage) -> list[Step]:
    """Ask, answer, close in time; and write down what was decided."""
    steps = [step for question in QUESTIONS for step in question_steps(stage, question)]
    return steps + _decision_steps(stage)


def question_steps(stage: Stage, question: Question) -> list[Step]:
    """Ask a question, answer it over some days, and close it when its time has come."""
    closes_at = days.instant(stage.day(question.closes), CLOSES_AT, CLOSES_ZONE)

    def ask(member: Member) -> None:
        stage.decisions[question.key] = actions.open_poll(
            actor=member,
            question=question.title,
            options=question.options,
            max_choices=question.most,
            detail=question.detail,
            closes_at=closes_at,
            closes_zone=CLOSES_ZONE,
        )

    steps = [stage.step(-question.opened, time(9, 40), question.asker, ask)]
    for turn, (handle, chosen) in enumerate(question.answers.items()):
        back = -question.opened - 1 - turn // 2
        steps.append(stage.step(back, time(10 + turn, 12), handle, _answering(stage, question.key, chosen)))
    if question.closes < 0:
        steps.append(Step(closes_at, lambda: actions.close_poll(decision=stage.decisions[question.key])))
    return steps


def _answering(stage: Stage, key: str, chosen: tuple[int, ...]) -> Callable[[Member], object]:
    """Choose these options (from 1) of a poll."""

    def answer(member: Member) -> object:
        decision = stage.decisions[key]
        options = Option.objects.filter(poll__decision=decision, position__in=chosen)
        ids = list(options.values_list("pk", flat=True))
        return actions.answer_poll(actor=member, decision=decision, option_ids=ids)

    return answer


def _decision_steps(stage: Stage) -> list[Step]:
    script = stage.script("texts/decisions")
    return [
        stage.step(cue.back, cue.at, cue.who, _recording(stage, cue.verb, cue.words, stage.day(-cue.back)))
        for cue in script.cues
    ]


def _recording(stage: Stage, how: str, words: str, day: date) -> Callable[[Member], object]:
    title, _, body = words.partition("\n")

    def record(member: Member) -> None:
        stage.decisions[how] = actions.record_decision(actor=member, title=title, body=body, how=how, decided_on=day)

    return record
