"""Set a meeting, move it, cancel it, or bring in one that was."""

from datetime import date, time

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number, tell_guests
from workgroups.groups.models import GuestPass
from workgroups.groups.permissions import Member, first_marking, require, require_marking, require_remarking
from workgroups.meetings.events import (
    MeetingCancelled,
    MeetingMarked,
    MeetingMoved,
    MeetingPlanned,
    MeetingRecorded,
    MeetingRestored,
    MeetingShifted,
)
from workgroups.meetings.logic.times import Hours, hours
from workgroups.meetings.models import Meeting
from workgroups.meetings.permissions import can_arrange, can_restore


@transaction.atomic
def plan_meeting(
    *,
    actor: Member,
    title: str,
    day: date,
    wall_time: time | None,
    zone: str,
    minutes: int = 60,
    last_day: date | None = None,
    place: str = "",
    join_url: str = "",
    marking: str = "",
) -> Meeting:
    """Set a single meeting by its wall time in a zone.

    `last_day` makes it a meeting of several days, each from `wall_time` on for `minutes`. Without a wall time its hours
    are not known: pages and calendars then show whole days. Raises Refused for a zone or a span that cannot be.
    """
    require(can_arrange(actor))
    when = hours(day, wall_time, zone, minutes, last_day)
    meeting = _create(actor, title, when, marking, place=text.single_line(place), join_url=join_url)
    emit(
        MeetingPlanned(
            group_id=actor.group.pk, meeting_id=meeting.pk, marking=meeting.marking, actor_id=actor.person.pk
        )
    )
    return meeting


@transaction.atomic
def record_meeting(
    *,
    actor: Member,
    title: str,
    day: date,
    source: str,
    last_day: date | None = None,
    wall_time: time | None = None,
    zone: str = "UTC",
    minutes: int = 60,
    place: str = "",
    marking: str = "",
) -> Meeting:
    """Bring in a meeting that was, from a source named in words; nobody is invited, asked or reminded.

    What the source does not say stays empty (`wall_time`, `place`) and is shown as "not recorded in the source".
    Raises Refused without a source, and for a meeting that has not ended.
    """
    require(can_arrange(actor))
    note = text.single_line(source)
    if not note:
        raise Refused(_("Say which source this record is taken from."), field="source")
    when = hours(day, wall_time, zone, minutes, last_day)
    if when["ends_at"] > clock.now():
        raise Refused(_("A record is of a meeting that has ended; plan this one instead."), field="day")
    meeting = _create(actor, title, when, marking, place=text.single_line(place), recorded_from=note)
    emit(
        MeetingRecorded(
            group_id=actor.group.pk, meeting_id=meeting.pk, marking=meeting.marking, actor_id=actor.person.pk
        )
    )
    return meeting


@transaction.atomic
def shift_meeting(*, meeting: Meeting) -> None:
    """Derive a meeting's instant anew after the rules of its zone changed."""
    when = hours(meeting.day, meeting.wall_time, meeting.zone, meeting.minutes, meeting.last_day)
    _change(meeting, when)
    emit(MeetingShifted(group_id=meeting.group_id, meeting_id=meeting.pk, marking=meeting.marking))


@transaction.atomic
def move_meeting(
    *,
    actor: Member,
    meeting: Meeting,
    title: str,
    day: date,
    wall_time: time | None,
    zone: str,
    minutes: int,
    place: str,
    join_url: str = "",
    last_day: date | None = None,
    source: str = "",
) -> None:
    """Change a meeting's title, time or place; calendars take it because the sequence rises.

    `source` replaces that of a record; without it the old one stays, and a planned meeting never becomes a record.
    Raises Refused for a record that would lie in the future, and when a session would lie outside of the new days.
    """
    require(can_arrange(actor))
    when = hours(day, wall_time, zone, minutes, last_day)
    if meeting.is_record and when["ends_at"] > clock.now():
        raise Refused(_("A record is of a meeting that has ended."), field="day")
    outside = meeting.sessions.exclude(day=None).exclude(day__range=(day, last_day or day)).first()
    if outside:
        message = _("“%(session)s” stands on a day that this would leave out; move that session first.")
        raise Refused(message % {"session": outside.title}, field="last_day")
    named = {"title": text.single_line(title), "place": text.single_line(place), "join_url": join_url}
    if meeting.is_record and text.single_line(source):
        named["recorded_from"] = text.single_line(source)
    known = _where(meeting)
    _change(meeting, when, **named)
    emit(
        MeetingMoved(
            group_id=meeting.group_id,
            meeting_id=meeting.pk,
            marking=meeting.marking,
            actor_id=actor.person.pk,
            is_elsewhere=_where(meeting) != known,
        )
    )


@transaction.atomic
def cancel_meeting(*, actor: Member, meeting: Meeting) -> None:
    """Cancel a meeting; it stays in calendars, struck out."""
    require(can_arrange(actor))
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("This meeting is cancelled already."))
    if meeting.is_record:
        raise Refused(_("This is the record of a meeting that was held; it cannot be cancelled."))
    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.CANCELLED, sequence=F("sequence") + 1, updated_at=clock.now()
    )
    emit(
        MeetingCancelled(
            group_id=meeting.group_id, meeting_id=meeting.pk, marking=meeting.marking, actor_id=actor.person.pk
        )
    )


@transaction.atomic
def restore_meeting(*, actor: Member, meeting: Meeting) -> None:
    """Undo a cancellation within `clock.UNDO`: the meeting stands again with its answers, also in calendars."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(can_restore(actor, locked), _("The cancellation can no longer be undone; set a new meeting."))
    Meeting.objects.filter(pk=locked.pk).update(
        state=Meeting.State.PLANNED, sequence=F("sequence") + 1, updated_at=clock.now()
    )
    emit(
        MeetingRestored(
            group_id=locked.group_id, meeting_id=locked.pk, marking=locked.marking, actor_id=actor.person.pk
        )
    )


@transaction.atomic
def mark_meeting(*, actor: Member, meeting: Meeting, marking: str) -> None:
    """Give a meeting another marking; it holds at once, in calendars too. Its minutes have a marking of their own."""
    locked = Meeting.objects.select_for_update(of=["self"]).get(pk=meeting.pk)
    require_remarking(actor, locked.marking, marking)
    Meeting.objects.filter(pk=locked.pk).update(marking=marking)
    tell_guests(group_id=locked.group_id, kind=GuestPass.Kind.MEETING, number=locked.number)
    emit(
        MeetingMarked(
            group_id=locked.group_id,
            meeting_id=locked.pk,
            actor_id=actor.person.pk,
            marking=marking,
            before=locked.marking,
        )
    )


def _create(actor: Member, title: str, when: Hours, marking: str, **others: str) -> Meeting:
    marking = marking or first_marking(actor)
    require_marking(actor, marking)
    number = next_number(group=actor.group, kind="meeting", marking=marking)
    named = {"group": actor.group, "number": number, "title": text.single_line(title), "marking": marking}
    return Meeting.objects.create(**named, **when, **others, updated_at=clock.now().replace(microsecond=0))


def _where(meeting: Meeting) -> tuple[object, ...]:
    """What somebody must know to come."""
    return meeting.starts_at, meeting.ends_at, meeting.place, meeting.join_url


def _change(meeting: Meeting, when: Hours, **others: str) -> None:
    for name, value in {**when, **others}.items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    meeting.updated_at = clock.now().replace(microsecond=0)
    meeting.save()
