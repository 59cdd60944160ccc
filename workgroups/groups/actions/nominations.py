"""Ask delegations to name people, take the names, decide on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.accounts.queries import person_with_email
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.invitations import INVITATION_LASTS
from workgroups.groups.actions.numbers import next_number
from workgroups.groups.actions.seats import fill_seat
from workgroups.groups.events import (
    MemberInvited,
    NominationsClosed,
    NominationsOpened,
    NomineeDecided,
    NomineesNamed,
    SeatTaken,
)
from workgroups.groups.models import Delegation, Group, Invitation, NominationAsked, NominationCall, Nominee, Seat
from workgroups.groups.permissions import Member, can_nominate, member_of, require, require_officer

State = Nominee.State


@dataclass(frozen=True)
class Nominated:
    """Somebody as a head names them."""

    name: str
    email: str
    role: str = Seat.Role.EXPERT
    since: date | None = None
    until: date | None = None


@transaction.atomic
def open_nominations(
    *, actor: Person, group: Group, title: str, asked: str, due: datetime, delegations: Sequence[Delegation]
) -> NominationCall:
    """Ask the heads of these delegations to name people until an instant."""
    require_officer(actor, group)
    if due <= clock.now():
        raise Refused(_("The deadline must lie in the future."), field="due")
    if not delegations or any(one.group_id != group.pk for one in delegations):
        raise Refused(_("Choose at least one delegation of this group."), field="delegations")
    number = next_number(group=group, kind="nominations")
    words = {"title": text.single_line(title), "asked": asked.strip()}
    call = NominationCall.objects.create(group=group, number=number, due=due, opened_by=actor, **words)
    NominationAsked.objects.bulk_create([NominationAsked(call=call, delegation=one) for one in delegations])
    emit(NominationsOpened(group_id=group.pk, call_id=call.pk, actor_id=actor.pk))
    return call


@transaction.atomic
def nominate(*, actor: Member, asked: NominationAsked, nominees: Sequence[Nominated]) -> None:
    """Answer for a delegation: these are all its names; nobody is an answer too. What was decided stays."""
    require(can_nominate(actor, asked))
    locked = NominationAsked.objects.select_for_update().select_related("call").get(pk=asked.pk)
    if not locked.call.is_open:
        raise Refused(_("This call is closed: write to the chairs or the secretariat."))
    named = [_checked(one) for one in nominees]
    if len({one.email for one in named}) < len(named):
        raise Refused(_("The same address stands here twice: each person has one of their own."))
    waiting = locked.nominees.filter(state=State.WAITING)
    decided = set(locked.nominees.exclude(state=State.WAITING).values_list("email", flat=True))
    waiting.delete()
    Nominee.objects.bulk_create(
        Nominee(asked=locked, nominated_by=actor.person, **vars(one)) for one in named if one.email not in decided
    )
    NominationAsked.objects.filter(pk=locked.pk).update(answered_at=clock.now(), answered_by=actor.person)
    emit(NomineesNamed(group_id=locked.call.group_id, asked_id=locked.pk, actor_id=actor.person.pk))


@transaction.atomic
def accept_nominee(*, actor: Person, nominee: Nominee) -> None:
    """Give somebody of the group the seat at once; invite everybody else to it."""
    call = nominee.asked.call
    require_officer(actor, call.group)
    locked = _locked(nominee)
    delegation = nominee.asked.delegation
    person = person_with_email(locked.email)
    is_here = person is not None and member_of(person, call.group) is not None
    invitation = None if is_here else _invitation(actor, locked, delegation)
    _decide(locked, actor, State.ACCEPTED, invitation=invitation)
    if invitation:
        emit(MemberInvited(group_id=call.group_id, invitation_id=invitation.pk, actor_id=actor.pk))
    elif person:
        seat = fill_seat(delegation, person, locked.role, locked.since, locked.until, former_steps_back=True)
        emit(SeatTaken(group_id=call.group_id, seat_id=seat.pk, person_id=person.pk, actor_id=actor.pk))
    emit(NomineeDecided(group_id=call.group_id, nominee_id=locked.pk, actor_id=actor.pk))


@transaction.atomic
def decline_nominee(*, actor: Person, nominee: Nominee, reason: str) -> None:
    """Do not take somebody; the reason goes to whoever named them."""
    require_officer(actor, nominee.asked.call.group)
    if not (reason := text.single_line(reason)):
        raise Refused(_("Give a reason: it is sent to whoever named this person."), field="reason")
    locked = _locked(nominee)
    _decide(locked, actor, State.DECLINED, reason=reason)
    emit(NomineeDecided(group_id=nominee.asked.call.group_id, nominee_id=locked.pk, actor_id=actor.pk))


@transaction.atomic
def close_nominations(*, actor: Person, call: NominationCall) -> None:
    """Take no more names; what was named stays to be decided."""
    require_officer(actor, call.group)
    if not NominationCall.objects.filter(pk=call.pk, closed_at=None).update(closed_at=clock.now()):
        raise Refused(_("This call is closed already."))
    emit(NominationsClosed(group_id=call.group_id, call_id=call.pk, actor_id=actor.pk))


@transaction.atomic
def reopen_nominations(*, actor: Person, call: NominationCall) -> None:
    """Undo a closing."""
    require_officer(actor, call.group)
    NominationCall.objects.filter(pk=call.pk).update(closed_at=None)
    emit(NominationsOpened(group_id=call.group_id, call_id=call.pk, actor_id=actor.pk))


def _checked(one: Nominated) -> Nominated:
    name, email = text.single_line(one.name), one.email.strip().lower()
    if not name or not email:
        raise Refused(_("Each person needs a name and an address."))
    if one.since and one.until and one.until < one.since:
        words = _("For %(name)s the last day comes before the first one: correct one of them.")
        raise Refused(words % {"name": name})
    return Nominated(name, email, one.role, one.since, one.until)


def _locked(nominee: Nominee) -> Nominee:
    locked = Nominee.objects.select_for_update().filter(pk=nominee.pk, state=State.WAITING).first()
    if locked is None:
        raise Refused(_("This was decided meanwhile, or the delegation has changed its names. Look again."))
    return locked


def _decide(
    nominee: Nominee, actor: Person, state: str, *, reason: str = "", invitation: Invitation | None = None
) -> None:
    decided = {"state": state, "reason": reason, "decided_by": actor, "decided_at": clock.now()}
    Nominee.objects.filter(pk=nominee.pk).update(invitation=invitation, **decided)


def _invitation(actor: Person, nominee: Nominee, delegation: Delegation) -> Invitation:
    now = clock.now()
    return Invitation.objects.create(
        group_id=delegation.group_id,
        delegation=delegation,
        seat_role=nominee.role,
        email=nominee.email,
        name=nominee.name,
        since=nominee.since,
        until=nominee.until,
        invited_by=actor,
        sent_at=now,
        expires_at=now + INVITATION_LASTS,
    )
