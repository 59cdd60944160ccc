"""Read what a calendar shows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.meetings.adapters.ics import Entry
from workgroups.meetings.logic.times import hours
from workgroups.meetings.models import FeedToken, Meeting

CANCELLED_STAY = timedelta(days=90)


def feed_of(meetings: Sequence[Meeting], *, with_joining: bool) -> list[Entry]:
    """Return calendar entries; joining details only where members read. `group` must be loaded.

    A meeting of several days with known hours is one entry a day, so that no night is taken up; without hours it is
    one entry of whole days.
    """
    return [entry for meeting in meetings for entry in _entries(meeting, with_joining=with_joining)]


def _entries(meeting: Meeting, *, with_joining: bool) -> Iterator[Entry]:
    host = settings.BASE_URL.split("//")[-1]
    whole = Entry(
        uid=f"{meeting.uid}@{host}",
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
        days=None if meeting.hours_known else (meeting.days[0], meeting.days[-1]),
    )
    if not meeting.hours_known or not meeting.last_day:
        yield whole
        return
    for number, day in enumerate(meeting.days, 1):
        when = hours(day, meeting.wall_time, meeting.zone, meeting.minutes)
        of_day = f"{meeting.uid}@{host}" if number == 1 else f"{meeting.uid}-{number}@{host}"
        title = _("%(title)s (day %(number)d of %(count)d)") % {
            "title": whole.title, "number": number, "count": len(meeting.days)
        }  # fmt: skip
        yield replace(whole, uid=of_day, starts_at=when["starts_at"], ends_at=when["ends_at"], title=title)


def in_feed(found: QuerySet[Meeting]) -> list[Meeting]:
    """Return what a calendar carries: what was not cancelled, and what was cancelled of late, in order."""
    stale = found.filter(state=Meeting.State.CANCELLED, updated_at__lt=clock.now() - CANCELLED_STAY).values("pk")
    return list(found.exclude(pk__in=stale).select_related("group").order_by("starts_at", "pk"))


def person_of_feed(token: str) -> Person | None:
    """Return whose calendar a token opens, or None."""
    found = FeedToken.objects.select_related("person").filter(token=token, person__is_active=True).first()
    return found.person if found else None
