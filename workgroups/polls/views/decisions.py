"""The register: the list of polls, calls and decisions, a page for each, and what was decided."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from workgroups.core import clock, slots
from workgroups.core.http import carries_out
from workgroups.drafts.models import Draft
from workgroups.drafts.queries import Cited, block_named
from workgroups.groups.http import MemberRequest, group_page, marking_page, nav_entry, with_marking
from workgroups.groups.permissions import Member, require
from workgroups.groups.queries import NavEntry
from workgroups.polls import actions
from workgroups.polls.forms.polls import DecisionForm
from workgroups.polls.models import Decision
from workgroups.polls.permissions import can_open_poll, can_record_decision, decision_for
from workgroups.polls.queries import decisions_in
from workgroups.polls.views.calls import call_page
from workgroups.polls.views.polls import poll_page

LATEST = 3  # on the overview


@require_GET
@group_page
def decision_list(request: MemberRequest) -> HttpResponse:
    """List what is open, then what was decided."""
    member = request.member
    context = {
        "decisions": list(decisions_in(member).select_related("group", "poll", "call", "recording")),
        "may_open": can_open_poll(member),
        "may_record": can_record_decision(member),
    }
    return render(request, "polls/decision_list.html", context)


@require_GET
@group_page
def decision_page(request: MemberRequest, number: int) -> HttpResponse:
    """Show a poll, a call for input, or what the register says."""
    decision = decision_for(request.member, number)
    if decision.kind == Decision.Kind.CALL:
        return call_page(request, decision)
    if decision.kind == Decision.Kind.POLL:
        return poll_page(request, decision)
    context = {"decision": decision, "parts": slots.gather("polls.rail", request, decision)}
    return render(request, "polls/decision_page.html", context)


@require_http_methods(["GET", "POST"])
@group_page
def decision_marking(request: MemberRequest, number: int) -> HttpResponse:
    """Give a poll, a call or a decision another marking."""
    decision = decision_for(request.member, number)
    return marking_page(request, decision, partial(_mark, request.member, decision))


def _mark(member: Member, decision: Decision, marking: str) -> None:
    actions.mark_decision(actor=member, decision=decision, marking=marking)


@group_page
def decision_add(request: MemberRequest) -> HttpResponse:
    """Write a decision into the register."""
    require(can_record_decision(request.member))
    form = DecisionForm(request.POST or None, initial={"decided_on": clock.now().date(), "how": "consensus"})
    form = with_marking(form, request.member)
    made: list[Decision] = []
    if request.method == "POST" and carries_out(
        form, lambda **values: made.append(actions.record_decision(actor=request.member, **values))
    ):
        return redirect(made[0])
    return render(request, "polls/decision_add.html", {"form": form}, status=422 if form.errors else 200)


@slots.fill("groups.nav", order=60)
def decisions_entry(request: HttpRequest, member: Member) -> NavEntry:
    """Lead to the group's polls and decisions."""
    url = reverse("polls:decision-list", args=[member.group.slug])
    return nav_entry(request, _("Polls & decisions"), url, shortcut="g p")


@slots.fill("drafts.cited", order=10)
def decisions_citing(member: Member, draft: Draft) -> list[Cited]:
    """The polls, calls and decisions whose words lead to a draft."""
    found = decisions_in(member).filter(text__contains=draft.get_absolute_url()).select_related("group")
    return [
        Cited(one.created_at, one.get_kind_display(), one.title, one.get_absolute_url(), block_named(draft, one.text))
        for one in found
    ]


@slots.fill("groups.overview", order=40)
def latest_decisions(request: HttpRequest, member: Member) -> str | None:
    """Show the latest decisions on the group's overview, and name the polls and calls that are open."""
    known = decisions_in(member).select_related("group", "recording")
    decided = list(known.filter(kind=Decision.Kind.RECORDED).order_by("-decided_on", "-number")[:LATEST])
    asked = list(known.filter(state=Decision.State.OPEN)[:LATEST])
    if not decided and not asked:
        return None
    context = {"decisions": decided, "asked": asked, "group": member.group}
    return render_to_string("polls/_latest.html", context, request)
