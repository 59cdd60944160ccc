"""Two meetings that were, with their tasks, and the series of drafting calls."""

from datetime import datetime, time, timedelta

from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import agendas, days
from workgroups.demo.logic.agendas import Answers, Occasion, Todo
from workgroups.demo.logic.roster import OPERATOR
from workgroups.groups.permissions import Member
from workgroups.meetings import actions
from workgroups.meetings.models import Meeting, Task


def meeting_steps(stage: Stage) -> list[Step]:
    """Plan, answer and hold the meetings; then begin the calls."""
    return [step for occasion in agendas.MEETINGS for step in occasion_steps(stage, occasion)] + _call_steps(stage)


def occasion_steps(stage: Stage, occasion: Occasion) -> list[Step]:
    """Plan a meeting that was, answer it, and write down what came of it."""

    def plan(member: Member) -> None:
        meeting = actions.plan_meeting(
            actor=member,
            title=occasion.title,
            day=stage.day(-occasion.back),
            wall_time=occasion.at,
            zone=occasion.zone,
            minutes=occasion.minutes,
            place=agendas.PLACE,
            join_url=occasion.join_url,
            marking=occasion.marking,
        )
        actions.set_agenda(actor=member, meeting=meeting, items=[item_of(item) for item in occasion.items])
        stage.meetings[occasion.key] = meeting

    steps = [stage.step(occasion.back + 8, time(10, 15), OPERATOR, plan)]
    steps += answer_steps(stage, occasion.key, occasion.coming, occasion.back + 5)
    ended = days.instant(stage.day(-occasion.back), occasion.at, occasion.zone) + timedelta(minutes=occasion.minutes)
    return steps + [step for todo in occasion.tasks for step in _task_steps(stage, occasion.key, todo, ended)]


def _task_steps(stage: Stage, key: str, todo: Todo, ended: datetime) -> list[Step]:
    def write_down() -> None:
        actions.set_task(
            actor=stage.member(OPERATOR),
            meeting=stage.meetings[key],
            title=todo.title,
            delegation=stage.delegations[todo.body],
            due_on=stage.day(todo.due),
        )

    def finish(member: Member) -> None:
        actions.finish_task(actor=member, task=Task.objects.get(title=todo.title, group=member.group))

    steps = [Step(ended + timedelta(hours=3), write_down)]
    if todo.done:
        handle, back = todo.done
        steps.append(stage.step(back, time(16, 50), handle, finish))
    return steps


def _call_steps(stage: Stage) -> list[Step]:
    def begin(member: Member) -> None:
        series = actions.create_series(
            actor=member,
            title=agendas.CALLS,
            first_day=days.next_call(stage.today),
            every_weeks=1,
            slots=agendas.CALL_HOURS,
            minutes=agendas.CALL_MINUTES,
            place=agendas.PLACE,
            join_url=agendas.JOIN_URL,
        )
        first = Meeting.objects.filter(series=series).order_by("occurrence")
        for number, (meeting, items) in enumerate(zip(first, agendas.CALL_AGENDAS, strict=False)):
            actions.set_agenda(actor=member, meeting=meeting, items=[item_of(item) for item in items])
            stage.meetings[f"call-{number}"] = meeting

    steps = [stage.step(4, time(11, 0), OPERATOR, begin)]
    for number, coming in enumerate(agendas.CALL_ANSWERS):
        steps += answer_steps(stage, f"call-{number}", coming, 2)
    return steps


def answer_steps(stage: Stage, key: str, coming: Answers, back: int) -> list[Step]:
    """Let people answer over the day, one after the other."""

    def answer(turn: int, handle: str, word: str) -> Step:
        at = time(9 + turn * 11 // 60, turn * 11 % 60)

        def say(member: Member) -> None:
            meeting = Meeting.objects.select_related("group").get(pk=stage.meetings[key].pk)
            actions.answer_meeting(actor=member, meeting=meeting, answer=word)

        return stage.step(back, at, handle, say)

    said = [(handle, word) for word, handles in coming.items() for handle in handles]
    return [answer(turn, handle, word) for turn, (handle, word) in enumerate(said)]


def item_of(item: agendas.Item) -> actions.Item:
    """An agenda item as the action takes it."""
    return actions.Item(item.title, item.minutes, item.presenter)
