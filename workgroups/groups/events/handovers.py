"""What happens to a hand-over."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Audience, Event


@dataclass(frozen=True)
class HandoverPlanned(Event):
    """An office or a seat goes to somebody else on a day to come."""

    name: ClassVar[str] = "groups.handover_planned"
    group_id: int
    handover_id: int
    actor_id: int

    def audience(self) -> Audience:
        return Audience.officers()

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class HandoverCompleted(Event):
    """An office or a seat has gone to somebody else, with what hung on it."""

    name: ClassVar[str] = "groups.handover_completed"
    group_id: int
    handover_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class HandoverWithdrawn(Event):
    name: ClassVar[str] = "groups.handover_withdrawn"
    group_id: int
    handover_id: int
    actor_id: int

    def audience(self) -> Audience:
        return Audience.officers()

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class HandoverNoteRead(Event):
    """The successor has put the note away."""

    name: ClassVar[str] = "groups.handover_note_read"
    group_id: int
    handover_id: int
    actor_id: int

    def audience(self) -> Audience:
        return Audience.officers()

    def topics(self) -> tuple[str, ...]:
        return ("members",)
