"""What happens to circulars."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Audience, Event


@dataclass(frozen=True)
class CircularChanged(Event):
    """A draft was begun, written on, thrown away or fetched back; officers alone know of drafts."""

    name: ClassVar[str] = "circulars.circular_changed"
    words = _("wrote a circular")
    told = "officers"
    shows = ("circulars:drafts", "circular:{circular_id}")
    group_id: int
    circular_id: int
    actor_id: int


@dataclass(frozen=True)
class CircularScheduled(Event):
    """A circular is to go out: when the time to take it back is over, or at a chosen instant."""

    name: ClassVar[str] = "circulars.circular_scheduled"
    words = _("scheduled a circular")
    told = "officers"
    shows = ("circulars:drafts", "circular:{circular_id}")
    group_id: int
    circular_id: int
    actor_id: int


@dataclass(frozen=True)
class CircularTakenBack(Event):
    """A circular that was to go out is a draft again; nobody did it (`actor_id` 0) when it was held back."""

    name: ClassVar[str] = "circulars.circular_taken_back"
    words = _("took a circular back")
    when_closed = True  # one whose time comes after the group's work has ended is held back, not lost
    told = "officers"
    shows = ("circulars:drafts", "circular:{circular_id}")
    group_id: int
    circular_id: int
    actor_id: int


@dataclass(frozen=True)
class CircularSent(Event):
    """A circular has its number and its recipients; their mail is made from this event."""

    name: ClassVar[str] = "circulars.circular_sent"
    words = _("sent a circular")
    shows = ("circulars", "circulars:drafts", "circular:{circular_id}")
    group_id: int
    circular_id: int
    is_restricted: bool

    def audience(self) -> Audience:
        return Audience.participants() if self.is_restricted else Audience.group()


@dataclass(frozen=True)
class CircularAcknowledged(Event):
    name: ClassVar[str] = "circulars.circular_acknowledged"
    words = _("acknowledged a circular")
    when_closed = True
    shows = ("circular:{circular_id}", "circular:{circular_id}:own")
    group_id: int
    circular_id: int
    actor_id: int
    is_restricted: bool

    def audience(self) -> Audience:
        return Audience.participants() if self.is_restricted else Audience.group()


@dataclass(frozen=True)
class CircularReminded(Event):
    """Those who have not acknowledged are written to again."""

    name: ClassVar[str] = "circulars.circular_reminded"
    words = _("reminded of a circular")
    told = "officers"
    shows = ("circular:{circular_id}",)
    group_id: int
    circular_id: int
    reminder_id: int
    actor_id: int


@dataclass(frozen=True)
class LettersChanged(Event):
    """A template or the letterhead of a group was changed."""

    name: ClassVar[str] = "circulars.letters_changed"
    words = _("changed the letters")
    told = "officers"
    shows = ("circulars:templates",)
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class PrintAsked(Event):
    """Somebody wants a circular as PDF."""

    name: ClassVar[str] = "circulars.print_asked"
    when_closed = True
    told = "person"
    shows = ("circular:{circular_id}:print",)
    group_id: int
    circular_id: int
    print_id: int
    person_id: int


@dataclass(frozen=True)
class PrintChanged(Event):
    """A worker has begun with it, it is there, or it could not be made."""

    name: ClassVar[str] = "circulars.print_changed"
    when_closed = True
    told = "person"
    shows = ("circular:{circular_id}:print",)
    group_id: int
    circular_id: int
    print_id: int
    person_id: int
