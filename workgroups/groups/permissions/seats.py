"""The guarded way to seats and offices."""

from workgroups.core import clock
from workgroups.groups.models import (
    Office,
    Seat,
)
from workgroups.groups.permissions.members import Member, or_missing, require_officer


def seat_for(member: Member, seat_id: int) -> Seat:
    """Return a seat of today in the member's group, for officers to change."""
    require_officer(member.person, member.group)
    today = clock.now().date()
    found = Seat.objects.on(today).filter(pk=seat_id, delegation__group=member.group)
    seat: Seat | None = found.select_related("person", "delegation__body", "delegation__group").first()
    return or_missing(seat)


def office_for(member: Member, office_id: int) -> Office:
    """Return an office of today in the member's group, for officers to change."""
    require_officer(member.person, member.group)
    found = Office.objects.on(clock.now().date()).filter(pk=office_id, group=member.group)
    office: Office | None = found.select_related("person").first()
    return or_missing(office)
