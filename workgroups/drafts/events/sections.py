"""Sections: given to somebody, handed in, locked."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class OfSection(OfMarked):
    """Something that the sections of a draft show."""

    shows: ClassVar[tuple[str, ...]] = ("sections:{draft_id}",)

    group_id: int
    draft_id: int
    section_id: int
    marking: str = field(kw_only=True, default="group")


@dataclass(frozen=True)
class SectionAct(OfSection):
    """What somebody does to a section."""

    actor_id: int


@dataclass(frozen=True)
class SectionGiven(SectionAct, Event):
    """Somebody is to write a section."""

    name: ClassVar[str] = "drafts.section_given"
    words = _("gave somebody a section of a draft")
    shows = ("sections:{draft_id}", "drafts")


@dataclass(frozen=True)
class SectionMoved(SectionAct, Event):
    """Another day, others who write it, other words to it, or another heading. `added`: who had it not before."""

    name: ClassVar[str] = "drafts.section_moved"
    added: tuple[int, ...] = ()


@dataclass(frozen=True)
class SectionHandedIn(SectionAct, Event):
    name: ClassVar[str] = "drafts.section_handed_in"
    words = _("handed in a section of a draft")
    shows = ("sections:{draft_id}", "drafts")


@dataclass(frozen=True)
class SectionReopened(SectionAct, Event):
    """A section that was handed in is being written again."""

    name: ClassVar[str] = "drafts.section_reopened"
    shows = ("sections:{draft_id}", "drafts")


@dataclass(frozen=True)
class SectionTaken(SectionAct, Event):
    """A section is nobody's any more."""

    name: ClassVar[str] = "drafts.section_taken"
    shows = ("sections:{draft_id}", "drafts")


@dataclass(frozen=True)
class SectionRestored(SectionAct, Event):
    """It is theirs again: taking it was undone."""

    name: ClassVar[str] = "drafts.section_restored"
    shows = ("sections:{draft_id}", "drafts")


@dataclass(frozen=True)
class SectionLocked(SectionAct, Event):
    """Nobody changes a section while it is settled; or, `is_locked` False, it was unlocked."""

    name: ClassVar[str] = "drafts.section_locked"
    words = _("locked or unlocked a section of a draft")
    is_locked: bool


@dataclass(frozen=True)
class SectionDue(OfSection, Event):
    """The day of a section comes near, or, `is_late`, has passed."""

    name: ClassVar[str] = "drafts.section_reminded"
    is_late: bool
