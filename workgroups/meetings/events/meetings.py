"""What happens to meetings."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class SeriesCreated(OfMarked, Event):
    name: ClassVar[str] = "meetings.series_created"
    words = _("made a series of meetings")
    shows = ("meetings",)
    group_id: int
    series_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class SeriesExtended(OfMarked, Event):
    """Meetings came within reach of the calendar; a timer's work, nobody needs to be told."""

    name: ClassVar[str] = "meetings.series_extended"
    shows = ("meetings",)
    group_id: int
    series_id: int
    marking: str = "group"


@dataclass(frozen=True)
class MeetingShifted(OfMarked, Event):
    """The rules of a time zone changed, and with them the instant of a meeting whose wall time stands."""

    name: ClassVar[str] = "meetings.meeting_shifted"
    shows = ("meetings", "meeting:{meeting_id}", "meeting-when:{meeting_id}")
    group_id: int
    meeting_id: int
    marking: str = "group"


@dataclass(frozen=True)
class FeedRenewed(Event):
    """Somebody's calendar has a new address."""

    name: ClassVar[str] = "meetings.feed_renewed"
    log = "person"
    told = "person"
    shows = ("calendar",)
    person_id: int


@dataclass(frozen=True)
class MeetingPlanned(OfMarked, Event):
    """A single meeting was set; the occurrences of a series are announced by the series."""

    name: ClassVar[str] = "meetings.meeting_planned"
    words = _("planned a meeting")
    shows = ("meetings",)
    group_id: int
    meeting_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class MeetingMoved(OfMarked, Event):
    """Title, time or place changed. `is_elsewhere`: not the title alone, so people would come wrongly."""

    name: ClassVar[str] = "meetings.meeting_moved"
    words = _("moved a meeting")
    shows = ("meetings", "meeting:{meeting_id}", "meeting-when:{meeting_id}")
    group_id: int
    meeting_id: int
    actor_id: int
    marking: str = "group"
    is_elsewhere: bool = True


@dataclass(frozen=True)
class MeetingCancelled(OfMarked, Event):
    name: ClassVar[str] = "meetings.meeting_cancelled"
    words = _("cancelled a meeting")
    shows = ("meetings", "meeting:{meeting_id}", "meeting-when:{meeting_id}")
    group_id: int
    meeting_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class MeetingsStopped(Event):
    name: ClassVar[str] = "meetings.meetings_stopped"
    when_closed = True
    shows = ("meetings",)
    group_id: int


@dataclass(frozen=True)
class MeetingRestored(OfMarked, Event):
    """A cancellation was undone in time."""

    name: ClassVar[str] = "meetings.meeting_restored"
    words = _("restored a cancelled meeting")
    shows = ("meetings", "meeting:{meeting_id}", "meeting-when:{meeting_id}")
    group_id: int
    meeting_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class AgendaChanged(OfMarked, Event):
    name: ClassVar[str] = "meetings.agenda_changed"
    words = _("changed an agenda")
    shows = ("meeting:{meeting_id}",)
    group_id: int
    meeting_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class AttendanceAnswered(OfMarked, Event):
    name: ClassVar[str] = "meetings.attendance_answered"
    words = _("answered an invitation to a meeting")
    shows = ("attendance:{meeting_id}",)
    group_id: int
    meeting_id: int
    person_id: int
    marking: str = "group"


@dataclass(frozen=True)
class MinutesOpened(OfMarked, Event):
    """The minutes exist, as a draft that members write together."""

    name: ClassVar[str] = "meetings.minutes_opened"
    words = _("opened minutes")
    shows = ("meeting:{meeting_id}",)
    group_id: int
    meeting_id: int
    draft_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class TaskSet(OfMarked, Event):
    name: ClassVar[str] = "meetings.task_set"
    words = _("gave a task")
    shows = ("tasks:{meeting_id}",)
    group_id: int
    task_id: int
    meeting_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class TaskFinished(OfMarked, Event):
    name: ClassVar[str] = "meetings.task_finished"
    words = _("marked a task as done")
    shows = ("tasks:{meeting_id}",)
    group_id: int
    task_id: int
    meeting_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class MeetingRecorded(OfMarked, Event):
    """A past meeting was brought in from a source; nobody is told, since nothing is asked of anybody."""

    name: ClassVar[str] = "meetings.meeting_recorded"
    words = _("recorded a meeting")
    shows = ("meetings",)
    group_id: int
    meeting_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class ProgrammeChanged(OfMarked, Event):
    """A session was added, changed, moved or taken out; `session_id` says which."""

    name: ClassVar[str] = "meetings.programme_changed"
    words = _("changed the programme of a meeting")
    shows = ("meeting:{meeting_id}",)
    group_id: int
    meeting_id: int
    session_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DecisionAttached(OfMarked, Event):
    """A poll or decision of the group now stands in a meeting's programme."""

    name: ClassVar[str] = "meetings.decision_attached"
    words = _("put a decision to a meeting")
    shows = ("meeting:{meeting_id}",)
    group_id: int
    meeting_id: int
    decision_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DecisionDetached(OfMarked, Event):
    name: ClassVar[str] = "meetings.decision_detached"
    words = _("took a decision out of a meeting")
    shows = ("meeting:{meeting_id}",)
    group_id: int
    meeting_id: int
    decision_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class ParticipantsAdded(OfMarked, Event):
    """`count` entries were added to a meeting's list of participants."""

    name: ClassVar[str] = "meetings.participants_added"
    words = _("added participants to a meeting")
    shows = ("participants:{meeting_id}",)
    group_id: int
    meeting_id: int
    count: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class ParticipantChanged(OfMarked, Event):
    name: ClassVar[str] = "meetings.participant_changed"
    words = _("changed an entry of a list of participants")
    shows = ("participants:{meeting_id}",)
    group_id: int
    meeting_id: int
    participant_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class ParticipantRemoved(OfMarked, Event):
    name: ClassVar[str] = "meetings.participant_removed"
    words = _("took an entry out of a list of participants")
    shows = ("participants:{meeting_id}",)
    group_id: int
    meeting_id: int
    participant_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class TaskAssigned(OfMarked, Event):
    """A task passed to a delegation, to somebody named in words, or to nobody for now."""

    name: ClassVar[str] = "meetings.task_assigned"
    words = _("passed a task on")
    shows = ("tasks:{meeting_id}",)
    group_id: int
    task_id: int
    meeting_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class MeetingMarked(Event):
    """It has another marking. Who may no longer know of it hears this last thing: their pages close it."""

    name: ClassVar[str] = "meetings.meeting_marked"
    shows = ("meetings", "meeting:{meeting_id}")
    group_id: int
    meeting_id: int
    actor_id: int
    marking: str
    before: str
