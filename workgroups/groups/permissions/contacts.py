"""Who sees which field of whose card: asked in one place, for pages, files, searches and counts alike."""

from functools import partial
from typing import Any

from workgroups.accounts.models import Card, Person
from workgroups.core import clock
from workgroups.files.models import File
from workgroups.files.registry import reader_of
from workgroups.groups.models import Group, Office, Seat
from workgroups.groups.permissions.members import Member, can_manage, member_of, or_missing
from workgroups.groups.queries import Contact, contacts_in

RANK = {"members": 0, "heads": 1, "officers": 2, "nobody": 3}


def rank_of(member: Member) -> int:
    """Return how much a member is shown of the others' cards here: as a member, as a head, as an officer."""
    if can_manage(member):
        return RANK["officers"]
    heads = any(seat.role == Seat.Role.HEAD for seat in member.seats)
    return RANK["heads"] if heads else RANK["members"]


def can_see_field(member: Member, person: Person, card: Card, field: str) -> bool:
    """Whether a member of a group sees this field of somebody else in it; everybody sees all of their own.

    Nobody else sees anything of somebody who is leaving.
    """
    if person.leaves_at and member.person.pk != person.pk:
        return False
    return member.person.pk == person.pk or rank_of(member) >= RANK[card.shown_to(field)]


def contacts_seen_by(member: Member) -> list[Contact]:
    """Return the group's people of today by name, each with what they show to this member; three queries."""
    return contacts_in(member.group, partial(can_see_field, member))


def contact_for(member: Member, person_id: int) -> Contact:
    """Return one of the group's people of today, as this member sees them."""
    return or_missing(next((one for one in contacts_seen_by(member) if one.person.pk == person_id), None))


@reader_of("accounts.picture")
def can_see_picture(user: Any, file: File) -> bool:
    """Let those see a picture who share a group with the person, as far as the person shows it there."""
    if not isinstance(user, Person) or not user.is_active:
        return False
    card = Card.objects.filter(picture=file).select_related("person").first()
    if card is None:
        return False
    if card.person_id == user.pk:
        return True
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(person=card.person).values("delegation__group_id")
    offices = Office.objects.on(today).filter(person=card.person).values("group_id")
    shared = Group.objects.filter(pk__in=seats.union(offices))
    members = (member_of(user, group) for group in shared)
    return any(can_see_field(member, card.person, card, "picture") for member in members if member)
