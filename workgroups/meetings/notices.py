"""What waits for people because of meetings: an answer, a task; and the two-tap answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from workgroups.accounts.models import Person
from workgroups.core import clock, dates
from workgroups.core.errors import Missing, Refused
from workgroups.groups.permissions import can_read_marking, member_of
from workgroups.groups.queries import participants_by_group
from workgroups.groups.registry import Held, holding
from workgroups.meetings.actions import answer_meeting, assign_task, finish_task
from workgroups.meetings.models import Attendance, Meeting, Task
from workgroups.meetings.permissions import can_arrange
from workgroups.meetings.queries import open_tasks_of
from workgroups.meetings.queries.duties import ANSWERS_DUE, PAPERS_DUE, TASKS_DUE, TASKS_UNOWNED
from workgroups.notifications.registry import (
    Choice,
    Duty,
    Line,
    Offer,
    Open,
    act,
    act_url,
    duty_rows,
    finishes,
    notice_kind,
)

gettext_noop("Answer")


@act("meetings.answer")
class AnswerByLink:
    """Say from a mail whether one comes."""

    def describe(self, person: Any, args: dict[str, Any]) -> Offer:
        meeting = self._meeting(person, args)
        choices = tuple(Choice(value, str(label)) for value, label in Attendance.Answer.choices)
        return Offer(meeting.title, choices, _when(meeting), meeting.group.name, meeting.get_absolute_url())

    def perform(self, person: Any, args: dict[str, Any], choice: str) -> str:
        meeting = self._meeting(person, args)
        member = member_of(person, meeting.group)
        if member is None:
            raise Missing
        answer_meeting(actor=member, meeting=meeting, answer=choice)
        return _("Your answer to “%(title)s” is recorded.") % {"title": meeting.title}

    def _meeting(self, person: Any, args: dict[str, Any]) -> Meeting:
        """Return the meeting, as long as this person may know of it."""
        meeting = Meeting.objects.select_related("group").filter(pk=int(args["meeting"])).first()
        member = member_of(person, meeting.group) if meeting else None
        if meeting is None or member is None or not can_read_marking(member, meeting.marking):
            raise Missing
        if meeting.state == Meeting.State.CANCELLED or meeting.ends_at <= clock.now():
            raise Refused(_("This meeting is over or cancelled; there is nothing to answer any more."))
        return meeting


@duty_rows("meetings.answer", ANSWERS_DUE, order=20)
def answer_due(one: Open) -> Duty:
    """Say whether one comes to what is planned in the next two weeks."""
    until = datetime.fromisoformat(one.data["ends"])
    return Duty(
        verb=_("Say whether you come"),
        thing=one.data["title"],
        url=reverse("meetings:meeting-page", args=[one.group_slug, one.data["number"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, the chairs do not count on you."),
        act=act_url("meetings.answer", one.person_id, {"meeting": one.subject_id}, until=until),
        is_restricted=one.data["restricted"],
    )


@duty_rows("meetings.task", TASKS_DUE, order=30)
def task_due(one: Open) -> Duty:
    """Do what the delegation owes; whether it is done, people say."""
    page = reverse("meetings:meeting-page", args=[one.group_slug, one.data["meeting"]])
    return Duty(
        verb=_("Do"),
        thing=one.data["title"],
        url=f"{page}#task-{one.data['number']}",
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, it is taken up at the next meeting."),
        by_hand=True,
        is_restricted=one.data["restricted"],
    )


@finishes("meetings.task")
def finish(*, person: Person, subject_id: int) -> None:
    """Mark a task as done from the desk, by the same action as its own page."""
    task = Task.objects.select_related("group", "meeting").filter(pk=subject_id).first()
    member = member_of(person, task.group) if task else None
    if task is None or member is None:
        raise Missing
    finish_task(actor=member, task=task)


@duty_rows("meetings.assign", TASKS_UNOWNED, order=35)
def assignment_due(one: Open) -> Duty:
    """Find somebody for what nobody owes yet: officers."""
    return Duty(
        verb=_("Find somebody for"),
        thing=one.data["title"],
        url=reverse("meetings:task-assign", args=[one.group_slug, one.data["number"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, nobody does it."),
        is_restricted=one.data["restricted"],
    )


@duty_rows("meetings.paper", PAPERS_DUE, order=25)
def paper_due(one: Open) -> Duty:
    """Bring the paper that the delegation owes a meeting."""
    return Duty(
        verb=_("Bring the paper"),
        thing=one.data["title"],
        url=reverse("meetings:paper-bring", args=[one.group_slug, one.data["meeting"], one.data["paper"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, the meeting goes on without it, and it is marked as late."),
        is_restricted=one.data["restricted"],
    )


@notice_kind("meetings.planned", many=True)
def planned(notices: list[Any]) -> dict[int, Line]:
    """A single meeting was set."""
    return _lines(notices, _("Planned: %(title)s"))


@notice_kind("meetings.moved", many=True)
def moved(notices: list[Any]) -> dict[int, Line]:
    """A meeting takes place at another time or elsewhere."""
    return _lines(notices, _("Moved: %(title)s"))


@notice_kind("meetings.cancelled", many=True)
def cancelled(notices: list[Any]) -> dict[int, Line]:
    """A meeting does not take place."""
    return _lines(notices, _("Cancelled: %(title)s"), state=Meeting.State.CANCELLED)


def _lines(notices: list[Any], words: str, state: str = Meeting.State.PLANNED) -> dict[int, Line]:
    ids = {notice.subject_id for notice in notices}
    found = Meeting.objects.select_related("group").filter(pk__in=ids, state=state, ends_at__gt=clock.now())
    meetings = {one.pk: one for one in found}
    kept = {one.group_id for one in meetings.values() if one.is_restricted}
    participants = participants_by_group(kept) if kept else {}
    newest = {(notice.person_id, notice.subject_id): notice.pk for notice in sorted(notices, key=lambda one: one.pk)}
    return {
        notice.pk: Line(
            title=words % {"title": meeting.title},
            url=meeting.get_absolute_url(),
            section="changed" if state == Meeting.State.CANCELLED or notice.soon else "new",
            detail=" · ".join(filter(None, [_when(meeting), meeting.place])),
            reason=_("You are a member of %(group)s.") % {"group": meeting.group.name},
            group_id=meeting.group_id,
            marking=meeting.marking,
        )
        for notice in notices
        if (meeting := meetings.get(notice.subject_id))
        and newest[notice.person_id, notice.subject_id] == notice.pk  # twice moved is said once
        and (not meeting.is_restricted or notice.person_id in participants[meeting.group_id])
    }


def _when(meeting: Meeting) -> str:
    if not meeting.hours_known:
        return dates.days(meeting.days[0], meeting.days[-1])
    return f"{dates.instant(meeting.starts_at)} ({dates.elsewhere(meeting.starts_at, meeting.zone)})"


@holding("tasks", order=10)
class Tasks:
    """What somebody's delegation owes; an officer can pass it to the delegation of the successor."""

    label = gettext_lazy("Tasks of the delegation")

    def held(self, group: Any, person: Any) -> list[Held]:
        return [
            Held(
                key=str(task.pk),
                what=task.title,
                url=f"{task.meeting.get_absolute_url()}#task-{task.number}",
                offered=False,  # the delegation owes it, whoever sits for it
                detail=task.delegation.body.shown if task.delegation else "",
            )
            for task in open_tasks_of(person, group)
        ]

    def pass_on(self, *, actor: Any, group: Any, leaver: Any, successor: Any, keys: Sequence[str]) -> None:
        officer, heir = member_of(actor, group), member_of(successor, group)
        if officer is None or heir is None or heir.delegation is None or not can_arrange(officer):
            return  # within a delegation they are everybody's in it already
        tasks = Task.objects.filter(group=group, pk__in=keys, done_at=None).select_related("meeting")
        for task in tasks.exclude(delegation__in=heir.delegation_ids):
            assign_task(actor=officer, task=task, delegation=heir.delegation)
