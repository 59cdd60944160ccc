"""Who may see, answer and arrange meetings."""

from workgroups.core.errors import Missing
from workgroups.groups.permissions import Member, can_manage, can_participate, can_speak, require
from workgroups.meetings.models import Meeting, Task


def can_arrange(member: Member) -> bool:
    """Set, move and cancel meetings, write agenda, minutes and tasks: officers."""
    return can_manage(member)


def can_answer_meeting(member: Member, meeting: Meeting) -> bool:
    """Say whether one comes: everybody who speaks in the group, until the meeting has ended."""
    return can_speak(member) and meeting.state == Meeting.State.PLANNED


def can_do_task(member: Member, task: Task) -> bool:
    """Mark a task as done: the delegation that owes it, and officers."""
    return can_manage(member) or (can_participate(member) and task.delegation_id in member.delegation_ids)


def meeting_for(member: Member, number: int, *, may: str = "read") -> Meeting:
    """Return a meeting of the member's group; raises Missing, or NotAllowed when it may be read and nothing more."""
    found = (
        Meeting.objects.select_related("group", "series", "minutes_draft__group")
        .filter(group=member.group, number=number)
        .first()
    )
    if found is None:
        raise Missing
    if may == "arrange":
        require(can_arrange(member))
    elif may == "answer":
        require(can_answer_meeting(member, found))
    return found


def task_for(member: Member, number: int) -> Task:
    """Return a task that the member may mark as done; raises Missing or NotAllowed."""
    found = Task.objects.select_related("meeting__group").filter(group=member.group, number=number).first()
    if found is None:
        raise Missing
    require(can_do_task(member, found))
    return found
