"""What happens to polls and decisions."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Event


@dataclass(frozen=True)
class PollOpened(Event):
    name: ClassVar[str] = "polls.poll_opened"
    group_id: int
    decision_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("decisions",)


@dataclass(frozen=True)
class PollAnswered(Event):
    """Somebody answered or changed an answer; the event does not say who, the page asks what it may show."""

    name: ClassVar[str] = "polls.poll_answered"
    group_id: int
    decision_id: int

    def topics(self) -> tuple[str, ...]:
        return (f"decision:{self.decision_id}",)


@dataclass(frozen=True)
class PollClosed(Event):
    name: ClassVar[str] = "polls.poll_closed"
    group_id: int
    decision_id: int

    def topics(self) -> tuple[str, ...]:
        return ("decisions", f"decision:{self.decision_id}")


@dataclass(frozen=True)
class DecisionRecorded(Event):
    name: ClassVar[str] = "polls.decision_recorded"
    group_id: int
    decision_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("decisions",)
