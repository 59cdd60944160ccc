"""What happens to the work plan."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event


@dataclass(frozen=True)
class MilestonePlanned(Event):
    name: ClassVar[str] = "groups.milestone_planned"
    words = _("added a milestone")
    shows = ("plan",)
    group_id: int
    milestone_id: int
    actor_id: int


@dataclass(frozen=True)
class MilestoneEdited(Event):
    """Its words, who holds it, what it is tied to, or its place."""

    name: ClassVar[str] = "groups.milestone_edited"
    words = _("changed a milestone")
    shows = ("plan",)
    group_id: int
    milestone_id: int
    actor_id: int


@dataclass(frozen=True)
class MilestoneMoved(Event):
    name: ClassVar[str] = "groups.milestone_moved"
    words = _("put a milestone to another day")
    shows = ("plan",)
    group_id: int
    milestone_id: int
    actor_id: int


@dataclass(frozen=True)
class MilestoneClosed(Event):
    """It is done, or will not be done."""

    name: ClassVar[str] = "groups.milestone_closed"
    words = _("closed a milestone")
    shows = ("plan",)
    group_id: int
    milestone_id: int
    actor_id: int


@dataclass(frozen=True)
class MilestoneResumed(Event):
    name: ClassVar[str] = "groups.milestone_resumed"
    words = _("took a milestone up again")
    shows = ("plan",)
    group_id: int
    milestone_id: int
    actor_id: int
