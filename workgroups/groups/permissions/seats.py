"""Who changes seats and offices, and the guarded way to them and to hand-overs."""

from django.db.models import QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Dated, Delegation, Handover, Office, Seat
from workgroups.groups.permissions.members import Member, can_manage, or_missing, require, require_officer
from workgroups.groups.queries import people_in, seats_running_out


def can_renew(member: Member, seat: Seat) -> bool:
    """Renew a seat or let it end: officers, and the head of the delegation for everybody else's in it."""
    return can_manage(member) or (seat.delegation_id in headed_by(member) and seat.person_id != member.person.pk)


def can_hand_over(member: Member, held: Office | Seat, successor: Person | None = None) -> bool:
    """Hand an office or a seat over: officers; and whoever sits, to somebody who sits in the same delegation."""
    if can_manage(member):
        return True
    if isinstance(held, Office) or held.person_id != member.person.pk:
        return False
    if successor is None:
        return True
    return Seat.objects.on(clock.now().date()).filter(delegation=held.delegation_id, person=successor).exists()


def successors_for(member: Member, held: Office | Seat) -> QuerySet[Person]:
    """Return to whom the member may hand an office or a seat: members of today, but its holder."""
    found = people_in(member.group).exclude(pk=held.person_id)
    if can_manage(member) or isinstance(held, Office):
        return found
    seated = Seat.objects.on(clock.now().date()).filter(delegation=held.delegation_id)
    return found.filter(pk__in=seated.values("person_id"))


def can_withdraw_handover(member: Member, handover: Handover) -> bool:
    """Take a planned hand-over back: officers, and whoever made it."""
    return can_manage(member) or handover.made_by_id == member.person.pk


def headed_by(member: Member) -> frozenset[int]:
    """Return the ids of the delegations that a member heads today."""
    return frozenset(seat.delegation_id for seat in member.seats if seat.role == Seat.Role.HEAD)


def seat_for(member: Member, seat_id: int) -> Seat:
    """Return a seat of today or of a day to come in the member's group, for officers to change."""
    require_officer(member.person, member.group)
    return _seat(member, seat_id)


def seat_renewed_by(member: Member, seat_id: int) -> Seat:
    """Return a seat that the member may renew or let end; NotAllowed to others."""
    found = _seat(member, seat_id)
    require(can_renew(member, found))
    return found


def seat_handed_over_by(member: Member, seat_id: int) -> Seat:
    """Return a seat that the member may hand over; NotAllowed to others."""
    found = _seat(member, seat_id)
    require(can_hand_over(member, found))
    return found


def office_for(member: Member, office_id: int) -> Office:
    """Return an office of today or of a day to come in the member's group, for officers to change."""
    require_officer(member.person, member.group)
    found = standing(Office.objects.filter(pk=office_id, group=member.group))
    office: Office | None = found.select_related("person", "acting_for", "group").first()
    return or_missing(office)


def delegation_for(member: Member, delegation_id: int) -> Delegation:
    """Return a delegation of the member's group."""
    found = Delegation.objects.filter(pk=delegation_id, group=member.group)
    return or_missing(found.select_related("body").first())


def delegation_renewed_by(member: Member, delegation_id: int) -> Delegation:
    """Return a delegation whose seats the member may renew: its head, and officers; NotAllowed to others."""
    found = delegation_for(member, delegation_id)
    require(can_manage(member) or found.pk in headed_by(member))
    return found


def seats_renewed_by(member: Member, delegation: Delegation) -> list[Seat]:
    """Return a delegation's seats with a last day that the member may renew, the soonest first."""
    return [seat for seat in seats_running_out(delegation) if can_renew(member, seat)]


def person_in_history(member: Member, person_id: int) -> Person:
    """Return somebody who holds or has held a seat or an office in the member's group; nobody else is known here."""
    found = Person.objects.filter(pk=person_id)
    seats = Seat.objects.filter(person=person_id, delegation__group=member.group)
    offices = Office.objects.filter(person=person_id, group=member.group)
    return or_missing(found.first() if seats.exists() or offices.exists() else None)


def handover_for(member: Member, handover_id: int) -> Handover:
    """Return a hand-over with its note: officers, the leaver and the successor know of it."""
    related = ("leaver", "successor", "made_by", "office", "seat__delegation__body", "group")
    found = or_missing(Handover.objects.filter(pk=handover_id, group=member.group).select_related(*related).first())
    known = can_manage(member) or member.person.pk in {found.leaver_id, found.successor_id, found.made_by_id}
    return or_missing(found if known else None)


def standing(held: Dated) -> Dated:
    """Keep what holds today or on a day to come."""
    return held.touching(clock.now().date(), None)


def _seat(member: Member, seat_id: int) -> Seat:
    found = standing(Seat.objects.filter(pk=seat_id, delegation__group=member.group))
    seat: Seat | None = found.select_related("person", "delegation__body", "delegation__group").first()
    return or_missing(seat)
