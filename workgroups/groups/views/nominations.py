"""Calls for nominations: officers ask and decide, heads name."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core import slots
from workgroups.core.errors import Refused
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import NominationCallForm, ReasonForm, nominated, nominees_form
from workgroups.groups.http import MemberRequest, group_page, officer_page
from workgroups.groups.models import NominationCall, Nominee
from workgroups.groups.permissions import Member, nomination_asked_of, nomination_call_for, nominee_for
from workgroups.groups.queries import ManageEntry, ManageSection, asked_in, names_waiting, nomination_calls
from workgroups.groups.views.manage import get_or_post


@slots.fill("groups.manage", order=30)
def nominations_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the calls for nominations, with how many named people wait."""
    about = _("Ask delegations to name people; accept or decline each.")
    waiting = names_waiting(member.group)
    url = reverse("groups:nomination-list", args=[member.group.slug])
    return ManageEntry(_("Nominations"), about, url, ManageSection.PEOPLE, waiting)


@require_GET
@officer_page
def nomination_list(request: MemberRequest) -> HttpResponse:
    """Show every call with who has answered."""
    return render(request, "groups/nomination_list.html", {"calls": list(nomination_calls(request.member.group))})


@get_or_post
@officer_page
def nomination_call_add(request: MemberRequest) -> HttpResponse:
    """Ask delegations for names."""
    group = request.member.group
    form = NominationCallForm(request.POST or None, group=group)
    made: list[NominationCall] = []

    def act(**said: Any) -> None:
        made.append(actions.open_nominations(actor=request.user, group=group, **said))

    if carries_out(form, act):
        messages.success(request, _("The call is open. It stands on the desks of heads and alternates."))
        return redirect("groups:nomination-call", group.slug, made[0].number)
    return render(request, "groups/nomination_call_add.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@officer_page
def nomination_call(request: MemberRequest, number: int) -> HttpResponse:
    """Show what was asked, who has answered, and each person named."""
    call = nomination_call_for(request.member, number)
    context = {"call": call, "asked": list(asked_in(call)), "form": ReasonForm()}
    return render(request, "groups/nomination_call.html", context)


@require_POST
@officer_page
def nomination_close(request: MemberRequest, number: int) -> HttpResponse:
    """Take no more names, or (`again`) take them again."""
    call = nomination_call_for(request.member, number)
    act = actions.reopen_nominations if "again" in request.POST else actions.close_nominations
    act(actor=request.user, call=call)
    return redirect("groups:nomination-call", request.member.group.slug, number)


@require_POST
@officer_page
def nominee_accept(request: MemberRequest, number: int, nominee_id: int) -> HttpResponse:
    """Take somebody who was named."""
    nominee = nominee_for(request.member, number, nominee_id)
    actions.accept_nominee(actor=request.user, nominee=nominee)
    messages.success(request, _("%(name)s is accepted; whoever named them is told.") % {"name": nominee.name})
    return redirect("groups:nomination-call", request.member.group.slug, number)


@get_or_post
@officer_page
def nominee_decline(request: MemberRequest, number: int, nominee_id: int) -> HttpResponse:
    """Do not take somebody, with a reason."""
    nominee = nominee_for(request.member, number, nominee_id)
    form = ReasonForm(request.POST or None)
    if carries_out(form, partial(actions.decline_nominee, actor=request.user, nominee=nominee)):
        messages.success(request, _("%(name)s is declined; whoever named them is told why.") % {"name": nominee.name})
        return redirect("groups:nomination-call", request.member.group.slug, number)
    context = {"form": form, "nominee": nominee, "call": nominee.asked.call}
    return render(request, "groups/nominee_decline.html", context, status=422 if form.errors else 200)


@get_or_post
@group_page
def nominate(request: MemberRequest, number: int) -> HttpResponse:
    """Let a head name people; nothing typed is lost when something is wrong."""
    asked = nomination_asked_of(request.member, number)
    decided = list(asked.nominees.exclude(state=Nominee.State.WAITING))
    waiting = asked.nominees.filter(state=Nominee.State.WAITING).order_by("pk")
    form = nominees_form(waiting, request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.nominate(actor=request.member, asked=asked, nominees=nominated(form))
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("Your answer is in. You hear of each person when it is decided."))
            return redirect("groups:nominate", request.member.group.slug, number)
    status = 422 if problem or (form.is_bound and not form.is_valid()) else 200
    context = {"formset": form, "asked": asked, "call": asked.call, "decided": decided, "problem": problem}
    return render(request, "groups/nominate.html", context, status=status)
