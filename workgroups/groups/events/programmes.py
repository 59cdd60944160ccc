"""What happens to programmes and their years."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Event


@dataclass(frozen=True)
class ProgrammeCreated(Event):
    name: ClassVar[str] = "groups.programme_created"
    log = "site"
    told = "public"
    programme_id: int
    actor_id: int


@dataclass(frozen=True)
class ProgrammeChanged(Event):
    """What a programme says of itself: its words, kinds of collaboration, events, lists of participants."""

    name: ClassVar[str] = "groups.programme_changed"
    log = "site"
    told = "public"
    shows = ("programme:{programme_id}",)
    programme_id: int
    actor_id: int


@dataclass(frozen=True)
class YearChanged(Event):
    name: ClassVar[str] = "groups.year_changed"
    log = "site"
    told = "public"
    shows = ("programme:{programme_id}",)
    programme_id: int
    year_id: int
    actor_id: int


@dataclass(frozen=True)
class YearPublished(Event):
    name: ClassVar[str] = "groups.year_published"
    log = "site"
    told = "public"
    shows = ("programme:{programme_id}",)
    programme_id: int
    year_id: int
    actor_id: int
