"""Read what keeps a member from leaving the installation, and whom their leaving concerns."""

from django.urls import reverse
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.accounts.registry import Obstacle
from workgroups.core import clock
from workgroups.groups.models import Group, Office, Seat
from workgroups.notifications.queries import waiting_for

AT_WORK = (Group.State.PROPOSED, Group.State.ACTIVE)


def holding_back(person: Person) -> list[Obstacle]:
    """Return the offices of groups at work that somebody holds or is to hold, and the delegations that wait for them.

    A delegation waits for its head as long as anything of its own is open: there is one head a day.
    """
    return [*_offices(person), *_heads(person)]


def _offices(person: Person) -> list[Obstacle]:
    held = Office.objects.filter(person=person, group__state__in=AT_WORK, through=None)
    found = held.touching(clock.now().date(), None).select_related("group").order_by("group__name", "pk")
    words = _("In “%(group)s” you hold an office: %(office)s. Hand it over first.")
    return [
        Obstacle(
            words % {"group": one.group.name, "office": one.get_role_display()},
            reverse("groups:office-hand-over", args=[one.group.slug, one.pk]),
            _("Hand the office over"),
        )
        for one in found
    ]


def _heads(person: Person) -> list[Obstacle]:
    seats = Seat.objects.on(clock.now().date()).filter(
        person=person, role=Seat.Role.HEAD, delegation__group__state__in=AT_WORK
    )
    found = list(seats.select_related("delegation__body", "delegation__group").order_by("delegation__group__name"))
    open_for = {one.delegation_id for one in waiting_for(person).everything} if found else set()
    words = _("You are head of the delegation of %(body)s in “%(group)s”, and something waits for it: hand it over.")
    return [
        Obstacle(
            words % {"body": one.delegation.body.shown, "group": one.delegation.group.name},
            reverse("groups:seat-hand-over", args=[one.delegation.group.slug, one.pk]),
            _("Hand the seat over"),
        )
        for one in found
        if one.delegation_id in open_for
    ]
