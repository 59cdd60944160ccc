"""Plan meetings, answer them, record them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import available_timezones

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.drafts.actions import create_draft
from workgroups.drafts.models import Draft
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import (
    AgendaChanged,
    AttendanceAnswered,
    FeedRenewed,
    MeetingCancelled,
    MeetingMoved,
    MeetingPlanned,
    MeetingShifted,
    MinutesOpened,
    SeriesCreated,
    SeriesExtended,
    TaskFinished,
    TaskSet,
)
from workgroups.meetings.logic.times import instant, occurrences
from workgroups.meetings.models import AgendaItem, Attendance, FeedToken, Meeting, Series, Slot, Task
from workgroups.meetings.permissions import can_answer_meeting, can_arrange, can_do_task

AHEAD = timedelta(days=550)  # the occurrences of a series are rows up to 18 months ahead


@dataclass(frozen=True)
class Item:
    """An agenda item as it is given: title, minutes, presenter."""

    title: str
    minutes: int = 10
    presenter: str = ""


@transaction.atomic
def plan_meeting(
    *,
    actor: Member,
    title: str,
    day: date,
    wall_time: time,
    zone: str,
    minutes: int,
    place: str = "",
    join_url: str = "",
) -> Meeting:
    """Set a single meeting by its wall time in a zone."""
    require(can_arrange(actor))
    _check_zone(zone)
    meeting = Meeting(
        group=actor.group, title=text.single_line(title), place=text.single_line(place), join_url=join_url
    )
    meeting.number = next_number(group=actor.group, kind="meeting")
    _set_time(meeting, day, wall_time, zone, minutes)
    meeting.save()
    emit(MeetingPlanned(group_id=actor.group.pk, meeting_id=meeting.pk, actor_id=actor.person.pk))
    return meeting


@transaction.atomic
def create_series(
    *,
    actor: Member,
    title: str,
    first_day: date,
    every_weeks: int,
    slots: Sequence[tuple[time, str]],
    minutes: int,
    place: str = "",
    join_url: str = "",
) -> Series:
    """Make an open-ended series whose slots (wall time, zone) take turns; its meetings exist 18 months ahead."""
    require(can_arrange(actor))
    if not slots:
        raise Refused(_("Give at least one hour for the series."), field="slots")
    for _wall, zone in slots:
        _check_zone(zone)
    series = Series.objects.create(
        group=actor.group,
        title=text.single_line(title),
        first_day=first_day,
        every_weeks=every_weeks,
        minutes=minutes,
        place=text.single_line(place),
        join_url=join_url,
        by=actor.person,
    )
    Slot.objects.bulk_create(
        Slot(series=series, position=n, wall_time=wall, zone=zone) for n, (wall, zone) in enumerate(slots)
    )
    _add_occurrences(series)
    emit(SeriesCreated(group_id=actor.group.pk, series_id=series.pk, actor_id=actor.person.pk))
    return series


@transaction.atomic
def extend_series(*, series: Series) -> int:
    """Add the meetings that have come within 18 months; return how many. A timer's work."""
    made = _add_occurrences(series)
    emit(SeriesExtended(group_id=series.group_id, series_id=series.pk))
    return made


@transaction.atomic
def shift_meeting(*, meeting: Meeting) -> None:
    """Derive a meeting's instant anew after the rules of its zone changed."""
    _set_time(meeting, meeting.day, meeting.wall_time, meeting.zone, meeting.minutes)
    meeting.sequence += 1
    meeting.save()
    emit(MeetingShifted(group_id=meeting.group_id, meeting_id=meeting.pk))


@transaction.atomic
def move_meeting(
    *,
    actor: Member,
    meeting: Meeting,
    title: str,
    day: date,
    wall_time: time,
    zone: str,
    minutes: int,
    place: str,
    join_url: str,
) -> None:
    """Change a meeting's title, time or place; calendars take it because the sequence rises."""
    require(can_arrange(actor))
    _check_zone(zone)
    meeting.title, meeting.place, meeting.join_url = text.single_line(title), text.single_line(place), join_url
    _set_time(meeting, day, wall_time, zone, minutes)
    meeting.sequence += 1
    meeting.save()
    emit(MeetingMoved(group_id=meeting.group_id, meeting_id=meeting.pk, actor_id=actor.person.pk))


@transaction.atomic
def cancel_meeting(*, actor: Member, meeting: Meeting) -> None:
    """Cancel a meeting; it stays in calendars, struck out."""
    require(can_arrange(actor))
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("This meeting is cancelled already."))
    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.CANCELLED, sequence=F("sequence") + 1, updated_at=clock.now()
    )
    emit(MeetingCancelled(group_id=meeting.group_id, meeting_id=meeting.pk, actor_id=actor.person.pk))


@transaction.atomic
def set_agenda(*, actor: Member, meeting: Meeting, items: Sequence[Item]) -> None:
    """Replace a meeting's agenda."""
    require(can_arrange(actor))
    AgendaItem.objects.filter(meeting=meeting).delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=n,
            title=text.single_line(item.title),
            minutes=item.minutes,
            presenter=text.single_line(item.presenter),
        )
        for n, item in enumerate(items, 1)
    )
    emit(AgendaChanged(group_id=meeting.group_id, meeting_id=meeting.pk, actor_id=actor.person.pk))


@transaction.atomic
def answer_meeting(*, actor: Member, meeting: Meeting, answer: str) -> None:
    """Say whether one comes; may be changed until the meeting has ended."""
    require(can_answer_meeting(actor, meeting))
    if meeting.ends_at <= clock.now():
        raise Refused(_("This meeting is over; answers are no longer taken."))
    if answer not in Attendance.Answer.values:
        raise Refused(_("Choose one of the answers."), field="answer")
    said = {"answer": answer, "at": clock.now(), "delegation": actor.delegation}
    Attendance.objects.update_or_create(meeting=meeting, person=actor.person, defaults=said)
    emit(AttendanceAnswered(group_id=meeting.group_id, meeting_id=meeting.pk, person_id=actor.person.pk))


@transaction.atomic
def open_minutes(*, actor: Member, meeting: Meeting, words: str = "") -> Draft:
    """Begin the minutes as a shared draft: `words` (Markdown), or else one heading an agenda item."""
    require(can_arrange(actor))
    locked = Meeting.objects.select_for_update(of=["self"]).get(pk=meeting.pk)
    if locked.minutes_draft_id:
        raise Refused(_("The minutes of this meeting are open already."))
    if locked.starts_at > clock.now():
        raise Refused(_("Minutes are opened once the meeting has begun."))
    title = _("Minutes: %(title)s") % {"title": locked.title}
    headings = "\n\n".join(f"# {item.title}" for item in locked.agenda.all())
    draft = create_draft(actor=actor, title=text.excerpt(title, 200), words=words or headings)
    Meeting.objects.filter(pk=locked.pk).update(minutes_draft=draft)
    emit(MinutesOpened(group_id=locked.group_id, meeting_id=locked.pk, draft_id=draft.pk, actor_id=actor.person.pk))
    return draft


@transaction.atomic
def set_task(*, actor: Member, meeting: Meeting, title: str, delegation: Delegation, due_on: date | None) -> Task:
    """Write down what a delegation owes after a meeting."""
    require(can_arrange(actor))
    if delegation.group_id != meeting.group_id:
        raise Refused(_("Choose a delegation of this group."), field="delegation")
    number = next_number(group=actor.group, kind="task")
    task = Task.objects.create(
        group=actor.group,
        number=number,
        meeting=meeting,
        title=text.single_line(title),
        delegation=delegation,
        due_on=due_on,
    )
    emit(TaskSet(group_id=actor.group.pk, task_id=task.pk, meeting_id=meeting.pk, actor_id=actor.person.pk))
    return task


@transaction.atomic
def finish_task(*, actor: Member, task: Task) -> None:
    """Mark a task as done; the first to do so is remembered."""
    require(can_do_task(actor, task))
    if not Task.objects.filter(pk=task.pk, done_at=None).update(done_at=clock.now(), done_by=actor.person):
        raise Refused(_("This task was marked as done already."))
    emit(TaskFinished(group_id=task.group_id, task_id=task.pk, meeting_id=task.meeting_id, actor_id=actor.person.pk))


@transaction.atomic
def renew_feed(*, person: Person) -> str:
    """Give a person a new calendar address and end the old one; return the token (43 characters, 256 bits)."""
    token = secrets.token_urlsafe(32)
    FeedToken.objects.update_or_create(person=person, defaults={"token": token})
    emit(FeedRenewed(person_id=person.pk))
    return token


def _add_occurrences(series: Series) -> int:
    slots = list(series.slots.all())
    until = min(clock.now().date() + AHEAD, series.last_day or date.max)
    known = set(Meeting.objects.filter(series=series).values_list("occurrence", flat=True))
    made = 0
    for turn in occurrences(series.first_day, series.every_weeks, len(slots), until):
        if turn.index in known:
            continue
        meeting = Meeting(group=series.group, series=series, occurrence=turn.index, title=series.title)
        meeting.place, meeting.join_url = series.place, series.join_url
        meeting.number = next_number(group=series.group, kind="meeting")
        slot = slots[turn.slot]
        _set_time(meeting, turn.day, slot.wall_time, slot.zone, series.minutes)
        meeting.save()
        made += 1
    return made


def _set_time(meeting: Meeting, day: date, wall_time: time, zone: str, minutes: int) -> None:
    meeting.day, meeting.wall_time, meeting.zone, meeting.minutes = day, wall_time, zone, minutes
    meeting.starts_at = instant(day, wall_time, zone)
    meeting.ends_at = meeting.starts_at + timedelta(minutes=minutes)
    meeting.updated_at = _whole_second(clock.now())


def _whole_second(value: datetime) -> datetime:
    return value.replace(microsecond=0)


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise Refused(_("Choose a time zone from the list, such as Europe/London."), field="zone")
