"""The expert group meeting of 2021: its group, and the texts of its report."""

from collections.abc import Callable
from datetime import time

from workgroups.demo.actions.groups import JOINED, MORNING, admit_readers, conclude, found, say_what_is_known
from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.actions.three_days import record_days
from workgroups.demo.logic import expert_meeting, scripts
from workgroups.demo.logic.expert_meeting import GROUP
from workgroups.demo.logic.roster import OPERATOR
from workgroups.drafts.actions import create_draft, name_version
from workgroups.groups.actions import create_programme
from workgroups.groups.permissions import Member


def expert_meeting_steps(stage: Stage) -> list[Step]:
    """Found the group, record the meeting after its last day, write and freeze the texts, conclude the group."""
    own, day = stage.of(GROUP.slug), expert_meeting.WRITTEN
    office = expert_meeting.OFFICE
    writing = [
        own.on(day, time(11, turn), office, _writing(own, name)) for turn, name in enumerate(expert_meeting.TEXTS)
    ]
    ended, records = GROUP.ended or day, scripts.parts("exchange/records")
    return [
        own.step_on(GROUP.founded, MORNING, OPERATOR, lambda: _found(own)),
        own.on(day, time(9, 30), office, lambda member: record_days(own, member)),
        *writing,
        own.on(day, time(15, 0), office, lambda member: say_what_is_known(own, member, records[GROUP.slug])),
        own.step_on(ended, time(18, 0), OPERATOR, lambda: conclude(own, GROUP)),
        Step(own.at(JOINED, MORNING, OPERATOR), lambda: admit_readers(own, GROUP, own.day(-JOINED))),
    ]


def _found(own: Stage) -> None:
    purposes = scripts.parts("exchange/purposes")
    programme = create_programme(
        actor=own.people[OPERATOR],
        slug=expert_meeting.PROGRAMME,
        name=expert_meeting.PROGRAMME_NAME,
        purpose=purposes["survey"],
    )
    found(own, GROUP, programme, purposes["meeting"], GROUP.founded)


def _writing(own: Stage, name: str) -> Callable[[Member], object]:
    """Write a text down and freeze it as it stands."""

    def write(member: Member) -> None:
        text = scripts.text(f"meeting/{name}")
        own.drafts[name] = create_draft(actor=member, title=text.title, words=text.words)
        name_version(actor=member, draft=own.drafts[name], label="For the report")

    return write
