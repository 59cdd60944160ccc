"""Somebody leaves the installation for good: their seats end, and what led to their address is forgotten."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.events import MemberLeft
from workgroups.groups.models import Group, GuestPass, Invitation, JoinRequest, Nominee, Office, PeopleList, Seat

DAY = timedelta(days=1)
NAMELESS = {"name": "", "email": ""}


@transaction.atomic
def erase_member(*, person: Person, addresses: Collection[str]) -> None:
    """End all seats and offices of somebody whose account ends; the rows stay, so that every day keeps its roster."""
    today = clock.now().date()
    seats = Seat.objects.filter(person=person).touching(today, None)
    offices = Office.objects.filter(person=person).touching(today, None)
    found = Q(delegations__seats__in=seats) | Q(pk__in=offices.values("group_id"))
    groups = list(Group.objects.filter(found).distinct().order_by("pk"))
    seats.update(until=today - DAY)
    offices.update(until=today - DAY)
    _forget(person, addresses)
    for group in groups:
        open_epoch(group)
    for group in groups:
        emit(MemberLeft(group_id=group.pk, person_id=person.pk, actor_id=person.pk))


def _forget(person: Person, addresses: Collection[str]) -> None:
    now = clock.now()
    came = Q(accepted_by=person) | Q(email__in=addresses)
    Invitation.objects.filter(came, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    Nominee.objects.filter(Q(invitation__accepted_by=person) | Q(email__in=addresses)).update(**NAMELESS)
    Invitation.objects.filter(came).update(**NAMELESS)
    GuestPass.objects.filter(came, ended_at=None).update(ended_at=now)
    GuestPass.objects.filter(came).update(**NAMELESS)
    asked = JoinRequest.objects.filter(Q(person=person) | Q(email__in=addresses))
    asked.filter(state__in=[JoinRequest.State.UNVERIFIED, JoinRequest.State.WAITING]).delete()
    asked.update(**NAMELESS, motive="")
    for brought in PeopleList.objects.exclude(rows=[]):
        kept = [row for row in brought.rows if not _names(row, addresses)]
        if len(kept) < len(brought.rows):
            PeopleList.objects.filter(pk=brought.pk).update(rows=kept)


def _names(row: Any, addresses: Collection[str]) -> bool:
    """Whether a row of a spreadsheet is about one of these addresses."""
    said = str(row).lower()
    return any(address in said for address in addresses)
