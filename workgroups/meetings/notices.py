"""What waits for people because of meetings: an answer, a task; and the two-tap answer."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workgroups.accounts.models import Person
from workgroups.core import clock, dates
from workgroups.core.errors import Missing, Refused
from workgroups.groups.permissions import member_of
from workgroups.meetings.actions import answer_meeting
from workgroups.meetings.models import Attendance, Meeting, Task
from workgroups.meetings.queries import open_tasks_among, unanswered_among, unowned_tasks_among
from workgroups.notifications.registry import Choice, Duty, Offer, act, act_url, duties

ASKED_AHEAD = timedelta(days=14)
gettext_noop("Answer")


@act("meetings.answer")
class AnswerByLink:
    """Say from a mail whether one comes."""

    def describe(self, person: Any, args: dict[str, Any]) -> Offer:
        meeting = self._meeting(args)
        choices = tuple(Choice(value, str(label)) for value, label in Attendance.Answer.choices)
        return Offer(meeting.title, choices, _when(meeting), meeting.group.name, meeting.get_absolute_url())

    def perform(self, person: Any, args: dict[str, Any], choice: str) -> str:
        meeting = self._meeting(args)
        member = member_of(person, meeting.group)
        if member is None:
            raise Missing
        answer_meeting(actor=member, meeting=meeting, answer=choice)
        return _("Your answer to “%(title)s” is recorded.") % {"title": meeting.title}

    def _meeting(self, args: dict[str, Any]) -> Meeting:
        meeting = Meeting.objects.select_related("group").filter(pk=int(args["meeting"])).first()
        if meeting is None:
            raise Missing
        if meeting.state == Meeting.State.CANCELLED or meeting.ends_at <= clock.now():
            raise Refused(_("This meeting is over or cancelled; there is nothing to answer any more."))
        return meeting


@duties(order=20, many=True)
def answers_due(people: Sequence[Person]) -> dict[int, list[Duty]]:
    """Say whether one comes to what is planned in the next two weeks."""
    found = unanswered_among(people, clock.now() + ASKED_AHEAD)
    return {person.pk: [_answer(person, meeting) for meeting in found[person.pk]] for person in people}


def _answer(person: Person, meeting: Meeting) -> Duty:
    return Duty(
        verb=_("Say whether you come"),
        thing=meeting.title,
        url=meeting.get_absolute_url(),
        group_id=meeting.group_id,
        group_name=meeting.group.name,
        due=meeting.starts_at if meeting.hours_known else None,
        silence=_("If you do nothing, the chairs do not count on you."),
        act=act_url("meetings.answer", person, {"meeting": meeting.pk}, until=meeting.ends_at),
    )


@duties(order=30, many=True)
def tasks_due(people: Sequence[Person]) -> dict[int, list[Duty]]:
    """Do what the delegation owes."""
    return {person_id: [_do(task) for task in tasks] for person_id, tasks in open_tasks_among(people).items()}


def _do(task: Task) -> Duty:
    return Duty(
        verb=_("Do"),
        thing=task.title,
        url=f"{task.meeting.get_absolute_url()}#task-{task.number}",
        group_id=task.group_id,
        group_name=task.meeting.group.name,
        due=datetime.combine(task.due_on, time(23, 59), UTC) if task.due_on else None,
        silence=_("If you do nothing, it is taken up at the next meeting."),
    )


@duties(order=35, many=True)
def tasks_unowned(people: Sequence[Person]) -> dict[int, list[Duty]]:
    """Find somebody for what nobody owes yet: officers."""
    return {person_id: [_find(task) for task in tasks] for person_id, tasks in unowned_tasks_among(people).items()}


def _find(task: Task) -> Duty:
    return Duty(
        verb=_("Find somebody for"),
        thing=task.title,
        url=reverse("meetings:task-assign", args=[task.meeting.group.slug, task.number]),
        group_id=task.group_id,
        group_name=task.meeting.group.name,
        due=datetime.combine(task.due_on, time(23, 59), UTC) if task.due_on else None,
        silence=_("If you do nothing, nobody does it."),
    )


def _when(meeting: Meeting) -> str:
    if not meeting.hours_known:
        return dates.days(meeting.days[0], meeting.days[-1])
    return f"{dates.instant(meeting.starts_at)} ({dates.elsewhere(meeting.starts_at, meeting.zone)})"
