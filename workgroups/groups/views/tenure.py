"""Who sat where and held which office when; other roles, other days, acting chairs, renewals, leaving."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import ActingForm, DatesForm, RenewAllForm, RenewForm, RoleForm
from workgroups.groups.http import MemberRequest, group_page, officer_page
from workgroups.groups.models import Office
from workgroups.groups.permissions import (
    delegation_for,
    delegation_renewed_by,
    office_for,
    person_in_history,
    seat_for,
    seat_renewed_by,
    seats_renewed_by,
)
from workgroups.groups.queries import offices_held, seats_of_delegation, tenures_of
from workgroups.groups.registry import held_by
from workgroups.groups.views.manage import answer

get_or_post = require_http_methods(["GET", "POST"])


@require_GET
@group_page
def office_history(request: MemberRequest) -> HttpResponse:
    """Show who held which office when."""
    return render(request, "groups/office_history.html", {"offices": offices_held(request.member.group)})


@require_GET
@group_page
def delegation_history(request: MemberRequest, delegation_id: int) -> HttpResponse:
    """Show who sat for a delegation when."""
    delegation = delegation_for(request.member, delegation_id)
    may_renew = bool(seats_renewed_by(request.member, delegation))
    found = {"delegation": delegation, "tenures": seats_of_delegation(delegation), "may_renew": may_renew}
    return render(request, "groups/delegation_history.html", found)


@require_GET
@group_page
def person_history(request: MemberRequest, person_id: int) -> HttpResponse:
    """Show what somebody has been in this group, and when."""
    person = person_in_history(request.member, person_id)
    tenures = tenures_of(person, request.member.group)
    found = {"person": person, "tenures": tenures, "is_here": any(one.is_present for one in tenures)}
    return render(request, "groups/person_history.html", found)


@get_or_post
@officer_page
def seat_role(request: MemberRequest, seat_id: int) -> HttpResponse:
    """Give somebody another role in their delegation."""
    seat = seat_for(request.member, seat_id)
    form = RoleForm(request.POST or None, initial={"role": seat.role})
    act = partial(actions.change_role, actor=request.user, seat=seat)
    return answer(request, form, act, "groups/seat_role.html", _("The role is changed."), shown={"seat": seat})


@get_or_post
@officer_page
def seat_dates(request: MemberRequest, seat_id: int) -> HttpResponse:
    """Set the days of a seat anew."""
    seat = seat_for(request.member, seat_id)
    form = DatesForm(request.POST or None, initial={"since": seat.since, "until": seat.until})
    act = partial(actions.change_seat_dates, actor=request.user, seat=seat)
    words = {"who": seat.person.name, "what": seat.get_role_display()}
    return answer(request, form, act, "groups/dates.html", _("The days are changed."), shown=words)


@get_or_post
@officer_page
def office_dates(request: MemberRequest, office_id: int) -> HttpResponse:
    """Set the days of an office anew."""
    office = office_for(request.member, office_id)
    form = DatesForm(request.POST or None, initial={"since": office.since, "until": office.until})
    act = partial(actions.change_office_dates, actor=request.user, office=office)
    words = {"who": office.person.name, "what": office.title}
    return answer(request, form, act, "groups/dates.html", _("The days are changed."), shown=words)


@get_or_post
@officer_page
def acting_add(request: MemberRequest) -> HttpResponse:
    """Say who chairs for whom."""

    def act(*, office: Office, **values: Any) -> None:
        group = request.member.group
        actions.take_office(actor=request.user, group=group, role=office.role, acting_for=office.person, **values)

    form = ActingForm(request.POST or None, group=request.member.group)
    return answer(request, form, act, "groups/acting_add.html", _("The acting chair is named."))


@get_or_post
@group_page
def seat_renew(request: MemberRequest, seat_id: int) -> HttpResponse:
    """Give a seat a new last day, or say that it may end."""
    seat, home = seat_renewed_by(request.member, seat_id), "groups:delegation-history"
    if request.method == "POST" and "let_end" in request.POST:
        actions.let_seat_end(actor=request.member, seat=seat)
        messages.success(request, _("The seat ends on its last day; nobody is asked again."))
        return redirect(home, request.member.group.slug, seat.delegation_id)
    form = RenewForm(request.POST or None)
    if carries_out(form, partial(actions.renew_seats, actor=request.member, seats=[seat])):
        messages.success(request, _("The seat of %(name)s is renewed.") % {"name": seat.person.name})
        return redirect(home, request.member.group.slug, seat.delegation_id)
    found = {"form": form, "seat": seat}
    return render(request, "groups/seat_renew.html", found, status=422 if form.errors else 200)


@get_or_post
@group_page
def delegation_renew(request: MemberRequest, delegation_id: int) -> HttpResponse:
    """Give several seats of a delegation a new last day."""
    delegation = delegation_renewed_by(request.member, delegation_id)
    seats = seats_renewed_by(request.member, delegation)
    form = RenewAllForm(request.POST or None, seats=seats)
    if carries_out(form, partial(actions.renew_seats, actor=request.member)):
        messages.success(request, _("The seats are renewed."))
        return redirect("groups:delegation-history", request.member.group.slug, delegation.pk)
    found = {"form": form, "delegation": delegation, "seats": seats}
    return render(request, "groups/delegation_renew.html", found, status=422 if form.errors else 200)


@get_or_post
@group_page
def leave(request: MemberRequest) -> HttpResponse:
    """Say what stays, ask once, then end all of one's own seats and offices."""
    member = request.member
    if request.method == "POST":
        actions.leave_group(actor=member)
        messages.success(request, _("You have left “%(group)s”.") % {"group": member.group.name})
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "groups/leave.html", {"held": held_by(member.group, member.person)})
