"""What happens to a hand-over."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event


@dataclass(frozen=True)
class HandoverPlanned(Event):
    """An office or a seat goes to somebody else on a day to come."""

    name: ClassVar[str] = "groups.handover_planned"
    words = _("planned a hand-over")
    when_closed = True
    told = "officers"
    shows = ("members",)
    group_id: int
    handover_id: int
    actor_id: int


@dataclass(frozen=True)
class HandoverCompleted(Event):
    """An office or a seat has gone to somebody else, with what hung on it."""

    name: ClassVar[str] = "groups.handover_completed"
    words = _("handed over")
    when_closed = True
    shows = ("members",)
    group_id: int
    handover_id: int
    actor_id: int


@dataclass(frozen=True)
class HandoverWithdrawn(Event):
    name: ClassVar[str] = "groups.handover_withdrawn"
    words = _("withdrew a hand-over")
    when_closed = True
    told = "officers"
    shows = ("members",)
    group_id: int
    handover_id: int
    actor_id: int


@dataclass(frozen=True)
class HandoverNoteRead(Event):
    """The successor has put the note away."""

    name: ClassVar[str] = "groups.handover_note_read"
    when_closed = True
    told = "officers"
    shows = ("members",)
    group_id: int
    handover_id: int
    actor_id: int
