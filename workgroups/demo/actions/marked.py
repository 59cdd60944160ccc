"""What of the living group carries a marking."""

from datetime import time

from workgroups.demo.actions.meetings import occasion_steps
from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import marked
from workgroups.demo.logic.roster import OPERATOR
from workgroups.drafts.actions import create_draft
from workgroups.groups.permissions import Member


def marked_steps(stage: Stage) -> list[Step]:
    """Write the text that observers know nothing of, and hold the hour of which no name leaves the group."""

    def write(member: Member) -> None:
        stage.drafts["launch"] = create_draft(
            actor=member, title=marked.NOTES_TITLE, words=marked.NOTES, marking="restricted"
        )

    return [*occasion_steps(stage, marked.HOUR), stage.step(12, time(10, 40), OPERATOR, write)]
