"""What happens to a group itself."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event


@dataclass(frozen=True)
class TermAdded(Event):
    name: ClassVar[str] = "groups.term_added"
    words = _("added a term")
    shows = ("group",)
    group_id: int
    term_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupCreated(Event):
    name: ClassVar[str] = "groups.group_created"
    words = _("made the group")
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupChanged(Event):
    name: ClassVar[str] = "groups.group_changed"
    words = _("changed what the group says of itself")
    shows = ("group",)
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class DelegationAdded(Event):
    name: ClassVar[str] = "groups.delegation_added"
    words = _("added a delegation")
    shows = ("members",)
    group_id: int
    delegation_id: int
    actor_id: int
