"""The guarded way to invitations, by number and by signed link."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from workgroups.core.errors import Missing
from workgroups.groups.models import Invitation, PeopleList
from workgroups.groups.permissions.members import Member, or_missing, require_officer

INVITATION_SALT = "groups.invitation"


def invitation_for(member: Member, invitation_id: int) -> Invitation:
    """Return an invitation of the member's group, for officers to change."""
    require_officer(member.person, member.group)
    found = Invitation.objects.filter(pk=invitation_id, group=member.group)
    return or_missing(found.select_related("group", "delegation__body").first())


def people_list_for(member: Member, list_id: int) -> PeopleList:
    """Return a list of people that was read for the member's group, for its officers."""
    require_officer(member.person, member.group)
    return or_missing(PeopleList.objects.select_related("group", "by").filter(pk=list_id, group=member.group).first())


def invitation_by_token(token: str) -> Invitation:
    """Return the invitation behind the link in its mail, open or not; raises Missing for a link that nobody signed."""
    try:
        uid = UUID(Signer(salt=INVITATION_SALT, sep=".").unsign(token))
    except (BadSignature, ValueError) as error:
        raise Missing from error
    found = Invitation.objects.filter(uid=uid)
    return or_missing(found.select_related("group__programme", "delegation__body", "invited_by").first())


def token_of(invitation: Invitation) -> str:
    """Return what the link in the invitation's mail carries."""
    return Signer(salt=INVITATION_SALT, sep=".").sign(str(invitation.uid))
