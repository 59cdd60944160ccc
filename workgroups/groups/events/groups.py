"""What happens to a group itself."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Event


@dataclass(frozen=True)
class TermAdded(Event):
    name: ClassVar[str] = "groups.term_added"
    group_id: int
    term_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("group",)


@dataclass(frozen=True)
class GroupCreated(Event):
    name: ClassVar[str] = "groups.group_created"
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupChanged(Event):
    name: ClassVar[str] = "groups.group_changed"
    group_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("group",)


@dataclass(frozen=True)
class DelegationAdded(Event):
    name: ClassVar[str] = "groups.delegation_added"
    group_id: int
    delegation_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("members",)
