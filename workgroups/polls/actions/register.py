"""The register: its numbers, and what the group decided."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number
from workgroups.groups.permissions import Member, require
from workgroups.polls.events import DecisionRecorded
from workgroups.polls.models import Decision
from workgroups.polls.permissions import can_record_decision


@transaction.atomic
def record_decision(*, actor: Member, title: str, body: str, how: str, decided_on: date) -> Decision:
    """Write into the register what the group decided, when and how."""
    require(can_record_decision(actor))
    if decided_on > clock.now().date():
        raise Refused(_("A decision is recorded on or after its day."), field="decided_on")
    decision = new_decision(actor=actor, kind=Decision.Kind.RECORDED, title=title, body=body)
    Decision.objects.filter(pk=decision.pk).update(state=Decision.State.CLOSED, how=how, decided_on=decided_on)
    decision.refresh_from_db()
    emit(DecisionRecorded(group_id=actor.group.pk, decision_id=decision.pk, actor_id=actor.person.pk))
    return decision


def new_decision(*, actor: Member, kind: str, title: str, body: str) -> Decision:
    """Give a poll, a call or a decision its place in the group's one sequence; inside the caller's transaction."""
    return Decision.objects.create(
        group=actor.group,
        number=next_number(group=actor.group, kind="decision"),
        kind=kind,
        title=text.single_line(title),
        text=body.strip(),
        by=actor.person,
        created_at=clock.now(),
    )
