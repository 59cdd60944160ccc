"""Which markings a group uses, and who may learn of what happens to a marked thing."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Audience, Event


def audience_of(marking: str) -> Audience:
    """Return who may learn of an event on a thing of this marking; give the event a field `marking` for it."""
    return Audience.participants() if marking == "restricted" else Audience.group()


@dataclass(frozen=True)
class MarkingsChosen(Event):
    name: ClassVar[str] = "groups.markings_chosen"
    words = _("chose the markings in use")
    group_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("group",)
