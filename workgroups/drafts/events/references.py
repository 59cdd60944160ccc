"""What a group's texts cite."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Event


@dataclass(frozen=True)
class ReferenceChanged(Event):
    """A work came into the group's list, was set anew, removed or put back."""

    name: ClassVar[str] = "drafts.reference_changed"
    shows = ("references",)
    group_id: int
    reference_id: int
    actor_id: int
