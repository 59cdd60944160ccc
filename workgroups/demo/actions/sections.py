"""Who writes which section of the issues paper, by when; one is handed in, one is late."""

from datetime import time
from typing import Any

from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import sections
from workgroups.drafts import actions
from workgroups.drafts.models import DraftSection
from workgroups.drafts.queries import blocks_in
from workgroups.groups.permissions import Member


def section_steps(stage: Stage) -> list[Step]:
    """Give the four sections of the paper; let one writer hand theirs in."""

    def give(member: Member) -> None:
        draft = stage.drafts["paper"]
        headings = {one.words: one.block_id for one in blocks_in(draft)}
        for given in sections.GIVEN:
            owners: dict[str, Any] = {
                "delegations": [stage.delegations[one].pk for one in given.delegations],
                "people": [stage.people[one].pk for one in given.people],
            }
            due_on = stage.day(given.due)
            block = headings[given.heading]
            actions.give_section(actor=member, draft=draft, block=block, due_on=due_on, note=given.note, **owners)

    def hand_in(member: Member) -> None:
        found = DraftSection.objects.select_related("draft__group").filter(draft=stage.drafts["paper"])
        actions.hand_in_section(actor=member, section=found.get(title=sections.HANDED_IN))

    return [
        stage.step(17, time(11, 30), "secretariat@worldbank", give),
        stage.step(6, time(14, 45), "expert@uk", hand_in),
    ]
