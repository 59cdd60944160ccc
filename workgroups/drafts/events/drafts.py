"""Drafts: begun, written in, marked, moved through their states, purged."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class DraftCreated(OfMarked, Event):
    name: ClassVar[str] = "drafts.draft_created"
    words = _("began a draft")
    shows = ("drafts",)
    group_id: int
    draft_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DraftChanged(OfMarked, Event):
    """Said when a draft comes to rest, not for each keystroke."""

    name: ClassVar[str] = "drafts.draft_changed"
    shows = ("drafts", "draft:{draft_id}")
    group_id: int
    draft_id: int
    since_seq: int
    upto_seq: int
    marking: str = "group"


@dataclass(frozen=True)
class VersionNamed(OfMarked, Event):
    name: ClassVar[str] = "drafts.version_named"
    words = _("named a version of a draft")
    shows = ("drafts", "draft:{draft_id}")
    group_id: int
    draft_id: int
    version_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DraftMarked(Event):
    """A draft has another marking. Who may no longer know of it hears this last thing: their pages close it."""

    name: ClassVar[str] = "drafts.draft_marked"
    shows = ("drafts", "draft:{draft_id}")
    group_id: int
    draft_id: int
    actor_id: int
    marking: str
    before: str


@dataclass(frozen=True)
class DraftMoved(OfMarked, Event):
    name: ClassVar[str] = "drafts.draft_moved"
    words = _("moved a draft to another state")
    shows = ("drafts", "draft:{draft_id}")
    group_id: int
    draft_id: int
    move_id: int
    state: str
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class StatesChosen(Event):
    name: ClassVar[str] = "drafts.states_chosen"
    words = _("said who may write in which state of a draft")
    shows = ("drafts", "draft-states")
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class PurgeOrdered(OfMarked, Event):
    name: ClassVar[str] = "drafts.purge_ordered"
    words = _("ordered that the history of a draft is purged")
    shows = ("draft:{draft_id}:purges",)
    group_id: int
    draft_id: int
    purge_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DraftPurged(OfMarked, Event):
    name: ClassVar[str] = "drafts.draft_purged"
    words = _("purged the history of a draft")
    shows = ("drafts", "draft:{draft_id}", "draft:{draft_id}:purges")
    group_id: int
    draft_id: int
    purge_id: int
    actor_id: int
    marking: str = "group"
