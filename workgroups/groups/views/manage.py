"""An officer's pages: what the group is, its delegations, seats and offices."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from workgroups.core import slots
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import DelegationForm, GroupChangeForm, OfficeForm, SeatForm
from workgroups.groups.http import MemberRequest, link_by_hand, nav_entry, officer_page
from workgroups.groups.models import Group
from workgroups.groups.permissions import Member, can_manage, office_for, seat_for
from workgroups.groups.queries import (
    ManageEntry,
    ManageSection,
    NavEntry,
    ahead_in,
    handovers_planned,
    in_sections,
    invitations_waiting,
    is_last_in,
    officers_of,
    sittings_in,
)

get_or_post = require_http_methods(["GET", "POST"])


@slots.fill("groups.nav", order=90)
def manage_entry(request: HttpRequest, member: Member) -> NavEntry | None:
    """Lead officers to their pages."""
    if not can_manage(member):
        return None
    return nav_entry(request, _("Manage"), reverse("groups:manage", args=[member.group.slug]))


@slots.fill("groups.manage", order=10)
def about_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to what the group says of itself."""
    about = _("What the group is called and what it is for.")
    url = reverse("groups:group-change", args=[member.group.slug])
    return ManageEntry(_("Name and purpose"), about, url, ManageSection.GROUP)


@slots.fill("groups.manage", order=20)
def terms_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the group's periods of work."""
    about = _("From when to when the group works; the programme's years list it by them.")
    return ManageEntry(_("Terms"), about, reverse("groups:term-add", args=[member.group.slug]), ManageSection.GROUP)


@slots.fill("groups.manage", order=80)
def programme_entry(request: HttpRequest, member: Member) -> ManageEntry | None:
    """Lead those who write the programme's public pages to them."""
    if member.group.state != Group.State.ACTIVE and not member.person.is_operator:
        return None
    programme = member.group.programme
    about = _("Its years, participants, articles, timeline, and what readers say to them.")
    label = _("Public pages of %(programme)s") % {"programme": programme.name}
    url = reverse("groups:programme-manage", args=[programme.slug])
    return ManageEntry(label, about, url, ManageSection.GROUP)


@slots.fill("groups.manage", order=10)
def people_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to seats, offices and invitations."""
    about = _("Delegations and their seats, offices, and who is invited.")
    waiting = invitations_waiting(member.group).filter(withdrawn_at=None).count()
    url = reverse("groups:people", args=[member.group.slug])
    return ManageEntry(_("Delegations, seats and offices"), about, url, ManageSection.PEOPLE, waiting)


@require_GET
@officer_page
def manage(request: MemberRequest) -> HttpResponse:
    """Show every place where officers work, with what waits there."""
    entries = slots.gather("groups.manage", request, request.member)
    return render(request, "groups/manage.html", {"sections": in_sections(entries)})


@require_GET
@officer_page
def people(request: MemberRequest) -> HttpResponse:
    """Show who sits, who holds an office, who was invited, with what an officer can do about it."""
    group = request.member.group
    found = {
        "officers": list(officers_of(group)),
        "sittings": sittings_in(group),
        "ahead": ahead_in(group),
        "handovers": handovers_planned(group),
        "invitations": [(offered, link_by_hand(offered)) for offered in invitations_waiting(group)],
    }
    return render(request, "groups/people.html", found)


@get_or_post
@officer_page
def group_change(request: MemberRequest) -> HttpResponse:
    """Say what the group is called and for."""
    group = request.member.group
    known = {name: getattr(group, name) for name in ("name", "purpose")}
    form = GroupChangeForm(request.POST or None, initial=known)
    act = partial(actions.change_group, actor=request.user, group=group)
    return answer(request, form, act, "groups/group_change.html", _("Saved."), leads_to="groups:manage")


@get_or_post
@officer_page
def delegation_add(request: MemberRequest) -> HttpResponse:
    """Bring a body into the group."""
    form = DelegationForm(request.POST or None)
    act = partial(actions.add_delegation, actor=request.user, group=request.member.group)
    return answer(request, form, act, "groups/delegation_add.html", _("The delegation has joined the group."))


@get_or_post
@officer_page
def seat_add(request: MemberRequest) -> HttpResponse:
    """Give somebody in the group a further seat."""

    def act(*, seat_role: str, **values: Any) -> None:
        actions.take_seat(actor=request.user, role=seat_role, **values)

    form = SeatForm(request.POST or None, group=request.member.group)
    return answer(request, form, act, "groups/seat_add.html", _("The seat is taken."))


@get_or_post
@officer_page
def seat_end(request: MemberRequest, seat_id: int) -> HttpResponse:
    """Ask once, then end a seat."""
    seat = seat_for(request.member, seat_id)
    if request.method == "POST":
        actions.end_seat(actor=request.user, seat=seat)
        messages.success(request, _("The seat of %(name)s has ended.") % {"name": seat.person.name})
        return redirect("groups:people", request.member.group.slug)
    return render(request, "groups/seat_end.html", {"seat": seat})


@get_or_post
@officer_page
def office_add(request: MemberRequest) -> HttpResponse:
    """Name a chair, co-chair or secretariat."""
    form = OfficeForm(request.POST or None, group=request.member.group)
    act = partial(actions.take_office, actor=request.user, group=request.member.group)
    return answer(request, form, act, "groups/office_add.html", _("The office is taken."))


@get_or_post
@officer_page
def office_end(request: MemberRequest, office_id: int) -> HttpResponse:
    """Ask once, then end an office."""
    office = office_for(request.member, office_id)
    if request.method == "POST":
        actions.end_office(actor=request.user, office=office)
        messages.success(request, _("The office of %(name)s has ended.") % {"name": office.person.name})
        gone = office.person_id == request.user.pk
        return redirect("groups:group-front" if gone else "groups:people", request.member.group.slug)
    last = is_last_in(office)
    return render(request, "groups/office_end.html", {"office": office, "last": last})


def answer(
    request: MemberRequest,
    form: Form,
    act: Callable[..., object],
    template: str,
    done: str,
    *,
    leads_to: str = "groups:people",
    shown: dict[str, Any] | None = None,
) -> HttpResponse:
    """Carry out a form and go on, saying what was done; or show the form, with what was typed."""
    if carries_out(form, act):
        messages.success(request, done)
        return redirect(leads_to, request.member.group.slug)
    return render(request, template, {"form": form, **(shown or {})}, status=422 if form.errors else 200)
