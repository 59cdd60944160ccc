"""Copies that go out and marked-up files that come back."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Event


@dataclass(frozen=True)
class CopyAsked(Event):
    """Somebody wants a draft as a file."""

    name: ClassVar[str] = "drafts.copy_asked"
    when_closed = True
    told = "person"
    shows = ("draft:{draft_id}:copies",)
    group_id: int
    draft_id: int
    copy_id: int
    person_id: int


@dataclass(frozen=True)
class CopyChanged(Event):
    """A worker has begun with it, it is there, or it could not be made."""

    name: ClassVar[str] = "drafts.copy_changed"
    when_closed = True
    told = "person"
    shows = ("draft:{draft_id}:copies",)
    group_id: int
    draft_id: int
    copy_id: int
    person_id: int


@dataclass(frozen=True)
class ArrivalBrought(Event):
    """Somebody brought a file to make a draft of it, or a marked-up copy of one."""

    name: ClassVar[str] = "drafts.arrival_brought"
    told = "person"
    shows = ("arrival:{arrival_id}",)
    group_id: int
    arrival_id: int
    person_id: int


@dataclass(frozen=True)
class ArrivalChanged(Event):
    """A worker has begun with it, it has been read, or it could not be."""

    name: ClassVar[str] = "drafts.arrival_changed"
    when_closed = True
    told = "person"
    shows = ("arrival:{arrival_id}",)
    group_id: int
    arrival_id: int
    person_id: int
