"""Bring a filled commenting template back to the practice charter, by the same code that stores what a member sends."""

from datetime import datetime, time

from workgroups.accounts.models import Person
from workgroups.core import sheets
from workgroups.demo.actions import Step
from workgroups.demo.actions.stage import Stage
from workgroups.demo.logic import practice
from workgroups.demo.logic.roster import OPERATOR, person_of
from workgroups.drafts.actions import bring_file
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import ARRIVALS
from workgroups.files.actions import store_bytes
from workgroups.groups.permissions import member_for


def comments(now: datetime) -> list[Step]:
    """Let the file come on the day before; whoever brought it has not said yet that its rows be taken in."""
    return [Step(Stage(now).at(1, time(15, 20), OPERATOR), _bring)]


def _bring() -> None:
    member = member_for(Person.objects.get(email=person_of(OPERATOR).email), practice.GROUP.slug)
    draft = Draft.objects.select_related("group").get(group=member.group, title=practice.TEXT_TITLE)
    name, data = practice.SENT_NAME, sheets.write_csv(practice.SENT)
    kept = store_bytes(owner=member.person, group_id=member.group.pk, name=name, data=data, kind=ARRIVALS)
    bring_file(actor=member, file_id=kept.pk, name=kept.name, draft=draft)
