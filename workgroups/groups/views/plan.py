"""The work plan: what is reached by when, who sees to it, how it slips; and the way to the next report."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core import sheets, slots
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import MilestoneEditForm, MilestoneForm, MilestoneMoveForm, initial_of
from workgroups.groups.http import MemberRequest, group_page, officer_page
from workgroups.groups.models import Milestone
from workgroups.groups.permissions import Member, can_close_milestone, can_manage, milestone_for
from workgroups.groups.queries import ManageEntry, ManageSection, Planned, late_milestones, plan_of, way_to_report
from workgroups.groups.views.manage import get_or_post

STATES = {"done": Milestone.State.DONE, "dropped": Milestone.State.DROPPED}


@slots.fill("groups.manage", order=40)
def plan_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the work plan."""
    about = _("Milestones, who sees to them and by when; what slips and why.")
    url = reverse("groups:plan", args=[member.group.slug])
    return ManageEntry(_("Work plan"), about, url, ManageSection.GROUP, late_milestones(member.group).count())


@slots.fill("groups.overview", order=25)
def way_ahead(request: HttpRequest, member: Member) -> str | None:
    """Show the way to the next report; nothing where nothing is planned."""
    way = way_to_report(plan_of(member, member.group))
    if not way:
        return None
    return render_to_string("groups/_way_ahead.html", {"way": way, "group": member.group}, request)


@require_GET
@group_page
def plan(request: MemberRequest) -> HttpResponse:
    """Show the work plan."""
    member = request.member
    rows = [(one, can_close_milestone(member, one.milestone)) for one in plan_of(member, member.group)]
    return render(request, "groups/plan.html", {"rows": rows, "may_manage": can_manage(member)})


@require_GET
@group_page
def plan_csv(request: MemberRequest) -> HttpResponse:
    """Return the work plan as a table (CSV after RFC 4180, UTF-8 with its mark, so that spreadsheets read it)."""
    rows: list[Sequence[object]] = [_columns(), *(_row(one) for one in plan_of(request.member, request.member.group))]
    response = HttpResponse(sheets.write_csv(rows), content_type=sheets.TYPES["csv"])
    response["Content-Disposition"] = f'attachment; filename="{request.member.group.slug}-work-plan.csv"'
    return response


def _columns() -> list[str]:
    dates = [_("By when"), _("First planned for"), _("Moved")]
    return [
        _("Number"),
        _("What is reached"),
        *dates,
        _("Who sees to it"),
        _("State"),
        _("Closed on"),
        _("What it leads to"),
    ]


def _row(one: Planned) -> list[object]:
    row = one.milestone
    first = one.slip.first if one.slip else row.due
    tied = f"{one.tied.title} ({one.tied.word})" if one.tied else ""
    closed = row.closed_on or ""
    return [row.number, row.title, row.due, first, len(one.moves), one.holder, one.state[1], closed, tied]


@get_or_post
@officer_page
def milestone_add(request: MemberRequest) -> HttpResponse:
    """Add a milestone."""
    form = MilestoneForm(request.POST or None, member=request.member)
    act = partial(actions.plan_milestone, actor=request.user, group=request.member.group)
    return _answer(request, form, act, _("New milestone"), _("The milestone stands in the plan."))


@get_or_post
@officer_page
def milestone_edit(request: MemberRequest, number: int) -> HttpResponse:
    """Change what a milestone says and who sees to it."""
    found = milestone_for(request.member, number, may="change")
    form = MilestoneEditForm(request.POST or None, member=request.member, initial=initial_of(found))
    act = partial(actions.edit_milestone, actor=request.user, milestone=found)
    return _answer(request, form, act, _("Change a milestone"), _("Saved."))


@get_or_post
@officer_page
def milestone_move(request: MemberRequest, number: int) -> HttpResponse:
    """Put a milestone to another day, with the reason."""
    found = milestone_for(request.member, number, may="change")
    form = MilestoneMoveForm(request.POST or None, initial={"due": found.due})
    act = partial(actions.move_milestone, actor=request.user, milestone=found)
    heading = _("Another day for “%(title)s”") % {"title": found.title}
    return _answer(request, form, act, heading, _("The milestone has a new day; the old one stays beside it."))


@require_POST
@officer_page
def milestone_place(request: MemberRequest, number: int) -> HttpResponse:
    """Put a milestone one place up or down."""
    found = milestone_for(request.member, number, may="change")
    step = 1 if request.POST.get("to") == "later" else -1
    actions.place_milestone(actor=request.user, milestone=found, place=found.position + step)
    return redirect(found)


@require_POST
@group_page
def milestone_begin(request: MemberRequest, number: int) -> HttpResponse:
    """Say that a milestone is under way."""
    found = milestone_for(request.member, number, may="close")
    actions.begin_milestone(actor=request.user, milestone=found)
    return redirect(found)


@require_POST
@group_page
def milestone_close(request: MemberRequest, number: int) -> HttpResponse:
    """Say that a milestone is done, or will not be done."""
    found = milestone_for(request.member, number, may="close")
    state = STATES.get(request.POST.get("state", ""), Milestone.State.DONE)
    actions.close_milestone(actor=request.user, milestone=found, state=state)
    messages.success(request, _("“%(title)s” is closed. It can be taken up again here.") % {"title": found.title})
    return redirect(found)


@require_POST
@group_page
def milestone_resume(request: MemberRequest, number: int) -> HttpResponse:
    """Take a closed milestone up again."""
    found = milestone_for(request.member, number, may="close")
    actions.resume_milestone(actor=request.user, milestone=found)
    messages.success(request, _("“%(title)s” is open again.") % {"title": found.title})
    return redirect(found)


def _answer(request: MemberRequest, form: Form, act: Any, heading: str, done: str) -> HttpResponse:
    group = request.member.group
    if carries_out(form, act):
        messages.success(request, done)
        return redirect("groups:plan", group.slug)
    back = reverse("groups:plan", args=[group.slug])
    context = {"form": form, "heading": heading, "back": back, "keep": f"plan-{group.pk}"}
    return render(request, "groups/milestone_form.html", context, status=422 if form.errors else 200)
