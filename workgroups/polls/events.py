"""What happens to polls and decisions."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Audience, Event
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class PollOpened(OfMarked, Event):
    name: ClassVar[str] = "polls.poll_opened"
    words = _("opened a poll")
    shows = ("decisions",)
    group_id: int
    decision_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class PollAnswered(OfMarked, Event):
    """Somebody answered or changed an answer; the event does not say who, the page asks what it may show."""

    name: ClassVar[str] = "polls.poll_answered"
    words = _("answered a poll")
    shows = ("decisions", "decision:{decision_id}")
    group_id: int
    decision_id: int
    marking: str = "group"


@dataclass(frozen=True)
class PollReopened(OfMarked, Event):
    """A closing before its time was undone."""

    name: ClassVar[str] = "polls.poll_reopened"
    words = _("opened a poll again")
    shows = ("decisions", "decision:{decision_id}")
    group_id: int
    decision_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class PollClosed(OfMarked, Event):
    name: ClassVar[str] = "polls.poll_closed"
    words = _("closed a poll")
    when_closed = True
    shows = ("decisions", "decision:{decision_id}")
    group_id: int
    decision_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DecisionRecorded(OfMarked, Event):
    name: ClassVar[str] = "polls.decision_recorded"
    words = _("recorded a decision")
    shows = ("decisions",)
    group_id: int
    decision_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class PollRecorded(OfMarked, Event):
    """A poll of elsewhere stands in the record with what its source says of its result."""

    name: ClassVar[str] = "polls.poll_recorded"
    words = _("recorded a poll of elsewhere")
    shows = ("decisions",)
    group_id: int
    decision_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class CallOpened(OfMarked, Event):
    name: ClassVar[str] = "polls.call_opened"
    words = _("opened a call for input")
    shows = ("decisions",)
    group_id: int
    decision_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class AnswerSaved(Event):
    """A draft of an answer was kept; only those for whom it speaks hear of it."""

    name: ClassVar[str] = "polls.answer_saved"
    words = _("saved an answer to a call")
    shows = ("decision:{decision_id}:own",)
    group_id: int
    decision_id: int
    delegation_id: int | None
    actor_id: int

    def audience(self) -> Audience:
        return Audience.delegation(self.delegation_id) if self.delegation_id else Audience.person(self.actor_id)


@dataclass(frozen=True)
class AnswerSubmitted(OfMarked, Event):
    """An answer to a call came in, or was replaced; who has answered is for every member to see."""

    name: ClassVar[str] = "polls.answer_submitted"
    words = _("submitted an answer to a call")
    shows = ("decisions", "decision:{decision_id}", "decision:{decision_id}:own")
    group_id: int
    decision_id: int
    response_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class CallClosed(OfMarked, Event):
    name: ClassVar[str] = "polls.call_closed"
    words = _("closed a call for input")
    shows = ("decisions", "decision:{decision_id}", "decision:{decision_id}:own")
    group_id: int
    decision_id: int
    marking: str = "group"


@dataclass(frozen=True)
class ThemesChanged(Event):
    """An officer coded answers: a theme was added, renamed, merged, split, removed, or an answer moved.

    `officers_only` where members do not see the answers themselves (yet).
    """

    name: ClassVar[str] = "polls.themes_changed"
    words = _("sorted answers into themes")
    shows = ("decision:{decision_id}:themes",)
    group_id: int
    decision_id: int
    question_id: int | None
    actor_id: int
    officers_only: bool

    def audience(self) -> Audience:
        return Audience.officers() if self.officers_only else Audience.group()


@dataclass(frozen=True)
class ThemesRecorded(OfMarked, Event):
    """Themes of a discussion elsewhere stand in the record as its source draws them."""

    name: ClassVar[str] = "polls.themes_recorded"
    words = _("recorded themes")
    shows = ("decisions",)
    group_id: int
    decision_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DecisionMarked(Event):
    """It has another marking. Who may no longer know of it hears this last thing: their pages close it."""

    name: ClassVar[str] = "polls.decision_marked"
    shows = ("decisions", "decision:{decision_id}")
    group_id: int
    decision_id: int
    actor_id: int
    marking: str
    before: str
