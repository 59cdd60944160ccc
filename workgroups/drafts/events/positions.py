"""Brackets, and where delegations stand on them."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class BracketOpened(OfMarked, Event):
    """Words are disputed, with alternatives beside each other."""

    name: ClassVar[str] = "drafts.bracket_opened"
    words = _("put words of a draft in brackets")
    shows = ("positions:{draft_id}",)
    group_id: int
    draft_id: int
    bracket_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class BracketChanged(OfMarked, Event):
    """An alternative was added, or a delegation stands behind another one."""

    name: ClassVar[str] = "drafts.bracket_changed"
    shows = ("positions:{draft_id}",)
    group_id: int
    draft_id: int
    bracket_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class BracketCleaned(OfMarked, Event):
    """A wording was agreed and stands in the text."""

    name: ClassVar[str] = "drafts.bracket_cleaned"
    words = _("cleaned a bracket in a draft")
    shows = ("positions:{draft_id}",)
    group_id: int
    draft_id: int
    bracket_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class PositionStated(OfMarked, Event):
    """A delegation stated or ended its position on a block."""

    name: ClassVar[str] = "drafts.position_stated"
    shows = ("positions:{draft_id}",)
    group_id: int
    draft_id: int
    delegation_id: int
    actor_id: int
    marking: str = "group"
