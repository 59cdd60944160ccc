"""Pages of polls and decisions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core import clock, slots
from workgroups.core.errors import Refused
from workgroups.groups.http import MemberRequest, group_page, nav_entry
from workgroups.groups.permissions import Member, require
from workgroups.groups.queries import NavEntry
from workgroups.polls import actions
from workgroups.polls.forms import AnswerForm, DecisionForm, PollForm
from workgroups.polls.models import Decision
from workgroups.polls.permissions import can_answer, can_open_poll, can_record_decision, can_see_result, decision_for
from workgroups.polls.queries import decisions_in, page_of


@require_GET
@group_page
def decision_list(request: MemberRequest) -> HttpResponse:
    """List open polls, then what was decided."""
    member = request.member
    context = {
        "decisions": list(decisions_in(member.group).select_related("group", "poll")),
        "may_open": can_open_poll(member),
        "may_record": can_record_decision(member),
    }
    return render(request, "polls/decision_list.html", context)


@require_GET
@group_page
def decision_page(request: MemberRequest, number: int) -> HttpResponse:
    """Show a decision: a poll with its result and one's own answer, or what the register says."""
    return _page(request, decision_for(request.member, number))


@require_GET
@group_page
def poll_result(request: MemberRequest, number: int) -> HttpResponse:
    """The live part of a poll's page."""
    decision = decision_for(request.member, number)
    return render(request, "polls/_result.html", _context(request.member, decision))


@require_POST
@group_page
def poll_answer(request: MemberRequest, number: int) -> HttpResponse:
    """Take an answer."""
    decision = decision_for(request.member, number, may="answer")
    form = AnswerForm(decision.poll, request.POST)
    try:
        if not form.is_valid():
            return _page(request, decision, form, status=422)
        actions.answer_poll(actor=request.member, decision=decision, option_ids=form.option_ids())
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return _page(request, decision, form, status=refusal.status)
    messages.success(request, _("Your answer is recorded. You can change it until the poll closes."))
    return redirect(decision)


@require_POST
@group_page
def poll_close(request: MemberRequest, number: int) -> HttpResponse:
    """Close a poll before its time."""
    decision = decision_for(request.member, number, may="close")
    actions.close_poll(actor=request.member, decision=decision)
    messages.success(request, _("The poll is closed and its result stands."))
    return redirect(decision)


@group_page
def poll_add(request: MemberRequest) -> HttpResponse:
    """Ask a question."""
    require(can_open_poll(request.member))
    form = PollForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            decision = actions.open_poll(
                actor=request.member,
                question=values["question"],
                detail=values["detail"],
                options=form.option_lines(),
                max_choices=values["max_choices"],
                counted_by=values["counted_by"],
                shown=values["shown"],
                closes_at=form.closing(),
                closes_zone=form.closes_zone(),
            )
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect(decision)
    return render(request, "polls/poll_add.html", {"form": form}, status=422 if form.errors else 200)


@group_page
def decision_add(request: MemberRequest) -> HttpResponse:
    """Write a decision into the register."""
    require(can_record_decision(request.member))
    form = DecisionForm(request.POST or None, initial={"decided_on": clock.now().date(), "how": "consensus"})
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.record_decision(actor=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect(decision)
    return render(request, "polls/decision_add.html", {"form": form}, status=422 if form.errors else 200)


def _context(member: Member, decision: Decision) -> dict[str, Any]:
    shown = decision.kind == Decision.Kind.POLL and can_see_result(member, decision.poll)
    return page_of(member, decision) | {"shown": shown}


def _page(
    request: MemberRequest, decision: Decision, form: AnswerForm | None = None, *, status: int = 200
) -> HttpResponse:
    member = request.member
    context = _context(member, decision)
    if decision.kind == Decision.Kind.POLL and decision.state == Decision.State.OPEN:
        may = can_answer(member, decision.poll)
        own = context["own"]
        chosen = [str(option.pk) for option in own.options.all()] if own else []
        first = chosen[0] if chosen else None
        initial = {"options": first if decision.poll.max_choices == 1 else chosen}
        context |= {"may_answer": may, "form": form or AnswerForm(decision.poll, initial=initial)}
    context["may_close"] = can_open_poll(member)
    return render(request, "polls/decision_page.html", context, status=status)


@slots.fill("groups.nav", order=60)
def decisions_entry(request: HttpRequest, member: Member) -> NavEntry:
    """Lead to the group's polls and decisions."""
    url = reverse("polls:decision-list", args=[member.group.slug])
    return nav_entry(request, _("Polls & decisions"), url, shortcut="g p")


@slots.fill("groups.overview", order=40)
def latest_decisions(request: HttpRequest, member: Member) -> str | None:
    """Show open polls and the latest decisions on the group's overview."""
    found = list(decisions_in(member.group).select_related("group")[:3])
    if not found:
        return None
    return render_to_string("polls/_latest.html", {"decisions": found, "group": member.group}, request)
