"""What happens to drafts, without their words."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Audience, Event
from workgroups.groups.events import audience_of


@dataclass(frozen=True)
class DraftCreated(Event):
    name: ClassVar[str] = "drafts.draft_created"
    words = _("began a draft")
    group_id: int
    draft_id: int
    actor_id: int
    marking: str = "group"

    def audience(self) -> Audience:
        return audience_of(self.marking)

    def topics(self) -> tuple[str, ...]:
        return ("drafts",)


@dataclass(frozen=True)
class DraftChanged(Event):
    """Said when a draft comes to rest, not for each keystroke."""

    name: ClassVar[str] = "drafts.draft_changed"
    group_id: int
    draft_id: int
    since_seq: int
    upto_seq: int
    marking: str = "group"

    def audience(self) -> Audience:
        return audience_of(self.marking)

    def topics(self) -> tuple[str, ...]:
        return ("drafts", f"draft:{self.draft_id}")


@dataclass(frozen=True)
class VersionNamed(Event):
    name: ClassVar[str] = "drafts.version_named"
    words = _("named a version of a draft")
    group_id: int
    draft_id: int
    version_id: int
    actor_id: int
    marking: str = "group"

    def audience(self) -> Audience:
        return audience_of(self.marking)

    def topics(self) -> tuple[str, ...]:
        return ("drafts", f"draft:{self.draft_id}")


@dataclass(frozen=True)
class DraftMarked(Event):
    """A draft has another marking. Who may no longer know of it hears this last thing: their pages close it."""

    name: ClassVar[str] = "drafts.draft_marked"
    group_id: int
    draft_id: int
    actor_id: int
    marking: str
    before: str

    def topics(self) -> tuple[str, ...]:
        return ("drafts", f"draft:{self.draft_id}")
