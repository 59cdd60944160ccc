"""What a guest pass opens: one thread, meeting or draft, and nothing else of the group.

A guest is no member: `member_of` gives none, so every page, socket, list and file of the group refuses them. Only the
page of the pass itself stands them before the one thing, as a `Member` without seats and offices that holds the pass.
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import Missing
from workgroups.groups.models import Group, GuestPass
from workgroups.groups.permissions.closed import OPEN_STATES
from workgroups.groups.permissions.members import Member, or_missing, require_officer

GUEST_SALT = "groups.guest_pass"


def guest_for(person: Person, pass_id: int) -> Member:
    """Return how somebody stands before the one thing that their pass opens; raises Missing for everybody else."""
    running = GuestPass.objects.running(clock.now()).filter(pk=pass_id, accepted_by=person)
    found = or_missing(running.select_related("group__programme", "given_by").first())
    if not person.is_active:
        raise Missing
    return Member(found.group, person, (), frozenset(), guest=found)


def guest_reads(member: Member, kind: str, number: int) -> bool:
    """Whether a thing is open to this member: to guests that of their pass alone, to others all kinds."""
    return member.guest is None or (member.guest.kind == kind and member.guest.number == number)


def guest_writes(member: Member, kind: str, number: int) -> bool:
    """Whether a guest may write in this very thing, while the group is open."""
    own = member.guest is not None and guest_reads(member, kind, number)
    return own and bool(member.guest and member.guest.may_write) and member.group.state in OPEN_STATES


def has_pass(person: Person, group: Group, kind: str, number: int) -> bool:
    """Whether a running pass opens this thing to somebody; one query."""
    running = GuestPass.objects.running(clock.now()).filter(accepted_by=person, group=group, kind=kind, number=number)
    return person.is_active and running.exists()


def pass_for(member: Member, pass_id: int) -> GuestPass:
    """Return a pass of the member's group, for its officers."""
    require_officer(member.person, member.group)
    return or_missing(GuestPass.objects.select_related("group").filter(pk=pass_id, group=member.group).first())


def pass_by_token(token: str) -> GuestPass:
    """Return the pass behind the link in its mail; raises Missing for a link that nobody signed."""
    try:
        uid = UUID(Signer(salt=GUEST_SALT, sep=".").unsign(token))
    except (BadSignature, ValueError) as error:
        raise Missing from error
    return or_missing(GuestPass.objects.select_related("group__programme", "given_by").filter(uid=uid).first())


def pass_token_of(guest: GuestPass) -> str:
    """Return what the link in the pass's mail carries."""
    return Signer(salt=GUEST_SALT, sep=".").sign(str(guest.uid))
