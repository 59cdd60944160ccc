"""On an invitation or a request, its mail; on lists and requests, the end of their time; on a nominee, the answer."""

from datetime import timedelta

from django.urls import reverse
from django.utils import translation

from workgroups.accounts.models import Person
from workgroups.core import clock, dates, slots
from workgroups.events.subscribe import on
from workgroups.groups.actions import VERIFY_WITHIN, forget_people_list, lapse_request, run_out_pass
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.events import (
    GuestPassEnded,
    GuestPassGiven,
    InvitationSentAgain,
    InvitationsSent,
    JoinRequestDecided,
    JoinRequested,
    JoinRequestVerified,
    MemberInvited,
    NomineeDecided,
    PeopleListRead,
)
from workgroups.groups.models import GuestPass, Invitation, JoinRequest, Nominee, PeopleList
from workgroups.groups.notices import letter_of
from workgroups.groups.permissions import pass_token_of, request_token_of
from workgroups.groups.queries import groups_of
from workgroups.notifications.actions import file_notices, forget_mail, post_mail
from workgroups.timers.actions import cancel_timer, set_timer
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


@on(GuestPassGiven, reader="invitations")
def mail_pass(event: GuestPassGiven) -> None:
    """Mail a guest pass to its address."""
    guest = GuestPass.objects.select_related("group", "given_by").get(pk=event.pass_id)
    if not guest.is_open:
        return
    with translation.override(guest.language):
        until = dates.long_day((guest.until - timedelta(seconds=1)).date())
    context = {"name": guest.name, "by": guest.given_by.name, "group": guest.group.name, "title": guest.title}
    context |= {"path": reverse("groups:guest-pass", args=[pass_token_of(guest)]), "until": until}
    post_mail(
        key=f"guest_pass:{guest.uid}",
        template="groups/mail/guest_pass",
        context=context | {"language": guest.language},
        to_address=guest.email,
        group_id=guest.group_id,
    )


@on(GuestPassGiven, reader="timers")
def time_a_pass(event: GuestPassGiven) -> None:
    """Close its door when its last instant comes."""
    guest = GuestPass.objects.get(pk=event.pass_id)
    set_timer(kind="groups.guest_pass_ends", subject_id=guest.pk, due=guest.until)


@on(GuestPassEnded, reader="timers")
def forget_a_pass(event: GuestPassEnded) -> None:
    """Its door is closed: nothing is still to come, and a letter that waits stays here."""
    cancel_timer(kind="groups.guest_pass_ends", subject_id=event.pass_id)
    for guest in GuestPass.objects.filter(pk=event.pass_id, accepted_by=None):
        forget_mail(key=f"guest_pass:{guest.uid}")


@handles("groups.guest_pass_ends")
def run_out_pass_in_time(pass_id: int) -> None:
    """Its last instant has come."""
    for guest in GuestPass.objects.select_related("group").filter(pk=pass_id):
        run_out_pass(guest=guest)


@on(NomineeDecided, reader="notifications")
def tell_the_nominator(event: NomineeDecided) -> None:
    """Tell whoever named somebody what was decided."""
    nominee = Nominee.objects.get(pk=event.nominee_id)
    file_notices(
        kind="groups.nominee_decided",
        key=str(nominee.pk),
        readers=[nominee.nominated_by_id],
        group_id=event.group_id,
        subject_id=nominee.pk,
        at=clock.now(),
    )


@on(JoinRequested, reader="join_requests")
def ask_to_confirm(event: JoinRequested) -> None:
    """Mail the link that proves the address, and set the end of its time."""
    found = JoinRequest.objects.select_related("group").filter(pk=event.request_id, state=JoinRequest.State.UNVERIFIED)
    if request := found.first():
        set_timer(kind="groups.request_lapse", subject_id=request.pk, due=request.at + VERIFY_WITHIN)
        path = reverse("groups:request-confirm", args=[request_token_of(request)])
        _mail_request(request, f"join_request:{request.uid}", "groups/mail/request_confirm", path)


@on(JoinRequestVerified, reader="join_requests")
def keep_request(event: JoinRequestVerified) -> None:
    """A confirmed request does not lapse."""
    cancel_timer(kind="groups.request_lapse", subject_id=event.request_id)


@on(JoinRequestDecided, reader="join_requests")
def answer_request(event: JoinRequestDecided) -> None:
    """Mail a no in its words; a yes comes as an invitation."""
    found = JoinRequest.objects.select_related("group").filter(pk=event.request_id, state=JoinRequest.State.DECLINED)
    if request := found.first():
        _mail_request(request, f"join_request:{request.uid}:answer", "groups/mail/request_declined", "")


@handles("groups.request_lapse")
def forget_request(request_id: int) -> None:
    """Forget a request whose address nobody confirmed, and the mail that was sent there."""
    if request := JoinRequest.objects.filter(pk=request_id, state=JoinRequest.State.UNVERIFIED).first():
        forget_mail(key=f"join_request:{request.uid}")
        lapse_request(request=request)


def _mail_request(request: JoinRequest, key: str, template: str, path: str) -> None:
    context = {"name": request.name, "group": request.group.name, "reason": request.reason, "path": path}
    post_mail(key=key, template=template, context=context | {"language": request.language}, to_address=request.email)


def _mail(invitation_ids: list[int]) -> None:
    related = ("group__programme", "delegation__body", "invited_by")
    for offered in Invitation.objects.select_related(*related).filter(pk__in=invitation_ids).order_by("pk"):
        if offered.is_open and not offered.is_prepared:
            key = f"invitation:{offered.uid}:{offered.times_sent}"
            post_mail(
                key=key,
                template="groups/mail/invitation",
                context=letter_of(offered),
                to_address=offered.email,
                group_id=offered.group_id,
            )


@slots.fill("accounts.rights_changed")
def notice_rights(person: Person) -> None:
    """In the same transaction: open pages and sockets of somebody's groups ask anew who they are."""
    for group in groups_of(person):
        open_epoch(group)
