"""On meeting events: keep series reaching 18 months ahead."""

from datetime import timedelta

from workgroups.core import clock
from workgroups.events.subscribe import on
from workgroups.meetings.actions import extend_series
from workgroups.meetings.events import SeriesCreated, SeriesExtended
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


@handles("meetings.extend")
def extend(series_id: int) -> None:
    """Add the meetings that have come within reach; nothing for a series that is gone."""
    if series := Series.objects.select_related("group").filter(pk=series_id).first():
        extend_series(series=series)
