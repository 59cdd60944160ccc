"""A filled matrix that was brought: what each row would do, and what came of it once its bringer agreed."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.drafts import actions
from workgroups.drafts.logic.rows import DOES, Planned
from workgroups.drafts.models import Arrival, FileState
from workgroups.drafts.permissions import can_bring
from workgroups.drafts.views.page import draft_context
from workgroups.groups.http import MemberRequest
from workgroups.groups.permissions import require
from workgroups.groups.queries import delegations_in

PARTS = {"left": frozenset({"other", "fault"}), "does": frozenset(DOES), "same": frozenset({"same"})}
FEW = 20
"""Rows of each part that the page shows at first; all of one part stand on pages of their own."""
A_PAGE = 50


def filled_page(request: MemberRequest, found: Arrival) -> HttpResponse:
    """Say row by row what a file would do; nothing is done before its bringer agrees. Afterwards what came of it."""
    draft = found.draft
    if draft is None:  # what the address of another kind of file holds
        return redirect("drafts:draft-list", request.member.group.slug)
    require(can_bring(request.member, draft))
    if request.method == "POST":
        return _agree(request, found)
    context: dict[str, Any] = {"arrival": found, "show": "", **draft_context(draft)}
    if found.state == FileState.READY:
        told = found.found.get("report") or found.found.get("preview", {}).get("plan", [])
        context |= _told(request, told, {one.pk: one.body.shown for one in delegations_in(request.member.group)})
        context |= {"look": actions.LOOK, "at": parse_datetime(found.found.get("preview", {}).get("at", ""))}
    return render(request, "drafts/arrival_matrix.html", context)


def _agree(request: MemberRequest, found: Arrival) -> HttpResponse:
    try:
        actions.agree_to_rows(actor=request.member, arrival=found, mark=request.POST.get("mark", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


def _told(request: MemberRequest, told: list[dict[str, Any]], names: dict[int, str]) -> dict[str, Any]:
    """Rows that cannot come in, rows that do something, rows that are here already: the first of each, or one page.

    `parts`: of each its name, how many it has, and the rows that are shown, with shape and word.
    """
    found = {name: [one for one in told if one["act"] in acts] for name, acts in PARTS.items()}
    chosen = request.GET.get("show", "")
    counts = {name: len(rows) for name, rows in found.items()}
    if chosen not in found:
        parts = [(name, len(rows), [_row(one, names) for one in rows[:FEW]]) for name, rows in found.items() if rows]
        return {"counts": counts, "parts": parts}
    page = Paginator(found[chosen], A_PAGE).get_page(request.GET.get("page"))
    parts = [(chosen, counts[chosen], [_row(one, names) for one in page])]
    return {"counts": counts, "parts": parts, "show": chosen, "page": page}


def _row(told: dict[str, Any], names: dict[int, str]) -> tuple[Planned, str, str, str]:
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
    one = Planned(**told)
    return (one, *words[one.act], names.get(one.delegation, ""))
