"""Make groups and fill their seats; each act asks permission, writes, and announces itself."""

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.events import (
    DelegationAdded,
    GroupCreated,
    MemberInvited,
    OfficeEnded,
    OfficeTaken,
    ProgrammeCreated,
    SeatEnded,
    SeatTaken,
)
from workgroups.groups.models import Body, Delegation, Group, Invitation, Office, Programme, Seat
from workgroups.groups.permissions import Member, can_manage, member_of, require

INVITATION_LASTS = timedelta(days=30)


def next_number(*, group: Group, kind: str) -> int:
    """Give the next number of this kind in the group; inside the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO groups_counter (group_id, kind, value) VALUES (%s, %s, 1) "
            "ON CONFLICT (group_id, kind) DO UPDATE SET value = groups_counter.value + 1 RETURNING value",
            [group.pk, kind],
        )
        (value,) = cursor.fetchone()
    return int(value)


@transaction.atomic
def create_programme(*, actor: Person, slug: str, name: str, purpose: str = "", contact_email: str = "") -> Programme:
    """Make a programme; for officers of the installation."""
    require(actor.is_operator)
    if Programme.objects.filter(slug=slug).exists():
        raise Refused(_("There is a programme at this address already; choose another."), field="slug")
    programme = Programme.objects.create(
        slug=slug, name=text.single_line(name), purpose=purpose, contact_email=contact_email
    )
    emit(ProgrammeCreated(programme_id=programme.pk, actor_id=actor.pk))
    return programme


@transaction.atomic
def create_group(
    *,
    actor: Person,
    programme: Programme,
    slug: str,
    name: str,
    purpose: str = "",
    demonstration: bool = False,
) -> Group:
    """Make a group; its maker becomes its secretariat until somebody else is named."""
    require(actor.is_operator)
    if Group.objects.filter(slug=slug).exists():
        raise Refused(_("There is a group at this address already; choose another."), field="slug")
    group = Group.objects.create(
        programme=programme,
        slug=slug,
        name=text.single_line(name),
        purpose=purpose,
        is_demonstration=demonstration,
    )
    Office.objects.create(group=group, person=actor, role=Office.Role.SECRETARIAT, since=_today())
    emit(GroupCreated(group_id=group.pk, actor_id=actor.pk))
    return group


@transaction.atomic
def add_delegation(
    *,
    actor: Person,
    group: Group,
    body_name: str,
    kind: str = Body.Kind.STATE,
    standing: str = Delegation.Standing.PARTICIPATING,
    country: str = "",
    since: date | None = None,
) -> Delegation:
    """Bring a body into the group; the body is made when the installation does not know it yet."""
    _require_officer(actor, group)
    body_name = text.single_line(body_name)
    body, _made = Body.objects.get_or_create(
        name=body_name, defaults={"kind": kind, "country": country, "sort_key": text.fold(body_name)}
    )
    if Delegation.objects.filter(group=group, body=body).exists():
        raise Refused(_("%(body)s has a delegation in this group already.") % {"body": body.name}, field="body_name")
    delegation = Delegation.objects.create(group=group, body=body, standing=standing, since=since or _today())
    _open_epoch(group)
    emit(DelegationAdded(group_id=group.pk, delegation_id=delegation.pk, actor_id=actor.pk))
    return delegation


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
    _require_officer(actor, group)
    seat = _seat(delegation, person, role, since, until)
    emit(SeatTaken(group_id=group.pk, seat_id=seat.pk, person_id=person.pk, actor_id=actor.pk))
    return seat


@transaction.atomic
def end_seat(*, actor: Person, seat: Seat) -> None:
    """End a seat yesterday, so that its rights are gone at once; what was said under it stays."""
    group = seat.delegation.group
    _require_officer(actor, group)
    Seat.objects.filter(pk=seat.pk).update(until=_today() - timedelta(days=1))
    _open_epoch(group)
    emit(SeatEnded(group_id=group.pk, seat_id=seat.pk, person_id=seat.person_id, actor_id=actor.pk))


@transaction.atomic
def take_office(*, actor: Person, group: Group, person: Person, role: str, since: date | None = None) -> Office:
    """Name a chair, co-chair or secretariat; officers only."""
    _require_officer(actor, group)
    office = _office(group, person, role, since)
    emit(OfficeTaken(group_id=group.pk, office_id=office.pk, person_id=person.pk, actor_id=actor.pk))
    return office


@transaction.atomic
def end_office(*, actor: Person, office: Office) -> None:
    """End an office at once; the last officer cannot leave the group without any."""
    group = Group.objects.select_for_update().get(pk=office.group_id)
    _require_officer(actor, group)
    if not Office.objects.on(_today()).filter(group=group).exclude(pk=office.pk).exists():
        raise Refused(_("A group keeps at least one officer: name another one first."))
    Office.objects.filter(pk=office.pk).update(until=_today() - timedelta(days=1))
    _open_epoch(group)
    emit(OfficeEnded(group_id=group.pk, office_id=office.pk, person_id=office.person_id, actor_id=actor.pk))


@transaction.atomic
def invite_member(
    *,
    actor: Person,
    group: Group,
    name: str,
    email: str,
    delegation: Delegation | None = None,
    seat_role: str = "",
    office_role: str = "",
) -> Invitation:
    """Offer a seat, an office or both to an address; the mail goes out when the event is read."""
    _require_officer(actor, group)
    if not (delegation and seat_role) and not office_role:
        raise Refused(_("Choose a delegation and a seat, or an office, for this person."), field="seat_role")
    invitation = Invitation.objects.create(
        group=group,
        delegation=delegation,
        seat_role=seat_role if delegation else "",
        office_role=office_role,
        email=email.strip().lower(),
        name=text.single_line(name),
        invited_by=actor,
        expires_at=clock.now() + INVITATION_LASTS,
    )
    emit(MemberInvited(group_id=group.pk, invitation_id=invitation.pk, actor_id=actor.pk))
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: Person) -> None:
    """Take up what was offered, once; the door has proved that the person holds the invited address."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at or locked.withdrawn_at or locked.expires_at <= clock.now():
        raise Refused(
            _("This invitation was used, withdrawn or has run out. Ask the group's secretariat for a new one.")
        )
    Invitation.objects.filter(pk=locked.pk).update(accepted_at=clock.now(), accepted_by=person)
    group = locked.group
    if locked.office_role:
        office = _office(group, person, locked.office_role, None)
        emit(OfficeTaken(group_id=group.pk, office_id=office.pk, person_id=person.pk, actor_id=locked.invited_by_id))
    if locked.delegation:
        seat = _seat(locked.delegation, person, locked.seat_role, None, None)
        emit(SeatTaken(group_id=group.pk, seat_id=seat.pk, person_id=person.pk, actor_id=locked.invited_by_id))


def _seat(delegation: Delegation, person: Person, role: str, since: date | None, until: date | None) -> Seat:
    if Seat.objects.on(_today()).filter(delegation=delegation, person=person).exists():
        raise Refused(_("%(name)s has a seat in this delegation already.") % {"name": person.name})
    seat = Seat.objects.create(delegation=delegation, person=person, role=role, since=since or _today(), until=until)
    _open_epoch(delegation.group)
    return seat


def _office(group: Group, person: Person, role: str, since: date | None) -> Office:
    if Office.objects.on(_today()).filter(group=group, person=person, role=role).exists():
        raise Refused(_("%(name)s holds this office already.") % {"name": person.name})
    office = Office.objects.create(group=group, person=person, role=role, since=since or _today())
    _open_epoch(group)
    return office


def _open_epoch(group: Group) -> None:
    Group.objects.filter(pk=group.pk).update(epoch=F("epoch") + 1)


def _require_officer(actor: Person, group: Group) -> Member | None:
    member = member_of(actor, group)
    require(actor.is_operator or (member is not None and can_manage(member)))
    return member


def _today() -> date:
    return clock.now().date()
