"""What happens to the papers of a meeting, and to the packs made of them."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Audience, Event
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class OfPaper:
    """Something that a meeting's page shows among its papers; what is restricted only those hear who read it."""

    shows: ClassVar[tuple[str, ...]] = ("meeting:{meeting_id}",)

    group_id: int
    meeting_id: int
    paper_id: int
    actor_id: int
    restricted: bool

    def audience(self) -> Audience:
        return Audience.participants() if self.restricted else Audience.group()


@dataclass(frozen=True)
class PaperAdded(OfPaper, Event):
    """A document stands before a meeting, is proposed for it, or is awaited."""

    name: ClassVar[str] = "meetings.paper_added"


@dataclass(frozen=True)
class PaperChanged(OfPaper, Event):
    """A paper was taken, moved, or has come."""

    name: ClassVar[str] = "meetings.paper_changed"


@dataclass(frozen=True)
class PaperRemoved(OfPaper, Event):
    """The document stays in the library."""

    name: ClassVar[str] = "meetings.paper_removed"


@dataclass(frozen=True)
class PapersDue(OfMarked, Event):
    """The deadline for papers is another one, or members may propose papers or no longer."""

    name: ClassVar[str] = "meetings.papers_due_set"
    shows = ("meeting:{meeting_id}",)
    group_id: int
    meeting_id: int
    actor_id: int
    marking: str


@dataclass(frozen=True)
class PackAsked(OfMarked, Event):
    """A meeting's pack is wanted, or no longer what it is made of; a worker makes it."""

    name: ClassVar[str] = "meetings.pack_asked"
    shows = ("pack:{meeting_id}",)
    group_id: int
    meeting_id: int
    pack_id: int
    marking: str


@dataclass(frozen=True)
class PackStepped(OfMarked, Event):
    """The worker has come further with a pack, has finished it, or has failed."""

    name: ClassVar[str] = "meetings.pack_stepped"
    shows = ("pack:{meeting_id}",)
    group_id: int
    meeting_id: int
    pack_id: int
    marking: str
