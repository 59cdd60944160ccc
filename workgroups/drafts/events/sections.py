"""Sections: given to somebody, handed in, locked."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class SectionGiven(OfMarked, Event):
    """Somebody is to write a section."""

    name: ClassVar[str] = "drafts.section_given"
    words = _("gave somebody a section of a draft")
    shows = ("sections:{draft_id}", "drafts")
    group_id: int
    draft_id: int
    section_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class SectionMoved(OfMarked, Event):
    """Another day, others who write it, other words to it, or another heading. `added`: who had it not before."""

    name: ClassVar[str] = "drafts.section_moved"
    shows = ("sections:{draft_id}",)
    group_id: int
    draft_id: int
    section_id: int
    actor_id: int
    marking: str = "group"
    added: tuple[int, ...] = ()


@dataclass(frozen=True)
class SectionHandedIn(OfMarked, Event):
    name: ClassVar[str] = "drafts.section_handed_in"
    words = _("handed in a section of a draft")
    shows = ("sections:{draft_id}", "drafts")
    group_id: int
    draft_id: int
    section_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class SectionReopened(OfMarked, Event):
    """A section that was handed in is being written again."""

    name: ClassVar[str] = "drafts.section_reopened"
    shows = ("sections:{draft_id}", "drafts")
    group_id: int
    draft_id: int
    section_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class SectionTaken(OfMarked, Event):
    """A section is nobody's any more."""

    name: ClassVar[str] = "drafts.section_taken"
    shows = ("sections:{draft_id}", "drafts")
    group_id: int
    draft_id: int
    section_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class SectionRestored(OfMarked, Event):
    """It is theirs again: taking it was undone."""

    name: ClassVar[str] = "drafts.section_restored"
    shows = ("sections:{draft_id}", "drafts")
    group_id: int
    draft_id: int
    section_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class SectionLocked(OfMarked, Event):
    """Nobody changes a section while it is settled; or, `is_locked` False, it was unlocked."""

    name: ClassVar[str] = "drafts.section_locked"
    words = _("locked or unlocked a section of a draft")
    shows = ("sections:{draft_id}",)
    group_id: int
    draft_id: int
    section_id: int
    actor_id: int
    is_locked: bool
    marking: str = "group"


@dataclass(frozen=True)
class SectionDue(OfMarked, Event):
    """The day of a section comes near, or, `is_late`, has passed."""

    name: ClassVar[str] = "drafts.section_reminded"
    shows = ("sections:{draft_id}",)
    group_id: int
    draft_id: int
    section_id: int
    is_late: bool
    marking: str = "group"
