"""Who may do what in a group, and the guarded way to it: invisible is Missing, not allowed is NotAllowed."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed
from workgroups.groups.models import (
    Collaboration,
    Delegation,
    Group,
    Invitation,
    Occasion,
    Office,
    ParticipantList,
    Programme,
    ProgrammeYear,
    Seat,
)
from workgroups.groups.queries import programmes_edited_by

T = TypeVar("T")
INVITATION_SALT = "groups.invitation"
OPEN_STATES = {Group.State.ACTIVE, Group.State.PROPOSED}


@dataclass(frozen=True)
class Member:
    """A person as they stand in one group today: their seats and their offices."""

    group: Group
    person: Person
    seats: tuple[Seat, ...]
    offices: frozenset[str]

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
    offices = Office.objects.on(today).filter(person=person, group=group).values_list("role", flat=True)
    member = Member(group, person, tuple(held), frozenset(offices))
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
    return member.group.state in OPEN_STATES


def can_participate(member: Member) -> bool:
    """Vote and edit drafts: participating delegations and officers, while the group is open."""
    return member.participates and can_speak(member)


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


def can_edit_programme(person: Person, programme: Programme) -> bool:
    """Edit a programme's pages: the installation's officers, and chairs and secretariat of its groups at work."""
    return person.is_operator or programme.pk in set(programmes_edited_by(person).values_list("pk", flat=True))


def require_editor(actor: Person, programme: Programme) -> None:
    """Let only a programme's editors pass: the first line of an action on its public pages."""
    words = _("The chairs and the secretariat of a programme's active groups write its pages.")
    require(actor.is_active and can_edit_programme(actor, programme), words)


def programme_for(slug: str) -> Programme:
    """Return a programme that has public pages, or raise Missing."""
    return _or_missing(Programme.objects.filter(slug=slug, is_public=True).first())


def programme_edited_by(person: Person, slug: str) -> Programme:
    """Return a programme for one of its editors; Missing to those who may not know of it, NotAllowed to others."""
    found = _or_missing(Programme.objects.filter(slug=slug).first())
    if not can_edit_programme(person, found) and not found.is_public:
        raise Missing
    require_editor(person, found)
    return found


def year_for(programme: Programme, year: int) -> ProgrammeYear:
    """Return a published year of a programme, or raise Missing."""
    return _or_missing(programme.years.filter(year=year, state=ProgrammeYear.State.PUBLISHED).first())


def year_edited(programme: Programme, year: int) -> ProgrammeYear:
    """Return a year of a programme for its editors, draft or not; the caller has asked who they are."""
    return _or_missing(programme.years.filter(year=year).first())


def collaboration_of(programme: Programme, number: int) -> Collaboration:
    """Return a kind of collaboration of a programme for its editors."""
    return _or_missing(programme.collaborations.filter(pk=number).first())


def occasion_of(programme: Programme, number: int) -> Occasion:
    """Return an event of a programme for its editors."""
    return _or_missing(programme.occasions.filter(pk=number).first())


def participants_of(programme: Programme, number: int) -> ParticipantList:
    """Return a list of participants of a programme for its editors."""
    return _or_missing(programme.participant_lists.select_related("of").filter(pk=number).first())


def seat_for(member: Member, seat_id: int) -> Seat:
    """Return a seat of today in the member's group, for officers to change."""
    require_officer(member.person, member.group)
    today = clock.now().date()
    found = Seat.objects.on(today).filter(pk=seat_id, delegation__group=member.group)
    seat: Seat | None = found.select_related("person", "delegation__body", "delegation__group").first()
    return _or_missing(seat)


def office_for(member: Member, office_id: int) -> Office:
    """Return an office of today in the member's group, for officers to change."""
    require_officer(member.person, member.group)
    found = Office.objects.on(clock.now().date()).filter(pk=office_id, group=member.group)
    office: Office | None = found.select_related("person").first()
    return _or_missing(office)


def invitation_for(member: Member, invitation_id: int) -> Invitation:
    """Return an invitation of the member's group, for officers to change."""
    require_officer(member.person, member.group)
    found = Invitation.objects.filter(pk=invitation_id, group=member.group)
    return _or_missing(found.select_related("group", "delegation__body").first())


def invitation_by_token(token: str) -> Invitation:
    """Return the invitation behind the link in its mail, open or not; raises Missing for a link that nobody signed."""
    try:
        uid = UUID(Signer(salt=INVITATION_SALT, sep=".").unsign(token))
    except (BadSignature, ValueError) as error:
        raise Missing from error
    found = Invitation.objects.filter(uid=uid)
    return _or_missing(found.select_related("group__programme", "delegation__body", "invited_by").first())


def token_of(invitation: Invitation) -> str:
    """Return what the link in the invitation's mail carries."""
    return Signer(salt=INVITATION_SALT, sep=".").sign(str(invitation.uid))


def _or_missing(found: T | None) -> T:
    if found is None:
        raise Missing
    return found
