"""Give and end seats and offices: what a person may do begins and ends with them, at once."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.events import OfficeEnded, OfficeTaken, SeatEnded, SeatTaken
from workgroups.groups.models import Delegation, Group, Office, Seat
from workgroups.groups.permissions import require_officer


@transaction.atomic
def take_seat(
    *,
    actor: Person,
    delegation: Delegation,
    person: Person,
    role: str = Seat.Role.EXPERT,
    since: date | None = None,
    until: date | None = None,
) -> Seat:
    """Give a person a seat in a delegation; officers only."""
    group = delegation.group
    require_officer(actor, group)
    seat = fill_seat(delegation, person, role, since, until)
    emit(SeatTaken(group_id=group.pk, seat_id=seat.pk, person_id=person.pk, actor_id=actor.pk))
    return seat


@transaction.atomic
def end_seat(*, actor: Person, seat: Seat) -> None:
    """End a seat yesterday, so that its rights are gone at once; what was said under it stays."""
    group = seat.delegation.group
    require_officer(actor, group)
    Seat.objects.filter(pk=seat.pk).update(until=clock.now().date() - timedelta(days=1))
    open_epoch(group)
    emit(SeatEnded(group_id=group.pk, seat_id=seat.pk, person_id=seat.person_id, actor_id=actor.pk))


@transaction.atomic
def take_office(*, actor: Person, group: Group, person: Person, role: str, since: date | None = None) -> Office:
    """Name a chair, co-chair or secretariat; officers only."""
    require_officer(actor, group)
    office = fill_office(group, person, role, since)
    emit(OfficeTaken(group_id=group.pk, office_id=office.pk, person_id=person.pk, actor_id=actor.pk))
    return office


@transaction.atomic
def end_office(*, actor: Person, office: Office) -> None:
    """End an office at once; the last officer cannot leave the group without any."""
    group = Group.objects.select_for_update().get(pk=office.group_id)
    require_officer(actor, group)
    if not Office.objects.on(clock.now().date()).filter(group=group).exclude(pk=office.pk).exists():
        raise Refused(_("A group keeps at least one officer: name another one first."))
    Office.objects.filter(pk=office.pk).update(until=clock.now().date() - timedelta(days=1))
    open_epoch(group)
    emit(OfficeEnded(group_id=group.pk, office_id=office.pk, person_id=office.person_id, actor_id=actor.pk))


def fill_seat(delegation: Delegation, person: Person, role: str, since: date | None, until: date | None) -> Seat:
    """Make the seat's row; inside an action that has asked permission and announces it."""
    today = clock.now().date()
    if Seat.objects.on(today).filter(delegation=delegation, person=person).exists():
        raise Refused(_("%(name)s has a seat in this delegation already.") % {"name": person.name})
    seat = Seat.objects.create(
        delegation=delegation, person=person, role=role, since=since or clock.now().date(), until=until
    )
    open_epoch(delegation.group)
    return seat


def fill_office(group: Group, person: Person, role: str, since: date | None) -> Office:
    """Make the office's row; inside an action that has asked permission and announces it."""
    if Office.objects.on(clock.now().date()).filter(group=group, person=person, role=role).exists():
        raise Refused(_("%(name)s holds this office already.") % {"name": person.name})
    office = Office.objects.create(group=group, person=person, role=role, since=since or clock.now().date())
    open_epoch(group)
    return office
