"""What happens to programmes and their years."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Audience, Event, StreamRef


@dataclass(frozen=True)
class ProgrammeCreated(Event):
    name: ClassVar[str] = "groups.programme_created"
    programme_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.public()


@dataclass(frozen=True)
class ProgrammeChanged(Event):
    """What a programme says of itself: its words, kinds of collaboration, events, lists of participants."""

    name: ClassVar[str] = "groups.programme_changed"
    programme_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.public()

    def topics(self) -> tuple[str, ...]:
        return (f"programme:{self.programme_id}",)


@dataclass(frozen=True)
class YearChanged(Event):
    name: ClassVar[str] = "groups.year_changed"
    programme_id: int
    year_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.public()

    def topics(self) -> tuple[str, ...]:
        return (f"programme:{self.programme_id}",)


@dataclass(frozen=True)
class YearPublished(Event):
    name: ClassVar[str] = "groups.year_published"
    programme_id: int
    year_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.public()

    def topics(self) -> tuple[str, ...]:
        return (f"programme:{self.programme_id}",)
