"""Invitations: officers send them, the invited take them up."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from workgroups.accounts.http import first_steps_to, sign_in
from workgroups.accounts.queries import holds_address, person_with_email
from workgroups.core import slots
from workgroups.core.errors import Missing, Refused
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import InvitationForm, JoinForm
from workgroups.groups.http import MemberRequest, link_by_hand, officer_page
from workgroups.groups.models import Group, Invitation
from workgroups.groups.notices import letter_preview
from workgroups.groups.permissions import Member, invitation_by_token, invitation_for
from workgroups.groups.queries import ManageEntry, ManageSection, invitations_sent, invitations_waiting
from workgroups.groups.views.manage import get_or_post

SHOWS = ("prepared", "waiting", "run-out")


@slots.fill("groups.manage", order=15)
def invitations_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the invitations, with how many are prepared and not sent."""
    about = _("Who is invited and not here yet: send what is prepared, send again, see what the letter says.")
    prepared = invitations_waiting(member.group).filter(times_sent=0, withdrawn_at=None).count()
    url = reverse("groups:invitation-list", args=[member.group.slug])
    return ManageEntry(_("Invitations"), about, url, ManageSection.PEOPLE, prepared)


@get_or_post
@officer_page
def invitation_list(request: MemberRequest) -> HttpResponse:
    """Show offers by how they stand, with what their letter says; one press sends those that are ticked."""
    group = request.member.group
    problem = ""
    if request.method == "POST":
        chosen = [int(number) for number in request.POST.getlist("invitation") if number.isdecimal()]
        try:
            sent = actions.send_invitations(actor=request.user, group=group, invitation_ids=chosen)
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _on_their_way(len(sent)))
            return redirect(f"{request.path}?{urlencode({'sent': str(sent[0].sent_at)})}")
    context = _shown(group, request.GET.get("show", ""), request.GET.get("sent", ""))
    return render(
        request, "groups/invitation_list.html", context | {"problem": problem}, status=422 if problem else 200
    )


def _shown(group: Group, show: str, sent: str) -> dict[str, Any]:
    """Give the page of invitations: those that stand as `show` says, or that one press sent at the instant `sent`."""
    standing = list(invitations_waiting(group).filter(withdrawn_at=None))
    by_state: dict[str, list[Invitation]] = {name: [] for name in SHOWS}
    for one in standing:
        by_state["prepared" if one.is_prepared else "waiting" if one.is_open else "run-out"].append(one)
    instant = parse_datetime(sent) if sent else None
    if show not in by_state:
        show = next((name for name in SHOWS if by_state[name]), "waiting")
    listed = list(invitations_sent(group, instant)) if instant and instant.tzinfo else by_state[show]
    for one in listed:
        one.group = group
    return {
        "show": "sent" if instant else show,
        "counts": {name.replace("-", "_"): len(found) for name, found in by_state.items()},
        "invitations": [(one, link_by_hand(one)) for one in listed],
        "preview": letter_preview(listed[0]) if listed else None,
    }


def _on_their_way(count: int) -> str:
    words = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", count)
    return words % {"count": count}


@get_or_post
@officer_page
def invitation_add(request: MemberRequest) -> HttpResponse:
    """Invite somebody by mail."""
    group = request.member.group
    form = InvitationForm(request.POST or None, group=group)
    if carries_out(form, partial(actions.invite_member, actor=request.user, group=group)):
        words = {"email": form.cleaned_data["email"]}
        messages.success(request, _("The invitation to %(email)s is on its way.") % words)
        return redirect("groups:people", group.slug)
    return render(request, "groups/invitation_add.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@officer_page
def invitation_withdraw(request: MemberRequest, invitation_id: int) -> HttpResponse:
    """Take an offer back."""
    invitation = invitation_for(request.member, invitation_id)
    actions.withdraw_invitation(actor=request.user, invitation=invitation)
    messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
    return redirect("groups:people", request.member.group.slug)


@require_POST
@officer_page
def invitation_restore(request: MemberRequest, invitation_id: int) -> HttpResponse:
    """Undo a withdrawal in time."""
    actions.restore_invitation(actor=request.user, invitation=invitation_for(request.member, invitation_id))
    return redirect("groups:people", request.member.group.slug)


@require_POST
@officer_page
def invitation_send(request: MemberRequest, invitation_id: int) -> HttpResponse:
    """Mail an offer once more."""
    invitation = invitation_for(request.member, invitation_id)
    actions.send_invitation_again(actor=request.user, invitation=invitation)
    messages.success(request, _("The invitation to %(email)s is on its way again.") % {"email": invitation.email})
    return redirect("groups:people", request.member.group.slug)


@never_cache
@get_or_post
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is offered to whoever holds the link, and let the right person take it up by a press."""
    try:
        offered = invitation_by_token(token)
    except Missing:
        return render(request, "groups/invitation_closed.html", {"why": "unknown"}, status=404)
    if request.user.is_authenticated:
        return _answer_member(request, offered)
    with override(offered.language):
        return _answer_visitor(request, offered)


def _answer_visitor(request: HttpRequest, offered: Invitation) -> HttpResponse:
    if not offered.is_open:
        return render(request, "groups/invitation_closed.html", {"why": "closed", "invitation": offered}, status=422)
    if person_with_email(offered.email):
        return render(request, "groups/invitation.html", {"invitation": offered, "must_sign_in": True})
    return _answer_newcomer(request, offered)


def _answer_member(request: HttpRequest, offered: Invitation) -> HttpResponse:
    person = request.user
    assert person.is_authenticated  # noqa: S101  (the caller asked)
    if not holds_address(person, offered.email):
        return render(request, "groups/invitation_closed.html", {"why": "other", "invitation": offered}, status=403)
    if offered.accepted_by_id == person.pk:
        return redirect("groups:group-front", offered.group.slug)
    if not offered.is_open:
        return render(request, "groups/invitation_closed.html", {"why": "closed", "invitation": offered}, status=422)
    if request.method == "POST":
        actions.accept_invitation(invitation=offered, person=person)
        return redirect("groups:group-front", offered.group.slug)
    return render(request, "groups/invitation.html", {"invitation": offered})


def _answer_newcomer(request: HttpRequest, offered: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, initial={"name": offered.name})
    if carries_out(form, partial(actions.join_by_invitation, invitation=offered)):
        person = person_with_email(offered.email)
        assert person  # noqa: S101  (just made)
        return sign_in(request, person, go_to=first_steps_to(offered.group.get_absolute_url()))
    found = {"invitation": offered, "form": form}
    return render(request, "groups/invitation.html", found, status=422 if form.errors else 200)
