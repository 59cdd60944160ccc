"""Somebody with much to do: groups with open polls, meetings to answer and tasks, made in bulk."""

from datetime import time, timedelta
from itertools import count

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Body, Delegation, Group, Programme, Seat
from workgroups.meetings.models import Meeting, Task
from workgroups.polls.models import Decision, Poll

_numbers = count(1)


def crowded(*, groups: int, things: int) -> Person:
    """Return a head of delegation in so many groups, with `things` open in each: polls, meetings, tasks."""
    now, mark = clock.now(), next(_numbers)
    person = Person.objects.create_user(email=f"busy{mark}@crowd.example", name=f"Busy {mark}")
    programme = Programme.objects.create(slug=f"crowd-{mark}", name="Crowd")
    body = Body.objects.create(name=f"Crowdland {mark}")
    for place in range(groups):
        group = Group.objects.create(programme=programme, slug=f"crowd-{mark}-{place}", name=f"Group {place:02}")
        west = Delegation.objects.create(group=group, body=body, since=now.date() - timedelta(days=9))
        Seat.objects.create(delegation=west, person=person, role=Seat.Role.HEAD, since=now.date() - timedelta(days=9))
        _fill(group, west, person, things)
    return person


def _fill(group: Group, west: Delegation, person: Person, things: int) -> None:
    now, soon = clock.now(), clock.now() + timedelta(days=2)
    meetings = things // 5
    Meeting.objects.bulk_create(
        Meeting(
            group=group, number=number, title=f"Call {number}", day=soon.date(), zone="UTC",
            wall_time=time(9), starts_at=soon, ends_at=soon + timedelta(hours=1), updated_at=now,
        )
        for number in range(1, meetings + 1)
    )  # fmt: skip
    held = Meeting.objects.filter(group=group).first()
    assert held
    tasks = [
        Task(group=group, meeting=held, number=n, title=f"Write {n}", delegation=west) for n in range(1, meetings + 1)
    ]
    Task.objects.bulk_create(tasks)
    decisions = Decision.objects.bulk_create(
        Decision(group=group, number=number, title=f"Question {number}", kind="poll", by=person, created_at=now)
        for number in range(1, things - 2 * meetings + 1)
    )
    Poll.objects.bulk_create(Poll(decision=decision, closes_at=now + timedelta(days=5)) for decision in decisions)
