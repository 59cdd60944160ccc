"""What a meeting is made of, one module a noun: the occasion, its programme, who took part, what it left to do."""

from workgroups.meetings.models.meetings import Attendance, FeedToken, Meeting, Series, Slot
from workgroups.meetings.models.papers import Pack, Paper
from workgroups.meetings.models.participants import Participant
from workgroups.meetings.models.programme import AgendaItem, MeetingDecision, Session
from workgroups.meetings.models.tasks import Task

__all__ = [
    "AgendaItem",
    "Attendance",
    "FeedToken",
    "Meeting",
    "MeetingDecision",
    "Pack",
    "Paper",
    "Participant",
    "Series",
    "Session",
    "Slot",
    "Task",
]
