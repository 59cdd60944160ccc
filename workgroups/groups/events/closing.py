"""How a group works, under whom, and how its work ends."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event


@dataclass(frozen=True)
class GroupSettled(Event):
    """`changes` names what changed to what, such as `is_public=False profile=negotiating`."""

    name: ClassVar[str] = "groups.group_settled"
    words = _("changed how the group works")
    shows = ("group",)
    group_id: int
    changes: str
    actor_id: int


@dataclass(frozen=True)
class GroupConcluded(Event):
    name: ClassVar[str] = "groups.group_concluded"
    words = _("concluded the group")
    when_closed = True
    shows = ("group",)
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupArchived(Event):
    name: ClassVar[str] = "groups.group_archived"
    words = _("archived the group")
    when_closed = True
    shows = ("group",)
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupReopened(Event):
    name: ClassVar[str] = "groups.group_reopened"
    words = _("took the work of the group up again")
    when_closed = True
    shows = ("group",)
    group_id: int
    term_id: int
    actor_id: int


@dataclass(frozen=True)
class SubgroupAdded(Event):
    """Told to the officers of the group above; a member below learns of it from the group itself."""

    name: ClassVar[str] = "groups.subgroup_added"
    words = _("made a sub-group")
    told = "officers"
    shows = ("group",)
    group_id: int
    child_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupPlaced(Event):
    """`parent_id` is 0 for none."""

    name: ClassVar[str] = "groups.group_placed"
    words = _("put the group under another one, or under none")
    told = "officers"
    shows = ("group",)
    group_id: int
    parent_id: int
    actor_id: int


@dataclass(frozen=True)
class OfficeReached(Event):
    name: ClassVar[str] = "groups.office_reached"
    words = _("chose whether an office covers sub-groups")
    shows = ("members",)
    group_id: int
    office_id: int
    covers: bool
    actor_id: int
