"""The register: its numbers, and what the group decided."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number
from workgroups.groups.permissions import Member, first_marking, require, require_marking, require_remarking
from workgroups.polls.events import DecisionMarked, DecisionRecorded
from workgroups.polls.models import Decision
from workgroups.polls.permissions import can_record_decision


@transaction.atomic
def record_decision(*, actor: Member, title: str, body: str, how: str, decided_on: date, marking: str = "") -> Decision:
    """Write into the register what the group decided, when and how."""
    require(can_record_decision(actor))
    if decided_on > clock.now().date():
        raise Refused(_("A decision is recorded on or after its day."), field="decided_on")
    decision = new_decision(actor=actor, kind=Decision.Kind.RECORDED, title=title, body=body, marking=marking)
    Decision.objects.filter(pk=decision.pk).update(state=Decision.State.CLOSED, how=how, decided_on=decided_on)
    decision.refresh_from_db()
    emit(
        DecisionRecorded(
            group_id=actor.group.pk, decision_id=decision.pk, marking=decision.marking, actor_id=actor.person.pk
        )
    )
    return decision


@transaction.atomic
def mark_decision(*, actor: Member, decision: Decision, marking: str) -> None:
    """Give a poll, a call or a decision another marking; it holds at once."""
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    require_remarking(actor, locked.marking, marking)
    Decision.objects.filter(pk=locked.pk).update(marking=marking)
    emit(
        DecisionMarked(
            group_id=locked.group_id,
            decision_id=locked.pk,
            actor_id=actor.person.pk,
            marking=marking,
            before=locked.marking,
        )
    )


def new_decision(*, actor: Member, kind: str, title: str, body: str, marking: str = "") -> Decision:
    """Give a poll, a call or a decision its place in the group's one sequence; inside the caller's transaction."""
    marking = marking or first_marking(actor)
    require_marking(actor, marking)
    return Decision.objects.create(
        group=actor.group,
        number=next_number(group=actor.group, kind="decision", marking=marking),
        kind=kind,
        marking=marking,
        title=text.single_line(title),
        text=body.strip(),
        by=actor.person,
        created_at=clock.now(),
    )
