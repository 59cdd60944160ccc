"""The terms of reference of the living group and its work plan."""

from datetime import time

from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic.charter import AGREED, PLAN, Planned
from workgroups.demo.logic.reports import IN_ASSEMBLY
from workgroups.demo.logic.roster import OPERATOR
from workgroups.groups import actions
from workgroups.groups.actions import Holder, TiedTo
from workgroups.groups.models import Group, Milestone
from workgroups.groups.permissions import Member

WRITTEN = 42  # working days ago, the plan was set down


def plan_steps(stage: Stage) -> list[Step]:
    """Agree on two versions of the terms of reference; write the plan, move two milestones, reach two."""
    charters = [
        stage.step(back, time(17, 10), OPERATOR, lambda who, body=body, note=note: _agree(who, body, note))  # type: ignore[misc]
        for back, body, note in AGREED
    ]
    moves = [
        stage.step(10, time(9, 40 + turn), OPERATOR, lambda who, one=one: _move(stage, who, one))  # type: ignore[misc]
        for turn, one in enumerate(PLAN)
        if one.moved
    ]
    ends = [
        stage.step(one.done, time(17, 30), OPERATOR, lambda who, one=one: _reach(who, one))  # type: ignore[misc]
        for one in PLAN
        if one.done is not None
    ]
    plan = stage.step(WRITTEN, time(10), OPERATOR, lambda who: _plan(stage, who))
    return [*charters, plan, *moves, *ends, stage.step(3, time(16, 30), OPERATOR, _tie)]


def _agree(who: Member, body: str, note: str) -> None:
    charter = actions.draft_charter(actor=who.person, group=who.group, body=body, language="en", note=note)
    day = charter.changed_at.date()
    actions.agree_charter(actor=who.person, charter=charter, agreed_on=day, is_public=True)


def _plan(stage: Stage, who: Member) -> None:
    for one in PLAN:
        first = one.moved[0] if one.moved else one.due
        actions.plan_milestone(
            actor=who.person, group=who.group, title=one.title, due=stage.day(first), holder=Holder(office=one.office)
        )


def _move(stage: Stage, who: Member, one: Planned) -> None:
    if one.moved:
        step, (_first, reason) = _step(who.group, one), one.moved
        actions.move_milestone(actor=who.person, milestone=step, due=stage.day(one.due), reason=reason)


def _reach(who: Member, one: Planned) -> None:
    actions.close_milestone(actor=who.person, milestone=_step(who.group, one))


def _tie(who: Member) -> None:
    """The last step leads to the report that is being put together."""
    deliverable, last = who.group.deliverables.get(title=IN_ASSEMBLY.title), PLAN[-1]
    actions.edit_milestone(
        actor=who.person,
        milestone=_step(who.group, last),
        title=last.title,
        holder=Holder(office=last.office),
        tied_to=TiedTo("deliverable", deliverable.number),
    )


def _step(group: Group, one: Planned) -> Milestone:
    return Milestone.objects.select_related("group").get(group=group, title=one.title)
