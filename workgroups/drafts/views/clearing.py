"""Clearing a text with capitals: who waits until when, and what a delegation says of the whole text."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.forms import PositionForm
from workgroups.drafts.models import ON_A_TEXT, Draft, Position
from workgroups.drafts.permissions import can_propose, can_state, draft_for, negotiates
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.drafts.views.positions import parties_for
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import require


@post_or_get
@group_page
def clearing_page(request: MemberRequest, number: int) -> HttpResponse:
    """Where each delegation stands on the whole text, and one's own position on it."""
    draft = draft_for(request.member, number)
    if request.method == "POST":
        require(can_state(request.member, draft))
    history = list(queries.history_of(draft, ""))
    form = _form(request, draft, history)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("kind", "until", "note")}
        try:
            actions.state_position(actor=request.member, draft=draft, delegation=form.delegation, **given)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The position is recorded."))
            return redirect(request.path)
    context = _context(request, draft, history) | {"form": form}
    return render(request, "drafts/clearing_page.html", context, status=422 if form.errors else 200)


def _form(request: MemberRequest, draft: Draft, history: list[Position]) -> PositionForm:
    parties = parties_for(request.member, draft)
    ids = set() if request.member.is_officer else {one.pk for one in parties}
    own = next((one for one in history if one.ended_at is None and one.delegation_id in ids), None)
    initial = {"kind": own.kind, "until": own.until, "note": own.note} if own else {"kind": Position.Kind.PENDING}
    kinds = () if negotiates(draft.group) else ON_A_TEXT
    return PositionForm(parties, request.POST if request.method == "POST" else None, kinds=kinds, initial=initial)


def _context(request: MemberRequest, draft: Draft, history: list[Position]) -> dict[str, Any]:
    standing = {one.delegation_id: one for one in history if one.ended_at is None}
    waiting = queries.waiting_on(draft)
    own = [one for each in waiting if each.delegation.pk in request.member.delegation_ids for one in each.positions]
    context = {"rows": [(one, standing.get(one.pk)) for one in queries.taking_part(draft)], "history": history}
    context |= {"waiting": waiting, "own": [one for one in own if one.block], "negotiates": negotiates(draft.group)}
    context |= {"may_state": can_state(request.member, draft), "may_propose": can_propose(request.member, draft)}
    return draft_context(draft) | context
