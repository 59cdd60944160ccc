"""What ends with a group's work, and what is still open when it does."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from workgroups.core import slots
from workgroups.groups.models import Conclusion, Group


@dataclass(frozen=True)
class OpenEnd:
    """Things that are not finished: what they are ("2 polls are open"), where, and what becomes of them."""

    words: str
    url: str
    then: str = ""


def open_ends(member: object) -> list[OpenEnd]:
    """Return what is still open in a member's group, domain by domain (slot `groups.closing`)."""
    found: list[Iterable[OpenEnd]] = slots.gather("groups.closing", member)
    return [end for part in found for end in part]


def conclusion_of(group: Group) -> Conclusion | None:
    """Return how the work ended; None while it goes on."""
    return Conclusion.objects.filter(group=group, reopened_on=None).select_related("concluded_by").first()


def subgroups_known(group: Group, groups: Iterable[Group]) -> list[Group]:
    """Return the groups under a group of which somebody may know: their own (`groups`), and those shown in public."""
    own = {one.pk for one in groups}
    return [child for child in children_of(group) if child.pk in own or (child.is_public and child.is_listed)]


def children_of(group: Group) -> QuerySet[Group]:
    """Return the groups directly under a group, by name: for its officers."""
    return Group.objects.filter(parent=group).order_by("name")
