"""The worker's part: calendars kept right, packs made."""

from workgroups.meetings.tasks.calendars import shift
from workgroups.meetings.tasks.packs import make_pack, make_packs

SCHEDULE = {"workgroups.meetings.tasks.shift": 24 * 3600.0, "workgroups.meetings.tasks.make_packs": 15.0}
__all__ = ["SCHEDULE", "make_pack", "make_packs", "shift"]
