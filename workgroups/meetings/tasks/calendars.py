"""Daily upkeep of calendars: zone rules may have changed."""

from celery import shared_task

from workgroups.meetings.actions import shift_meeting
from workgroups.meetings.queries import shifted


@shared_task(name="workgroups.meetings.tasks.shift")
def shift() -> int:
    """Give meetings their instant by today's zone rules; return how many moved."""
    found = shifted()
    for meeting in found:
        shift_meeting(meeting=meeting)
    return len(found)
