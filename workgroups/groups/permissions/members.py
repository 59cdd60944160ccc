"""How a person stands in a group, and what that lets them do."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from workgroups.accounts.models import Person
from workgroups.accounts.queries import lacks_factor
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed
from workgroups.groups.models import (
    Delegation,
    Group,
    GuestPass,
    Office,
    Seat,
    title_of,
)
from workgroups.groups.permissions.closed import OPEN_STATES

T = TypeVar("T")


@dataclass(frozen=True)
class Member:
    """A person as they stand in one group today: their seats and their offices.

    `acting` are those of their offices that they hold for somebody else, and not themselves. With `guest` they are no
    member at all: they stand before the one thing of their pass (`permissions.guests`), and speak nowhere else.
    """

    group: Group
    person: Person
    seats: tuple[Seat, ...]
    offices: frozenset[str]
    acting: frozenset[str] = frozenset()
    guest: GuestPass | None = None

    @cached_property
    def delegation(self) -> Delegation | None:
        """The delegation they speak for (the first of their seats; the head's seat comes first)."""
        return self.seats[0].delegation if self.seats else None

    @cached_property
    def delegation_ids(self) -> frozenset[int]:
        return frozenset(seat.delegation_id for seat in self.seats)

    @property
    def is_officer(self) -> bool:
        return bool(self.offices)

    @property
    def is_chair(self) -> bool:
        return bool(self.offices & {Office.Role.CHAIR, Office.Role.COCHAIR})

    @property
    def title(self) -> str:
        """The highest of their offices as it is kept with what they do (`Office.Title`); empty without one."""
        highest = next((role for role in Office.Role.values if role in self.offices), "")
        return title_of(highest, acting=highest in self.acting) if highest else ""

    @property
    def participates(self) -> bool:
        """Holds an office or a seat in a participating delegation."""
        participating = Delegation.Standing.PARTICIPATING
        return self.is_officer or any(seat.delegation.standing == participating for seat in self.seats)


def member_of(person: Person, group: Group) -> Member | None:
    """Return how a person stands in a group today, or None; two queries."""
    if not person.is_active:
        return None
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(person=person, delegation__group=group)
    order = {Seat.Role.HEAD: 0, Seat.Role.ALTERNATE: 1, Seat.Role.EXPERT: 2}
    held = sorted(seats.select_related("delegation__body"), key=lambda seat: (order[seat.role], seat.pk))
    offices = Office.objects.on(today).filter(person=person, group=group).values_list("role", "acting_for")
    own = frozenset(role for role, acting_for in offices if acting_for is None)
    roles = frozenset(role for role, _acting_for in offices)
    member = Member(group, person, tuple(held), roles, acting=roles - own)
    return member if held or member.offices else None


def member_for(person: Person, slug: str) -> Member:
    """Return the member behind a group's address; raises Missing for everybody else, whether or not it exists."""
    group = Group.objects.select_related("programme").filter(slug=slug).first()
    if group and (member := member_of(person, group)):
        return member
    raise Missing


def public_group_for(slug: str) -> Group:
    """Return a group that has a public face, or raise Missing."""
    if group := Group.objects.select_related("programme").filter(slug=slug, is_public=True).first():
        return group
    raise Missing


def can_speak(member: Member) -> bool:
    """Post in threads and answer invitations: everybody with a seat or an office, while the group is open."""
    return member.group.state in OPEN_STATES and member.guest is None


def can_participate(member: Member) -> bool:
    """Vote and edit drafts: participating delegations and officers, while the group is open."""
    return member.participates and can_speak(member)


def is_held_up(member: Member) -> bool:
    """An officer who reads but does not act, until they have the second factor that a rule asks for; one query."""
    return member.is_officer and lacks_factor(member.person)


def can_manage(member: Member) -> bool:
    """Do an officer's work: chair, co-chair, secretariat."""
    return member.is_officer


def can_sign_off(member: Member) -> bool:
    """Put a name under a release: chair and co-chair."""
    return member.is_chair


def require(allowed: bool, reason: str = "") -> None:  # noqa: FBT001
    """Raise NotAllowed unless allowed: the first line of an action."""
    if not allowed:
        raise NotAllowed(reason)


def require_officer(actor: Person, group: Group) -> None:
    """Let only the group's officers and the installation's operators pass: the first line of an officer's action."""
    member = member_of(actor, group)
    require(actor.is_operator or (member is not None and can_manage(member)))


def or_missing(found: T | None) -> T:
    if found is None:
        raise Missing
    return found
