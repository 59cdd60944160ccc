"""Read meetings, who comes, and what a calendar shows."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.drafts.models import Draft
from workgroups.groups.models import Seat
from workgroups.groups.permissions import Member, markings_read
from workgroups.groups.queries import groups_of, people_in, readable_by, readers_of_marking
from workgroups.meetings.logic.times import LocalTime, hours, local_times
from workgroups.meetings.models import AgendaItem, Attendance, Meeting


def known_to(member: Member) -> QuerySet[Meeting]:
    """Return the group's meetings that a member may know of by their marking."""
    return Meeting.objects.filter(group=member.group, marking__in=markings_read(member))


def coming_in(member: Member) -> QuerySet[Meeting]:
    """Return the meetings that have not ended, soonest first."""
    return known_to(member).filter(ends_at__gt=clock.now()).order_by("starts_at", "pk")


def coming_few(member: Member, of_series: int = 3) -> QuerySet[Meeting]:
    """Return what is coming, but only the next few of each series: it would hide everything else."""
    turn = Window(RowNumber(), partition_by="series", order_by="starts_at")
    found = coming_in(member).annotate(turn=turn).filter(Q(series=None) | Q(turn__lte=of_series))
    return found.select_related("group", "series")


def past_in(member: Member) -> QuerySet[Meeting]:
    """Return the meetings that have ended and took place, latest first."""
    found = known_to(member).filter(ends_at__lte=clock.now(), state=Meeting.State.PLANNED)
    return found.order_by("-starts_at", "-pk")


def past_page(member: Member, before: str, size: int) -> tuple[list[Meeting], int | None]:
    """Return at most `size` past meetings before the one with a number (all, if empty) and the number for the next."""
    found = past_in(member).select_related("group")
    last = known_to(member).filter(number=int(before)).first() if before.isdecimal() else None
    if last:
        earlier = Q(starts_at__lt=last.starts_at) | Q(starts_at=last.starts_at, pk__lt=last.pk)
        found = found.filter(earlier)
    rows = list(found[: size + 1])
    return rows[:size], rows[size - 1].number if len(rows) > size else None


def next_in(member: Member) -> Meeting | None:
    """Return a member's next meeting in their group that is not cancelled."""
    return coming_in(member).filter(state=Meeting.State.PLANNED).first()


def meetings_of(person: Person, until: datetime) -> QuerySet[Meeting]:
    """Return what a person's groups have planned up to an instant, soonest first."""
    found = Meeting.objects.filter(group__in=groups_of(person), ends_at__gt=clock.now(), starts_at__lt=until)
    found = found.filter(readable_by(person))
    return found.filter(state=Meeting.State.PLANNED).select_related("group").order_by("starts_at", "pk")


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
    sitting = seats.select_related("delegation__body", "person")
    pairs = dict.fromkeys((seat.delegation.body.shown, seat.person.time_zone) for seat in sitting)
    return local_times(meeting.starts_at, meeting.day, list(pairs))


def awaited_in(meeting: Meeting) -> int:
    """Return how many members have not answered."""
    answered = meeting.attendances.values("person_id")
    people = people_in(meeting.group).exclude(pk__in=answered)
    readers = readers_of_marking(meeting.group_id, meeting.marking)
    return people.count() if readers is None else people.filter(pk__in=readers).count()


def shifted() -> list[Meeting]:
    """Return coming meetings whose stored instant is no longer what their wall time means."""
    coming = Meeting.objects.filter(starts_at__gt=clock.now()).select_related("group")
    return [found for found in coming if _now_means(found) != (found.starts_at, found.ends_at)]


def _now_means(meeting: Meeting) -> tuple[datetime, datetime]:
    when = hours(meeting.day, meeting.wall_time, meeting.zone, meeting.minutes, meeting.last_day)
    return when["starts_at"], when["ends_at"]


def week_of(person: Person, size: int) -> tuple[list[Meeting], int]:
    """Return the first meetings of a person's next seven days, and how many these days have; one query."""
    found = meetings_of(person, clock.now() + timedelta(days=7)).annotate(of=Window(Count("pk")))
    rows: list[Meeting] = list(found[:size])
    return rows, rows[0].of if rows else 0  # type: ignore[attr-defined]


def items_citing(member: Member, draft: Draft) -> list[AgendaItem]:
    """Return the agenda items whose words lead to a draft, of meetings that a member may know of."""
    found = AgendaItem.objects.filter(meeting__in=known_to(member), text__contains=draft.get_absolute_url())
    return list(found.select_related("meeting__group"))


def minuted_by(member: Member, draft: Draft) -> list[Meeting]:
    """Return the meeting whose minutes a draft is, where a member may know of it."""
    return list(known_to(member).filter(minutes_draft=draft).select_related("group"))
