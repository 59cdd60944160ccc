"""Make a series, and the meetings that come within its reach."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number
from workgroups.groups.permissions import Member, first_marking, require, require_marking
from workgroups.meetings.events import MeetingsStopped, SeriesCreated, SeriesExtended
from workgroups.meetings.logic.times import hours, occurrences
from workgroups.meetings.models import Meeting, Series, Slot
from workgroups.meetings.permissions import can_arrange

AHEAD = timedelta(days=550)  # the occurrences of a series are rows up to 18 months ahead


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
    marking: str = "",
) -> Series:
    """Make an open-ended series whose slots (wall time, zone) take turns; its meetings exist 18 months ahead."""
    require(can_arrange(actor))
    marking = marking or first_marking(actor)
    require_marking(actor, marking)
    if not slots:
        raise Refused(_("Give at least one hour for the series."), field="slots")
    series = Series.objects.create(
        group=actor.group,
        title=text.single_line(title),
        first_day=first_day,
        every_weeks=every_weeks,
        minutes=minutes,
        place=text.single_line(place),
        join_url=join_url,
        by=actor.person,
        marking=marking,
    )
    Slot.objects.bulk_create(
        Slot(series=series, position=n, wall_time=wall, zone=zone) for n, (wall, zone) in enumerate(slots)
    )
    _add_occurrences(series)
    emit(SeriesCreated(group_id=actor.group.pk, series_id=series.pk, actor_id=actor.person.pk, marking=series.marking))
    return series


@transaction.atomic
def extend_series(*, series: Series) -> int:
    """Add the meetings that have come within 18 months; return how many. A timer's work."""
    made = _add_occurrences(series)
    emit(SeriesExtended(group_id=series.group_id, series_id=series.pk, marking=series.marking))
    return made


@transaction.atomic
def stop_meetings(*, group_id: int) -> None:
    """Stop the series of a group whose work has ended, and cancel what is still to come; calendars hear of it."""
    now = clock.now()
    Series.objects.filter(group=group_id, last_day=None).update(last_day=now.date())
    coming = Meeting.objects.filter(group=group_id, starts_at__gt=now, state=Meeting.State.PLANNED, recorded_from="")
    coming.update(state=Meeting.State.CANCELLED, sequence=F("sequence") + 1, updated_at=now)
    emit(MeetingsStopped(group_id=group_id))


def _add_occurrences(series: Series) -> int:
    slots = list(series.slots.all())
    until = min(clock.now().date() + AHEAD, series.last_day or date.max)
    known = set(Meeting.objects.filter(series=series).values_list("occurrence", flat=True))
    made = 0
    for turn in occurrences(series.first_day, series.every_weeks, len(slots), until):
        if turn.index in known:
            continue
        slot = slots[turn.slot]
        Meeting.objects.create(
            group=series.group,
            series=series,
            occurrence=turn.index,
            title=series.title,
            place=series.place,
            join_url=series.join_url,
            number=next_number(group=series.group, kind="meeting", marking=series.marking),
            marking=series.marking,
            updated_at=clock.now().replace(microsecond=0),
            **hours(turn.day, slot.wall_time, slot.zone, series.minutes),
        )
        made += 1
    return made
