"""Guest passes: officers give and end them, guests take them up and see the one thing."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.http import PersonRequest, sign_in, signed_in
from workgroups.accounts.models import Person
from workgroups.accounts.queries import holds_address, person_with_email
from workgroups.core import slots
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.core.http import carries_out
from workgroups.events.events import StreamRef
from workgroups.groups import actions
from workgroups.groups.forms import GuestPassForm, JoinForm
from workgroups.groups.http import MemberRequest, link_by_hand, officer_page
from workgroups.groups.models import GuestPass
from workgroups.groups.permissions import Member, guest_for, pass_by_token, pass_for
from workgroups.groups.queries import ManageEntry, ManageSection, passes_in, passes_of
from workgroups.groups.views.manage import get_or_post
from workgroups.live.http import follow


@slots.fill("groups.manage", order=45)
def guests_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the guest passes."""
    about = _("Open one thread, meeting or draft to somebody from outside, until a day.")
    url = reverse("groups:guest-list", args=[member.group.slug])
    return ManageEntry(_("Guests"), about, url, ManageSection.PEOPLE)


@get_or_post
@officer_page
def guest_list(request: MemberRequest) -> HttpResponse:
    """Show who has a pass for what, and give a new one."""
    group = request.member.group
    things = [one for found in slots.gather("groups.guest_things", request.member) for one in found]
    form = GuestPassForm(request.POST or None, things=things)
    if carries_out(form, partial(actions.give_pass, actor=request.user, group=group)):
        words = {"email": form.cleaned_data["email"]}
        messages.success(request, _("The pass for %(email)s is on its way.") % words)
        return redirect("groups:guest-list", group.slug)
    context = {
        "form": form,
        "passes": [(one, link_by_hand(one)) for one in passes_in(group)],
        "has_things": bool(things),
    }
    return render(request, "groups/guest_list.html", context, status=422 if form.errors else 200)


@require_POST
@officer_page
def guest_end(request: MemberRequest, pass_id: int) -> HttpResponse:
    """End a pass at once."""
    guest = pass_for(request.member, pass_id)
    actions.end_pass(actor=request.user, guest=guest)
    messages.success(request, _("The pass of %(name)s has ended.") % {"name": guest.name})
    return redirect("groups:guest-list", request.member.group.slug)


@require_GET
@signed_in
def guest_passes(request: PersonRequest) -> HttpResponse:
    """Show what is open to me as a guest."""
    follow(request, StreamRef.person(request.user.pk))
    return render(request, "groups/guest_passes.html", {"passes": list(passes_of(request.user))})


@get_or_post
@signed_in
def guest_page(request: PersonRequest, pass_id: int) -> HttpResponse:
    """Show the one thing that a pass opens, without the group around it; write in it where the pass says so."""
    follow(request, StreamRef.person(request.user.pk))
    member = guest_for(request.user, pass_id)
    problem = ""
    if request.method == "POST":
        try:
            done = slots.gather("groups.guest_write", request, member)
        except Refused as refusal:
            problem = str(refusal)
        else:
            if not done:
                raise NotAllowed
            messages.success(request, done[0])
            return redirect("groups:guest-page", pass_id)
    parts = slots.gather("groups.guest_page", request, member)
    if not parts:
        raise Missing
    context = {"guest": member.guest, "part": parts[0], "problem": problem}
    return render(request, "groups/guest_page.html", context, status=422 if problem else 200)


@never_cache
@get_or_post
def guest_pass(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a pass opens to whoever holds its link; the right person takes it up by a press."""
    try:
        guest = pass_by_token(token)
    except Missing:
        return render(request, "groups/guest_closed.html", {"why": "unknown"}, status=404)
    if isinstance(request.user, Person):
        return _answer_person(request, guest, request.user)
    with override(guest.language):
        return _answer_visitor(request, guest)


def _answer_person(request: HttpRequest, guest: GuestPass, person: Person) -> HttpResponse:
    if not holds_address(person, guest.email):
        return render(request, "groups/guest_closed.html", {"why": "other", "guest": guest}, status=403)
    if guest.accepted_by_id == person.pk and guest.is_open:
        return redirect("groups:guest-page", guest.pk)
    if not guest.is_open or guest.accepted_at:
        return render(request, "groups/guest_closed.html", {"why": "closed", "guest": guest}, status=422)
    if request.method == "POST":
        actions.accept_pass(guest=guest, person=person)
        return redirect("groups:guest-page", guest.pk)
    return render(request, "groups/guest_pass.html", {"guest": guest})


def _answer_visitor(request: HttpRequest, guest: GuestPass) -> HttpResponse:
    if not guest.is_open:
        return render(request, "groups/guest_closed.html", {"why": "closed", "guest": guest}, status=422)
    if person_with_email(guest.email):
        return render(request, "groups/guest_pass.html", {"guest": guest, "must_sign_in": True})
    form = JoinForm(request.POST or None, initial={"name": guest.name})
    if carries_out(form, partial(actions.join_by_pass, guest=guest)):
        person = person_with_email(guest.email)
        assert person  # noqa: S101  (just made)
        return sign_in(request, person, go_to=reverse("groups:guest-page", args=[guest.pk]))
    context = {"guest": guest, "form": form}
    return render(request, "groups/guest_pass.html", context, status=422 if form.errors else 200)
