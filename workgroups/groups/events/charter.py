"""What happens to the terms of reference."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event


@dataclass(frozen=True)
class CharterDrafted(Event):
    name: ClassVar[str] = "groups.charter_drafted"
    words = _("drafted terms of reference")
    told = "officers"
    shows = ("charter",)
    group_id: int
    charter_id: int
    actor_id: int


@dataclass(frozen=True)
class CharterEdited(Event):
    name: ClassVar[str] = "groups.charter_edited"
    words = _("changed drafted terms of reference")
    told = "officers"
    shows = ("charter",)
    group_id: int
    charter_id: int
    actor_id: int


@dataclass(frozen=True)
class CharterAgreed(Event):
    name: ClassVar[str] = "groups.charter_agreed"
    words = _("set down that terms of reference were agreed")
    shows = ("charter",)
    group_id: int
    charter_id: int
    actor_id: int


@dataclass(frozen=True)
class CharterShown(Event):
    name: ClassVar[str] = "groups.charter_shown"
    words = _("chose whether the public reads terms of reference")
    shows = ("charter",)
    group_id: int
    charter_id: int
    is_public: bool
    actor_id: int
