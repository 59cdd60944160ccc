"""Put a poll or a decision of the group into a meeting's programme, and take it out."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import DecisionAttached, DecisionDetached
from workgroups.meetings.models import Meeting, MeetingDecision, Session
from workgroups.meetings.permissions import can_arrange
from workgroups.polls.models import Decision


@transaction.atomic
def attach_decision(
    *,
    actor: Member,
    meeting: Meeting,
    decision: Decision,
    role: str = MeetingDecision.Role.ROOM,
    session: Session | None = None,
) -> MeetingDecision:
    """Let a poll or decision of the same group belong to a meeting, or to one of its sessions.

    Raises Refused for another group's, another meeting's session, an unknown role, or what is attached already.
    """
    require(can_arrange(actor))
    if decision.group_id != meeting.group_id:
        raise Refused(_("Choose a poll or decision of this group."), field="decision")
    if session and session.meeting_id != meeting.pk:
        raise Refused(_("Choose a session of this meeting."), field="session")
    if role not in MeetingDecision.Role.values:
        raise Refused(_("Say as what it belongs to the meeting."), field="role")
    if MeetingDecision.objects.filter(meeting=meeting, decision=decision).exists():
        raise Refused(_("This already belongs to the meeting."), field="decision")
    last = meeting.attached.aggregate(last=Max("position"))["last"] or 0
    made = MeetingDecision.objects.create(
        meeting=meeting, session=session, decision=decision, role=role, position=last + 1
    )
    emit(
        DecisionAttached(
            group_id=meeting.group_id,
            meeting_id=meeting.pk,
            marking=meeting.marking,
            decision_id=decision.pk,
            actor_id=actor.person.pk,
        )
    )
    return made


@transaction.atomic
def detach_decision(*, actor: Member, attached: MeetingDecision) -> None:
    """Take a poll or decision out of a meeting; it stands among the group's decisions as before."""
    require(can_arrange(actor))
    meeting = attached.meeting
    MeetingDecision.objects.filter(pk=attached.pk).delete()
    emit(
        DecisionDetached(
            group_id=meeting.group_id,
            meeting_id=meeting.pk,
            marking=meeting.marking,
            decision_id=attached.decision_id,
            actor_id=actor.person.pk,
        )
    )
