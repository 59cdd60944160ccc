"""On an invitation, its mail."""

from django.urls import reverse
from django.utils import translation

from workgroups.core import dates
from workgroups.events.subscribe import on
from workgroups.groups.events import InvitationSentAgain, MemberInvited
from workgroups.groups.models import Invitation
from workgroups.groups.permissions import token_of
from workgroups.notifications.actions import post_mail


@on(MemberInvited, reader="invitations")
def mail_invitation(event: MemberInvited) -> None:
    """Mail the offer to the invited address."""
    _mail(event.invitation_id)


@on(InvitationSentAgain, reader="invitations")
def mail_invitation_again(event: InvitationSentAgain) -> None:
    """Mail the offer once more."""
    _mail(event.invitation_id)


def _mail(invitation_id: int) -> None:
    offered = Invitation.objects.select_related("group__programme", "delegation__body", "invited_by").get(
        pk=invitation_id
    )
    if not offered.is_open:
        return
    with translation.override(offered.language):
        offer, until = offered.offer, dates.long_day(offered.expires_at.date())
    post_mail(
        key=f"invitation:{offered.uid}:{offered.times_sent}",
        template="groups/mail/invitation",
        context={
            "name": offered.name,
            "group": offered.group.name,
            "programme": offered.group.programme.name,
            "purpose": offered.group.purpose,
            "by": offered.invited_by.name,
            "offer": offer,
            "path": reverse("groups:invitation", args=[token_of(offered)]),
            "until": until,
            "language": offered.language,
        },
        to_address=offered.email,
    )
