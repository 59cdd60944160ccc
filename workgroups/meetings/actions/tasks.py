"""What is owed or recommended after a meeting."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import TaskAssigned, TaskFinished, TaskSet
from workgroups.meetings.models import Meeting, Session, Task
from workgroups.meetings.permissions import can_arrange, can_do_task


@transaction.atomic
def set_task(
    *,
    actor: Member,
    meeting: Meeting,
    title: str,
    delegation: Delegation | None = None,
    due_on: date | None = None,
    addressee: str = "",
    kind: str = Task.Kind.TASK,
    session: Session | None = None,
) -> Task:
    """Write down what is owed, or recommended, after a meeting.

    A delegation of the group finds it on its desk. `addressee` names in words whoever has no seat here; with neither it
    waits for somebody. Raises Refused for a delegation of another group, a session of another meeting, or both given.
    """
    require(can_arrange(actor))
    words = _addressee(meeting, delegation, addressee)
    if session and session.meeting_id != meeting.pk:
        raise Refused(_("Choose a session of this meeting."), field="session")
    if kind not in Task.Kind.values:
        raise Refused(_("Say whether it is a task or a recommendation."), field="kind")
    task = Task.objects.create(
        group=actor.group,
        number=next_number(group=actor.group, kind="task"),
        meeting=meeting,
        session=session,
        kind=kind,
        title=text.single_line(title),
        delegation=delegation,
        addressee=words,
        due_on=due_on,
    )
    emit(
        TaskSet(
            group_id=actor.group.pk,
            task_id=task.pk,
            meeting_id=meeting.pk,
            marking=meeting.marking,
            actor_id=actor.person.pk,
        )
    )
    return task


@transaction.atomic
def assign_task(*, actor: Member, task: Task, delegation: Delegation | None = None, addressee: str = "") -> None:
    """Pass an open task to a delegation, to somebody named in words, or to nobody for now."""
    require(can_arrange(actor))
    words = _addressee(task.meeting, delegation, addressee)
    if not Task.objects.filter(pk=task.pk, done_at=None).update(delegation=delegation, addressee=words):
        raise Refused(_("This task was marked as done already."))
    emit(
        TaskAssigned(
            group_id=task.group_id,
            task_id=task.pk,
            meeting_id=task.meeting_id,
            marking=task.meeting.marking,
            actor_id=actor.person.pk,
        )
    )


@transaction.atomic
def finish_task(*, actor: Member, task: Task) -> None:
    """Mark a task as done; the first to do so is remembered."""
    require(can_do_task(actor, task))
    if not Task.objects.filter(pk=task.pk, done_at=None).update(done_at=clock.now(), done_by=actor.person):
        raise Refused(_("This task was marked as done already."))
    emit(
        TaskFinished(
            group_id=task.group_id,
            task_id=task.pk,
            meeting_id=task.meeting_id,
            marking=task.meeting.marking,
            actor_id=actor.person.pk,
        )
    )


def _addressee(meeting: Meeting, delegation: Delegation | None, addressee: str) -> str:
    words = text.single_line(addressee)
    if delegation and delegation.group_id != meeting.group_id:
        raise Refused(_("Choose a delegation of this group."), field="delegation")
    if delegation and words:
        raise Refused(_("Choose a delegation or name somebody else, not both."), field="addressee")
    return words
