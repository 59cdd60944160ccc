"""On meeting events: keep series reaching 18 months ahead."""

from datetime import timedelta

from workgroups.core import clock
from workgroups.events.subscribe import on
from workgroups.groups.events import GroupConcluded
from workgroups.groups.models import Group
from workgroups.groups.permissions import OPEN_STATES
from workgroups.meetings.actions import extend_series, stop_meetings
from workgroups.meetings.events import MeetingsStopped, SeriesCreated, SeriesExtended
from workgroups.meetings.models import Series
from workgroups.timers.actions import set_timer
from workgroups.timers.registry import handles

REACH_AGAIN = timedelta(days=28)


@on(SeriesCreated, reader="timers")
def reach_ahead(event: SeriesCreated) -> None:
    """Look again in four weeks."""
    set_timer(kind="meetings.extend", subject_id=event.series_id, due=clock.now() + REACH_AGAIN)


@on(SeriesExtended, reader="timers")
def reach_further(event: SeriesExtended) -> None:
    """And four weeks later again."""
    set_timer(kind="meetings.extend", subject_id=event.series_id, due=clock.now() + REACH_AGAIN)


@on(GroupConcluded, reader="timers", may_emit_events=(MeetingsStopped,))
def stop(event: GroupConcluded) -> None:
    """End series and cancel what is still to come, unless the work was taken up again meanwhile."""
    if not Group.objects.filter(pk=event.group_id, state__in=OPEN_STATES).exists():
        stop_meetings(group_id=event.group_id)


@handles("meetings.extend")
def extend(series_id: int) -> None:
    """Add the meetings that have come within reach; nothing for a series that is gone or has stopped."""
    going_on = Series.objects.select_related("group").filter(pk=series_id, group__state__in=OPEN_STATES)
    if series := going_on.first():
        extend_series(series=series)
