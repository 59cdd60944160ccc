"""Which markings a group uses, and who may learn of what happens to a marked thing."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Audience, Event


def audience_of(marking: str) -> Audience:
    """Return who may learn of an event on a thing of this marking."""
    return Audience.participants() if marking == "restricted" else Audience.group()


class OfMarked:
    """Something that happens to a thing with a marking: only who may know of the thing learns of it."""

    marking: str  # a field of the event

    def audience(self) -> Audience:
        """Who may learn of it."""
        return audience_of(self.marking)


@dataclass(frozen=True)
class MarkingsChosen(Event):
    name: ClassVar[str] = "groups.markings_chosen"
    words = _("chose the markings in use")
    shows = ("group",)
    group_id: int
    actor_id: int
