"""The guarded ways to calls for nominations and to requests to join."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from workgroups.core.errors import Missing
from workgroups.groups.models import Group, JoinRequest, NominationAsked, NominationCall, Nominee, Seat
from workgroups.groups.permissions.closed import OPEN_STATES
from workgroups.groups.permissions.members import Member, can_speak, or_missing, require, require_officer

REQUEST_SALT = "groups.join_request"
NAMING = (Seat.Role.HEAD, Seat.Role.ALTERNATE)


def can_nominate(member: Member, asked: NominationAsked) -> bool:
    """Name people for a delegation that was asked: its head and its alternates, while the group is open."""
    own = any(seat.delegation_id == asked.delegation_id and seat.role in NAMING for seat in member.seats)
    return own and can_speak(member)


def nomination_call_for(member: Member, number: int) -> NominationCall:
    """Return a call of the member's group, for its officers; raises Missing before NotAllowed."""
    found = or_missing(NominationCall.objects.filter(group=member.group, number=number).first())
    require_officer(member.person, member.group)
    found.group = member.group
    return found


def nomination_asked_of(member: Member, number: int) -> NominationAsked:
    """Return what a call asks of the member's delegation, for its head and alternates; NotAllowed to other members."""
    or_missing(NominationCall.objects.filter(group=member.group, number=number).first())
    related = ("call", "delegation__body", "answered_by")
    found = NominationAsked.objects.select_related(*related).filter(call__group=member.group, call__number=number)
    own = [asked for asked in found.filter(delegation_id__in=member.delegation_ids) if can_nominate(member, asked)]
    require(bool(own))
    own[0].call.group = member.group
    return own[0]


def nominee_for(member: Member, number: int, nominee_id: int) -> Nominee:
    """Return somebody whom a delegation has named, for officers to decide."""
    require_officer(member.person, member.group)
    found = Nominee.objects.select_related("asked__call__group", "asked__delegation__body", "nominated_by")
    return or_missing(found.filter(pk=nominee_id, asked__call__group=member.group, asked__call__number=number).first())


def group_to_join(slug: str) -> Group:
    """Return a group that the public sees and that takes requests, or raise Missing."""
    found = Group.objects.select_related("programme").filter(slug=slug, is_public=True, state__in=OPEN_STATES)
    return or_missing(found.filter(joining=Group.Joining.REQUEST).first())


def join_request_for(member: Member, request_id: int) -> JoinRequest:
    """Return a request whose address is proved, for the group's officers."""
    require_officer(member.person, member.group)
    found = JoinRequest.objects.select_related("group__programme", "decided_by").filter(group=member.group)
    return or_missing(found.exclude(state=JoinRequest.State.UNVERIFIED).filter(pk=request_id).first())


def request_by_token(token: str) -> JoinRequest:
    """Return the request behind the link in its mail; raises Missing for a link that nobody signed."""
    try:
        uid = UUID(Signer(salt=REQUEST_SALT, sep=".").unsign(token))
    except (BadSignature, ValueError) as error:
        raise Missing from error
    return or_missing(JoinRequest.objects.select_related("group__programme").filter(uid=uid).first())


def request_token_of(request: JoinRequest) -> str:
    """Return what the link in the mail to whoever asks carries."""
    return Signer(salt=REQUEST_SALT, sep=".").sign(str(request.uid))
