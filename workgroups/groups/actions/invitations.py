"""Offer seats and offices by mail, and take them up."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from workgroups.accounts.actions import join
from workgroups.accounts.models import Person
from workgroups.accounts.queries import holds_address
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.core.languages import OFFERED, PLAIN
from workgroups.events.actions import emit
from workgroups.groups.actions.seats import fill_office, fill_seat
from workgroups.groups.events import (
    InvitationAccepted,
    InvitationRestored,
    InvitationSentAgain,
    InvitationWithdrawn,
    MemberInvited,
    OfficeTaken,
    SeatTaken,
)
from workgroups.groups.models import Delegation, Group, Invitation
from workgroups.groups.permissions import require, require_officer

INVITATION_LASTS = timedelta(days=30)


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
    language: str = PLAIN,
) -> Invitation:
    """Offer a seat, an office or both to an address; the mail goes out when the event is read."""
    require_officer(actor, group)
    if not (delegation and seat_role) and not office_role:
        raise Refused(_("Choose a delegation and a seat, or an office, for this person."), field="seat_role")
    invitation = Invitation.objects.create(
        group=group,
        delegation=delegation,
        seat_role=seat_role if delegation else "",
        office_role=office_role,
        email=email.strip().lower(),
        name=text.single_line(name),
        language=language if language in OFFERED else PLAIN,
        invited_by=actor,
        expires_at=clock.now() + INVITATION_LASTS,
        sent_at=clock.now(),
    )
    emit(MemberInvited(group_id=group.pk, invitation_id=invitation.pk, actor_id=actor.pk))
    return invitation


@transaction.atomic
def withdraw_invitation(*, actor: Person, invitation: Invitation) -> None:
    """Take an offer back; its link stops working at once."""
    require_officer(actor, invitation.group)
    locked = _locked(invitation)
    if locked.accepted_at:
        raise Refused(_("%(name)s has taken this up already; end the seat instead.") % {"name": locked.name})
    Invitation.objects.filter(pk=locked.pk).update(withdrawn_at=clock.now())
    emit(InvitationWithdrawn(group_id=locked.group_id, invitation_id=locked.pk, actor_id=actor.pk))


@transaction.atomic
def restore_invitation(*, actor: Person, invitation: Invitation) -> None:
    """Undo a withdrawal within `clock.UNDO`; the link in the mail that went out works again."""
    require_officer(actor, invitation.group)
    locked = _locked(invitation)
    if not locked.can_be_restored:
        raise Refused(_("The withdrawal can no longer be undone; make a new invitation."))
    Invitation.objects.filter(pk=locked.pk).update(withdrawn_at=None)
    emit(InvitationRestored(group_id=locked.group_id, invitation_id=locked.pk, actor_id=actor.pk))


@transaction.atomic
def send_invitation_again(*, actor: Person, invitation: Invitation) -> None:
    """Mail an open offer once more, valid for its full time from now."""
    require_officer(actor, invitation.group)
    locked = _locked(invitation)
    if locked.accepted_at or locked.withdrawn_at:
        raise Refused(_("This invitation is closed; make a new one."))
    Invitation.objects.filter(pk=locked.pk).update(
        times_sent=F("times_sent") + 1, sent_at=clock.now(), expires_at=clock.now() + INVITATION_LASTS
    )
    emit(InvitationSentAgain(group_id=locked.group_id, invitation_id=locked.pk, actor_id=actor.pk))


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: Person) -> None:
    """Take up what was offered, once; only for whoever holds the invited address."""
    require(holds_address(person, invitation.email))
    locked = _take_up(invitation, person)
    emit(InvitationAccepted(group_id=locked.group_id, invitation_id=locked.pk, person_id=person.pk))


@transaction.atomic
def join_by_invitation(*, invitation: Invitation, name: str, password: str, time_zone: str) -> Person:
    """Make the invited person's account and take up the offer; the signed link has proved the address."""
    person = join(
        name=name, email=invitation.email, password=password, time_zone=time_zone, language=invitation.language
    )
    locked = _take_up(invitation, person)
    emit(InvitationAccepted(group_id=locked.group_id, invitation_id=locked.pk, person_id=person.pk))
    return person


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _take_up(invitation: Invitation, person: Person) -> Invitation:
    locked, group = _locked(invitation), invitation.group
    if not locked.is_open:
        raise Refused(
            _("This invitation was used, withdrawn or has run out. Ask the group's secretariat for a new one.")
        )
    Invitation.objects.filter(pk=locked.pk).update(accepted_at=clock.now(), accepted_by=person)
    if locked.office_role:
        office = fill_office(group, person, locked.office_role, locked.since)
        emit(OfficeTaken(group_id=group.pk, office_id=office.pk, person_id=person.pk, actor_id=locked.invited_by_id))
    if locked.delegation:
        seat = fill_seat(
            locked.delegation, person, locked.seat_role, locked.since, locked.until, former_steps_back=True
        )  # whoever is asked to be head follows the one there is
        emit(SeatTaken(group_id=group.pk, seat_id=seat.pk, person_id=person.pk, actor_id=locked.invited_by_id))
    return locked
