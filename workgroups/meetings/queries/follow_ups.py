"""What officers wait for because of meetings: answers, papers, tasks; a query each, whatever the number of groups."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.groups.models import Delegation
from workgroups.groups.queries import Scope
from workgroups.meetings.models import Attendance, Meeting, Paper, Task
from workgroups.notifications.registry import FollowUp, follow_ups

AHEAD = timedelta(days=14)  # as far ahead as an answer waits on the members' own desks


@follow_ups(order=20)
def unanswered(scope: Scope) -> Iterator[FollowUp]:
    """Members who have not said whether they come to a meeting of the next two weeks."""
    now, answered = clock.now(), Attendance.objects.filter(meeting=OuterRef("pk")).values("person_id")
    found = Meeting.objects.filter(
        group__in=scope.groups,
        group__state="active",
        state=Meeting.State.PLANNED,
        recorded_from="",
        starts_at__range=(now, now + AHEAD),
    )
    for meeting in found.annotate(answered=ArraySubquery(answered)).order_by("starts_at", "pk"):
        meeting.group = scope.groups[meeting.group_id]
        for person_id, (name, delegation_id) in _invited(scope, meeting).items():
            if person_id not in meeting.answered:
                yield FollowUp(
                    kind="meetings.invitation",
                    label=_("Meeting invitation not answered"),
                    key=f"meetings.meeting:{meeting.pk}",
                    what=meeting.title,
                    url=meeting.get_absolute_url(),
                    group_id=meeting.group_id,
                    who=name,
                    people=(person_id,),
                    delegation_id=delegation_id,
                    due=meeting.starts_at,
                    is_restricted=meeting.is_restricted,
                )


@follow_ups(order=25)
def overdue_tasks(scope: Scope) -> Iterator[FollowUp]:
    """Tasks of a delegation whose day has passed."""
    today = clock.now().date()
    found = Task.objects.filter(
        group__in=scope.groups,
        group__state="active",
        kind=Task.Kind.TASK,
        done_at=None,
        due_on__lt=today,
        delegation__in=scope.delegations,
    )
    for task in found.select_related("meeting").order_by("due_on", "pk"):
        task.meeting.group = scope.groups[task.group_id]
        delegation = scope.delegations[task.delegation_id or 0]
        yield FollowUp(
            kind="meetings.task",
            label=_("Task overdue"),
            key=f"meetings.task:{task.pk}",
            what=task.title,
            url=f"{task.meeting.get_absolute_url()}#task-{task.number}",
            group_id=task.group_id,
            who=delegation.body.shown,
            people=scope.writes_to(delegation.pk),
            delegation_id=delegation.pk,
            due=datetime.combine(task.due_on, time(23, 59), UTC) if task.due_on else None,
            is_restricted=task.meeting.is_restricted,
        )


@follow_ups(order=22)
def awaited_papers(scope: Scope) -> Iterator[FollowUp]:
    """Papers that delegations owe to a meeting that is still to come: late ones, and those due within two weeks."""
    now = clock.now()
    found = Paper.objects.filter(
        meeting__group__in=scope.groups,
        meeting__group__state="active",
        meeting__state=Meeting.State.PLANNED,
        meeting__starts_at__gt=now,
        meeting__papers_due_at__lt=now + AHEAD,
        document=None,
        delegation__in=scope.delegations,
    )
    for paper in found.select_related("meeting").order_by("meeting__papers_due_at", "pk"):
        meeting, delegation = paper.meeting, scope.delegations[paper.delegation_id or 0]
        meeting.group = scope.groups[meeting.group_id]
        yield FollowUp(
            kind="meetings.paper",
            label=_("Paper not there"),
            key=f"meetings.paper:{paper.pk}",
            what=_("%(paper)s, for %(meeting)s") % {"paper": paper.title, "meeting": meeting.title},
            url=f"{meeting.get_absolute_url()}#papers",
            group_id=meeting.group_id,
            who=delegation.body.shown,
            people=scope.writes_to(delegation.pk),
            delegation_id=delegation.pk,
            since=paper.added_at,
            due=meeting.papers_due_at,
            is_restricted=meeting.is_restricted,
        )


def _invited(scope: Scope, meeting: Meeting) -> dict[int, tuple[str, int | None]]:
    """Everybody in the group by person, with a delegation; of a restricted meeting observers know nothing."""
    found: dict[int, tuple[str, int | None]] = {}
    for seat in scope.seats:
        may_know = not meeting.is_restricted or seat.delegation.standing == Delegation.Standing.PARTICIPATING
        if seat.delegation.group_id == meeting.group_id and may_know:
            found.setdefault(seat.person_id, (seat.person.name, seat.delegation_id))
    for office in scope.offices:
        if office.group_id == meeting.group_id:
            found.setdefault(office.person_id, (office.person.name, None))
    return found
