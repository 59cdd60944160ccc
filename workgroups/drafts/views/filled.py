"""A filled matrix that was brought: what each row would do, and what came of it once its bringer agreed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.logic.bringing import DOES, Planned, mark
from workgroups.drafts.models import Arrival, FileState
from workgroups.drafts.permissions import can_bring, rights_to_bring
from workgroups.drafts.views.page import draft_context
from workgroups.groups.http import MemberRequest
from workgroups.groups.permissions import require
from workgroups.groups.queries import delegations_in


def filled_page(request: MemberRequest, found: Arrival) -> HttpResponse:
    """Say row by row what a file would do; nothing is done before its bringer agrees. Afterwards what came of it."""
    draft = found.draft
    if draft is None:  # what the address of another kind of file holds
        return redirect("drafts:draft-list", request.member.group.slug)
    require(can_bring(request.member, draft))
    if request.method == "POST":
        return _agree(request, found)
    context: dict[str, Any] = {"arrival": found, **draft_context(draft)}
    if found.state == FileState.READY:
        report = found.found.get("report")
        plan = [Planned(**one) for one in report] if report else None
        plan = plan or queries.plan_of(found, draft, rights_to_bring(request.member, draft))
        context |= _told(plan, {one.pk: one.body.shown for one in delegations_in(request.member.group)})
        context |= {"mark": mark(plan), "has_moved": found.found.get("moved") and not report}
    return render(request, "drafts/arrival_matrix.html", context)


def _agree(request: MemberRequest, found: Arrival) -> HttpResponse:
    try:
        actions.agree_to_rows(actor=request.member, arrival=found, mark=request.POST.get("mark", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


def _told(plan: list[Planned], names: dict[int, str]) -> dict[str, Any]:
    """Rows that do something, rows that cannot, rows that are here already; each with its shape and its word."""
    words = {
        "comment": ("active", _("New comment")),
        "propose": ("active", _("New proposal")),
        "answer": ("active", _("Answer")),
        "accept": ("settled", _("Accepts the proposal")),
        "decline": ("active", _("Declines the proposal")),
        "resolve": ("settled", _("Resolves the comment")),
        "same": ("quiet", _("Here already")),
        "other": ("waits", _("Somebody else’s")),
        "fault": ("breaks", _("Cannot come in")),
    }
    rows = [(one, *words[one.act], names.get(one.delegation, "")) for one in plan]
    kinds = {"does": DOES, "left": ("other", "fault"), "same": ("same",)}
    return {name: [row for row in rows if row[0].act in acts] for name, acts in kinds.items()}
