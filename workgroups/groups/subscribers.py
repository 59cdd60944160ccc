"""On an invitation, its mail; on a list of people, the end of its time."""

from datetime import timedelta

from workgroups.core import clock
from workgroups.events.subscribe import on
from workgroups.groups.actions import forget_people_list
from workgroups.groups.events import InvitationSentAgain, InvitationsSent, MemberInvited, PeopleListRead
from workgroups.groups.models import Invitation, PeopleList
from workgroups.groups.notices import letter_of
from workgroups.notifications.actions import post_mail
from workgroups.timers.actions import set_timer
from workgroups.timers.registry import handles

LISTS_LAST = timedelta(days=7)


@on(MemberInvited, reader="invitations")
def mail_invitation(event: MemberInvited) -> None:
    """Mail the offer to the invited address."""
    _mail([event.invitation_id])


@on(InvitationSentAgain, reader="invitations")
def mail_invitation_again(event: InvitationSentAgain) -> None:
    """Mail the offer once more."""
    _mail([event.invitation_id])


@on(InvitationsSent, reader="invitations")
def mail_invitations(event: InvitationsSent) -> None:
    """Mail every offer of the press."""
    _mail(list(event.invitation_ids))


@on(PeopleListRead, reader="people_lists")
def limit_list(event: PeopleListRead) -> None:
    """A list that was read is kept for a week."""
    set_timer(kind="groups.people_list", subject_id=event.people_list_id, due=clock.now() + LISTS_LAST)


@handles("groups.people_list")
def forget_list(people_list_id: int) -> None:
    """Forget a list: it names people who never came in."""
    if people := PeopleList.objects.filter(pk=people_list_id).first():
        forget_people_list(people=people)


def _mail(invitation_ids: list[int]) -> None:
    related = ("group__programme", "delegation__body", "invited_by")
    for offered in Invitation.objects.select_related(*related).filter(pk__in=invitation_ids).order_by("pk"):
        if offered.is_open and not offered.is_prepared:
            key = f"invitation:{offered.uid}:{offered.times_sent}"
            post_mail(key=key, template="groups/mail/invitation", context=letter_of(offered), to_address=offered.email)
