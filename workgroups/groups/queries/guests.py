"""Read guest passes, and what may be opened to a guest."""

from dataclasses import dataclass

from django.db.models import QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Group, GuestPass


@dataclass(frozen=True)
class GuestThing:
    """A thread, meeting or draft that a pass may open: what fills the slot `groups.guest_things`."""

    kind: str
    number: int
    title: str

    @property
    def key(self) -> str:
        """What a form sends to choose it."""
        return f"{self.kind}-{self.number}"


def passes_in(group: Group) -> QuerySet[GuestPass]:
    """Return a group's passes, those that run first, newest first."""
    found = group.guest_passes.select_related("given_by", "accepted_by")
    return found.order_by("ended_at", "-given_at", "-pk")


def passes_of(person: Person) -> QuerySet[GuestPass]:
    """Return the passes that let somebody in now, the one that ends first on top."""
    running = GuestPass.objects.running(clock.now()).filter(accepted_by=person)
    return running.select_related("group").order_by("until")
