"""What happens to meetings."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Audience, Event, StreamRef


@dataclass(frozen=True)
class SeriesCreated(Event):
    name: ClassVar[str] = "meetings.series_created"
    group_id: int
    series_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("meetings",)


@dataclass(frozen=True)
class SeriesExtended(Event):
    """Meetings came within reach of the calendar; a timer's work, nobody needs to be told."""

    name: ClassVar[str] = "meetings.series_extended"
    group_id: int
    series_id: int

    def topics(self) -> tuple[str, ...]:
        return ("meetings",)


@dataclass(frozen=True)
class MeetingShifted(Event):
    """The rules of a time zone changed, and with them the instant of a meeting whose wall time stands."""

    name: ClassVar[str] = "meetings.meeting_shifted"
    group_id: int
    meeting_id: int

    def topics(self) -> tuple[str, ...]:
        return ("meetings", f"meeting:{self.meeting_id}")


@dataclass(frozen=True)
class FeedRenewed(Event):
    """Somebody's calendar has a new address."""

    name: ClassVar[str] = "meetings.feed_renewed"
    person_id: int

    def stream(self) -> StreamRef:
        return StreamRef.person(self.person_id)

    def audience(self) -> Audience:
        return Audience.person(self.person_id)

    def topics(self) -> tuple[str, ...]:
        return ("calendar",)


@dataclass(frozen=True)
class MeetingPlanned(Event):
    """A single meeting was set; the occurrences of a series are announced by the series."""

    name: ClassVar[str] = "meetings.meeting_planned"
    group_id: int
    meeting_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("meetings",)


@dataclass(frozen=True)
class MeetingMoved(Event):
    """Time or place changed."""

    name: ClassVar[str] = "meetings.meeting_moved"
    group_id: int
    meeting_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("meetings", f"meeting:{self.meeting_id}")


@dataclass(frozen=True)
class MeetingCancelled(Event):
    name: ClassVar[str] = "meetings.meeting_cancelled"
    group_id: int
    meeting_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("meetings", f"meeting:{self.meeting_id}")


@dataclass(frozen=True)
class AgendaChanged(Event):
    name: ClassVar[str] = "meetings.agenda_changed"
    group_id: int
    meeting_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return (f"meeting:{self.meeting_id}",)


@dataclass(frozen=True)
class AttendanceAnswered(Event):
    name: ClassVar[str] = "meetings.attendance_answered"
    group_id: int
    meeting_id: int
    person_id: int

    def topics(self) -> tuple[str, ...]:
        return (f"attendance:{self.meeting_id}",)


@dataclass(frozen=True)
class MinutesOpened(Event):
    """The minutes exist, as a draft that members write together."""

    name: ClassVar[str] = "meetings.minutes_opened"
    group_id: int
    meeting_id: int
    draft_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return (f"meeting:{self.meeting_id}",)


@dataclass(frozen=True)
class TaskSet(Event):
    name: ClassVar[str] = "meetings.task_set"
    group_id: int
    task_id: int
    meeting_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return (f"tasks:{self.meeting_id}",)


@dataclass(frozen=True)
class TaskFinished(Event):
    name: ClassVar[str] = "meetings.task_finished"
    group_id: int
    task_id: int
    meeting_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return (f"tasks:{self.meeting_id}",)
