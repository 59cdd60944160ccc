"""Read meetings, who comes, and what a calendar shows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Group, Seat
from workgroups.groups.queries import groups_by_person, groups_of, people_in
from workgroups.meetings.adapters.ics import Entry
from workgroups.meetings.logic.times import LocalTime, instant, local_times
from workgroups.meetings.models import Attendance, FeedToken, Meeting, Task

CANCELLED_STAY = timedelta(days=90)


def coming_in(group: Group) -> QuerySet[Meeting]:
    """Return the group's meetings that have not ended, soonest first."""
    return Meeting.objects.filter(group=group, ends_at__gt=clock.now()).order_by("starts_at", "pk")


def past_in(group: Group) -> QuerySet[Meeting]:
    """Return the group's meetings that have ended and took place, latest first."""
    found = Meeting.objects.filter(group=group, ends_at__lte=clock.now(), state=Meeting.State.PLANNED)
    return found.order_by("-starts_at", "-pk")


def next_in(group: Group) -> Meeting | None:
    """Return the group's next meeting that is not cancelled."""
    return coming_in(group).filter(state=Meeting.State.PLANNED).first()


def meetings_of(person: Person, until: datetime) -> QuerySet[Meeting]:
    """Return what a person's groups have planned up to an instant, soonest first."""
    found = Meeting.objects.filter(group__in=groups_of(person), ends_at__gt=clock.now(), starts_at__lt=until)
    return found.filter(state=Meeting.State.PLANNED).select_related("group").order_by("starts_at", "pk")


def unanswered_by(person: Person, until: datetime) -> QuerySet[Meeting]:
    """Return the meetings up to an instant to which a person has not said whether they come."""
    own = Attendance.objects.filter(meeting=OuterRef("pk"), person=person)
    return meetings_of(person, until).filter(~Exists(own))


def unanswered_among(people: Sequence[Person], until: datetime) -> dict[int, list[Meeting]]:
    """Return, for each of these people, the meetings up to an instant that they have not answered; four queries."""
    groups = groups_by_person(person.pk for person in people)
    planned = Meeting.objects.filter(group__in=set().union(*groups.values()), state=Meeting.State.PLANNED)
    coming = planned.filter(ends_at__gt=clock.now(), starts_at__lt=until).select_related("group")
    meetings = list(coming.order_by("starts_at", "pk"))
    answers = Attendance.objects.filter(meeting__in=meetings, person__in=groups)
    answered = set(answers.values_list("meeting_id", "person_id"))
    return {
        person_id: [one for one in meetings if one.group_id in own and (one.pk, person_id) not in answered]
        for person_id, own in groups.items()
    }


def answers_to(meeting: Meeting) -> list[Attendance]:
    """Return the answers with names and bodies, by answer and name."""
    found = Attendance.objects.filter(meeting=meeting).select_related("person", "delegation__body")
    order = {Attendance.Answer.YES: 0, Attendance.Answer.MAYBE: 1, Attendance.Answer.NO: 2}
    return sorted(
        found, key=lambda attendance: (order[Attendance.Answer(attendance.answer)], attendance.person.sort_key)
    )


def hours_for(meeting: Meeting) -> list[LocalTime]:
    """Return the meeting's hour for each delegation, by the zones in which its people live."""
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(delegation__group=meeting.group).order_by("delegation__body__sort_key")
    pairs = seats.values_list("delegation__body__name", "person__time_zone").distinct()
    return local_times(meeting.starts_at, meeting.day, list(dict.fromkeys(pairs)))


def tasks_of(meeting: Meeting) -> QuerySet[Task]:
    """Return what a meeting gave somebody to do."""
    return Task.objects.filter(meeting=meeting).select_related("delegation__body", "done_by").order_by("number")


def open_tasks_of(person: Person) -> QuerySet[Task]:
    """Return what a person's delegations owe, soonest first."""
    today = clock.now().date()
    delegations = Seat.objects.on(today).filter(person=person).values("delegation_id")
    found = Task.objects.filter(delegation__in=delegations, done_at=None)
    return found.select_related("meeting__group", "delegation__body").order_by("due_on", "pk")


def open_tasks_among(people: Sequence[Person]) -> dict[int, list[Task]]:
    """Return, for each of these people, what their delegations owe, soonest first; two queries."""
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(person__in=[person.pk for person in people])
    held = set(seats.values_list("person_id", "delegation_id"))
    found = Task.objects.filter(delegation_id__in={delegation_id for _, delegation_id in held}, done_at=None)
    tasks = list(found.select_related("meeting__group", "delegation__body").order_by("due_on", "pk"))
    return {person.pk: [task for task in tasks if (person.pk, task.delegation_id) in held] for person in people}


def awaited_in(meeting: Meeting) -> int:
    """Return how many members have not answered."""
    answered = meeting.attendances.values("person_id")
    return people_in(meeting.group).exclude(pk__in=answered).count()


def feed_of(meetings: Sequence[Meeting], *, with_joining: bool) -> list[Entry]:
    """Return calendar entries; joining details only where members read. `group` must be loaded."""
    return [
        Entry(
            uid=f"{meeting.uid}@{settings.BASE_URL.split('//')[-1]}",
            sequence=meeting.sequence,
            changed_at=meeting.updated_at,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            title=f"{meeting.group.name}: {meeting.title}",
            description="",
            url=f"{settings.BASE_URL}{meeting.get_absolute_url()}",
            place=meeting.place,
            join_url=meeting.join_url if with_joining else "",
            cancelled=meeting.state == Meeting.State.CANCELLED,
        )
        for meeting in meetings
    ]


def in_feed(found: QuerySet[Meeting]) -> list[Meeting]:
    """Return what a calendar carries: what was not cancelled, and what was cancelled of late, in order."""
    stale = found.filter(state=Meeting.State.CANCELLED, updated_at__lt=clock.now() - CANCELLED_STAY).values("pk")
    return list(found.exclude(pk__in=stale).select_related("group").order_by("starts_at", "pk"))


def person_of_feed(token: str) -> Person | None:
    """Return whose calendar a token opens, or None."""
    found = FeedToken.objects.select_related("person").filter(token=token, person__is_active=True).first()
    return found.person if found else None


def shifted() -> list[Meeting]:
    """Return coming meetings whose stored instant is no longer what their wall time means."""
    coming = Meeting.objects.filter(starts_at__gt=clock.now()).select_related("group")
    return [found for found in coming if found.starts_at != instant(found.day, found.wall_time, found.zone)]


def week_of(person: Person) -> list[Meeting]:
    """Return a person's meetings of the next seven days."""
    return list(meetings_of(person, clock.now() + timedelta(days=7)))
