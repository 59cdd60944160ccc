"""Who may see, answer and arrange meetings."""

from typing import TypeVar

from django.db.models import QuerySet

from workgroups.core import clock
from workgroups.core.errors import Missing
from workgroups.groups.permissions import (
    Member,
    can_manage,
    can_participate,
    can_read_marking,
    can_speak,
    markings_read,
    require,
)
from workgroups.meetings.models import Meeting, MeetingDecision, Participant, Session, Task

Of = TypeVar("Of", Session, Participant, MeetingDecision)


def can_arrange(member: Member) -> bool:
    """Set, move and cancel meetings, write agenda, minutes and tasks: officers."""
    return can_manage(member)


def can_restore(member: Member, meeting: Meeting) -> bool:
    """Undo a cancellation: officers, within `clock.UNDO` of it."""
    is_recent = clock.now() < meeting.updated_at + clock.UNDO
    return can_manage(member) and meeting.state == Meeting.State.CANCELLED and is_recent


def can_answer_meeting(member: Member, meeting: Meeting) -> bool:
    """Say whether one comes: everybody who speaks in the group, until the meeting has ended."""
    return can_speak(member) and can_read_marking(member, meeting.marking) and meeting.state == Meeting.State.PLANNED


def can_do_task(member: Member, task: Task) -> bool:
    """Mark a task as done: the delegation that owes it, and officers (also when nobody of the group owes it)."""
    return can_manage(member) or (can_participate(member) and task.delegation_id in member.delegation_ids)


def can_read_names(member: Member) -> bool:
    """See the names of participants who have not agreed to be named in the group: officers."""
    return can_manage(member)


def meeting_for(member: Member, number: int, *, may: str = "read") -> Meeting:
    """Return a meeting of the member's group; raises Missing, or NotAllowed when it may be read and nothing more."""
    found = (
        Meeting.objects.select_related("group", "series", "minutes_draft__group")
        .filter(group=member.group, number=number, marking__in=markings_read(member))
        .first()
    )
    if found is None:
        raise Missing
    if may == "arrange":
        require(can_arrange(member))
    elif may == "answer":
        require(can_answer_meeting(member, found))
    return found


def task_for(member: Member, number: int, *, may: str = "finish") -> Task:
    """Return a task that the member may mark as done, or (`arrange`) pass on; raises Missing or NotAllowed."""
    found = (
        Task.objects.select_related("meeting__group", "delegation")
        .filter(group=member.group, number=number, meeting__marking__in=markings_read(member))
        .first()
    )
    if found is None:
        raise Missing
    require(can_arrange(member) if may == "arrange" else can_do_task(member, found))
    return found


def session_for(member: Member, number: int, session_id: int) -> Session:
    """Return a session of a meeting, for officers to change; raises Missing or NotAllowed."""
    found = Session.objects.select_related("meeting__group", "parent").filter(pk=session_id)
    return _of_meeting(member, number, found)


def participant_for(member: Member, number: int, participant_id: int) -> Participant:
    """Return an entry of a meeting's list of participants, for officers to change; raises Missing or NotAllowed."""
    found = Participant.objects.select_related("meeting__group", "person").filter(pk=participant_id)
    return _of_meeting(member, number, found)


def attached_for(member: Member, number: int, attached_id: int) -> MeetingDecision:
    """Return a meeting's poll or decision, for officers to take out; raises Missing or NotAllowed."""
    found = MeetingDecision.objects.select_related("meeting__group", "decision").filter(pk=attached_id)
    return _of_meeting(member, number, found)


def _of_meeting(member: Member, number: int, rows: QuerySet[Of]) -> Of:
    known = rows.filter(meeting__group=member.group, meeting__marking__in=markings_read(member))
    found = known.filter(meeting__number=number).first()
    if found is None:
        raise Missing
    require(can_arrange(member))
    return found
