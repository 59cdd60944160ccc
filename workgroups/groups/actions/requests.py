"""Take requests to join, prove the address behind them, answer."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.core.languages import OFFERED, PLAIN
from workgroups.events.actions import emit
from workgroups.groups.actions.invitations import INVITATION_LASTS
from workgroups.groups.events import (
    GroupChanged,
    JoinRequestDecided,
    JoinRequested,
    JoinRequestLapsed,
    JoinRequestVerified,
    MemberInvited,
)
from workgroups.groups.models import Delegation, Group, Invitation, JoinRequest
from workgroups.groups.permissions import OPEN_STATES, member_of, require_officer

VERIFY_WITHIN = timedelta(days=3)
OPEN_AT_ONCE = 3  # unconfirmed requests of one address: it must not be flooded with mail
LONGEST_MOTIVE = 2_000
State = JoinRequest.State


@transaction.atomic
def choose_joining(*, actor: Person, group: Group, joining: str) -> None:
    """Say how people come into the group: by invitation, by nomination, or by asking."""
    require_officer(actor, group)
    if joining not in Group.Joining.values:
        raise Refused(_("Choose one of the ways in."), field="joining")
    Group.objects.filter(pk=group.pk).update(joining=joining)
    emit(GroupChanged(group_id=group.pk, actor_id=actor.pk))


@transaction.atomic
def ask_to_join(
    *,
    group: Group,
    person: Person | None = None,
    name: str = "",
    email: str = "",
    body_name: str,
    motive: str,
    language: str = PLAIN,
) -> JoinRequest:
    """Take a request in. A person's address is proved; everybody else's waits for the link that is mailed there."""
    if not (group.is_public and group.joining == Group.Joining.REQUEST and group.state in OPEN_STATES):
        raise Refused(_("This group takes no requests."))
    name, email = (person.name, person.email or "") if person else (text.single_line(name), email.strip().lower())
    _require_room(group, person, email)
    request = JoinRequest.objects.create(
        group=group,
        person=person,
        name=name,
        email=email,
        body_name=text.single_line(body_name),
        motive=_motive(motive),
        language=language if language in OFFERED else PLAIN,
        state=State.WAITING if person else State.UNVERIFIED,
    )
    emit(JoinRequested(group_id=group.pk, request_id=request.pk))
    return request


@transaction.atomic
def verify_request(*, request: JoinRequest) -> None:
    """Note that the address is theirs: whoever calls holds the signed link. Once more changes nothing."""
    locked = JoinRequest.objects.select_for_update().filter(pk=request.pk).first()
    if locked is None or locked.at <= clock.now() - VERIFY_WITHIN:
        raise Refused(_("This link has run out. Ask again, and confirm within three days."))
    if locked.state != State.UNVERIFIED:
        raise Refused(_("This request is confirmed already; it does not need to be confirmed again."))
    JoinRequest.objects.filter(pk=locked.pk).update(state=State.WAITING)
    emit(JoinRequestVerified(group_id=locked.group_id, request_id=locked.pk))


@transaction.atomic
def accept_request(
    *, actor: Person, request: JoinRequest, delegation: Delegation, seat_role: str, language: str = ""
) -> Invitation:
    """Offer a seat to whoever asked; the invitation's mail is the answer."""
    require_officer(actor, request.group)
    if delegation.group_id != request.group_id:
        raise Refused(_("Choose a delegation of this group."), field="delegation")
    _decide(actor, request, State.ACCEPTED, "")
    now = clock.now()
    invitation = Invitation.objects.create(
        group=request.group,
        delegation=delegation,
        seat_role=seat_role,
        email=request.email,
        name=request.name,
        language=language or request.language,
        invited_by=actor,
        sent_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    emit(JoinRequestDecided(group_id=request.group_id, request_id=request.pk, actor_id=actor.pk))
    emit(MemberInvited(group_id=request.group_id, invitation_id=invitation.pk, actor_id=actor.pk))
    return invitation


@transaction.atomic
def decline_request(*, actor: Person, request: JoinRequest, reason: str) -> None:
    """Say no, in words that are mailed to whoever asked."""
    require_officer(actor, request.group)
    reason = reason.replace("\r\n", "\n").strip()
    if not reason:
        raise Refused(_("Write an answer: it is mailed to whoever asked."), field="reason")
    _decide(actor, request, State.DECLINED, reason)
    emit(JoinRequestDecided(group_id=request.group_id, request_id=request.pk, actor_id=actor.pk))


@transaction.atomic
def lapse_request(*, request: JoinRequest) -> None:
    """Forget a request whose address nobody confirmed in time, address and all."""
    group_id, request_id = request.group_id, request.pk
    JoinRequest.objects.filter(pk=request_id, state=State.UNVERIFIED).delete()
    emit(JoinRequestLapsed(group_id=group_id, request_id=request_id))


def _require_room(group: Group, person: Person | None, email: str) -> None:
    """Refuse what would be doubled or flood a mailbox; nothing here tells whether an address has an account."""
    if person:
        if member_of(person, group):
            raise Refused(_("You are in this group already."))
        if JoinRequest.objects.filter(group=group, person=person, state=State.WAITING).exists():
            raise Refused(_("Your request waits to be answered; you need not ask again."))
        return
    fresh = JoinRequest.objects.filter(email=email, state=State.UNVERIFIED, at__gt=clock.now() - VERIFY_WITHIN)
    if fresh.count() >= OPEN_AT_ONCE:
        words = _("Requests from this address still wait to be confirmed: open the link in the mail we sent first.")
        raise Refused(words, field="email")


def _motive(words: str) -> str:
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise Refused(_("Say why you would like to join."), field="motive")
    if len(words) > LONGEST_MOTIVE:
        raise Refused(_("At most 2,000 characters: shorten it a little."), field="motive")
    return words


def _decide(actor: Person, request: JoinRequest, state: str, reason: str) -> None:
    decided = {"state": state, "reason": reason, "decided_at": clock.now(), "decided_by": actor}
    if not JoinRequest.objects.filter(pk=request.pk, state=State.WAITING).update(**decided):
        raise Refused(_("Somebody has answered this request meanwhile."))
