"""Proposals: put one forward in a plain form or from the editor, read them, the pen-holder's queue."""

import json
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.core.errors import Conflict, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import markdown
from workgroups.drafts.forms import PenForm, ProposalForm
from workgroups.drafts.logic import blocks, html, schema
from workgroups.drafts.models import Draft, Proposal
from workgroups.drafts.permissions import can_reopen, can_withdraw, draft_for, holds_pen, proposal_for
from workgroups.drafts.views.page import draft_context, post_or_get, proposed_in
from workgroups.groups.http import MemberRequest, group_page, officer_page
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member

Kind = Proposal.Kind


@post_or_get
@group_page
def proposal_add(request: MemberRequest, number: int, block: str) -> HttpResponse:
    """A change to one block in a plain form."""
    draft = draft_for(request.member, number, may="propose")
    found = blocks.block_by_id(queries.document_of(draft), block)
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    kind = asked if asked in Kind.values else Kind.REPLACE.value
    show = partial(_form_page, request, draft, found, kind)
    form = ProposalForm(kind, _speaks_for(request.member), request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return show(None)
    if not form.is_valid():
        return show(form, status=422)
    try:
        given = {name: form.cleaned_data[name] for name in ("base", "reason")}
        where: dict[str, Any] = {"actor": request.member, "draft": draft, "block": block, "kind": kind}
        made = actions.put_forward(
            **where, content=form.cleaned_data.get("words", ""), delegation=form.delegation, **given
        )
    except Refused as refusal:
        return show(form, refusal=refusal, status=refusal.status)
    messages.success(request, _("Your proposal is put forward; you hear when it is answered."))
    return redirect(made)


def _form_page(
    request: MemberRequest,
    draft: Draft,
    found: tuple[int, schema.Node] | None,
    kind: str,
    form: ProposalForm | None,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form beside the block of today. After a conflict it holds the typed words on top of what the block is now."""
    base = blocks.fingerprint(found[1]) if found else ""
    words = markdown.to_text(found[1]) if found and kind == Kind.REPLACE else ""
    if form is None:
        form = ProposalForm(kind, _speaks_for(request.member), initial={"words": words, "kind": kind, "base": base})
    elif isinstance(refusal, Conflict):
        again = request.POST.copy()
        again["base"] = base
        form = ProposalForm(kind, _speaks_for(request.member), again)
    elif refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {
        "form": form,
        "kind": kind,
        "conflict": isinstance(refusal, Conflict),
        "message": refusal,
    }
    context |= {"now": html.block(queries.shown_block(draft, found[1])) if found else None, "kinds": _kinds()}
    context["unsaid"] = markdown.unsaid(found[1]) if found and kind == Kind.REPLACE else []
    return render(request, "drafts/proposal_add.html", draft_context(draft) | context, status=status)


def _kinds() -> list[tuple[str, str]]:
    return [(Kind.REPLACE, _("Other words")), (Kind.INSERT, _("A new block after it")), (Kind.DELETE, _("Remove it"))]


def _speaks_for(member: Member) -> list[Delegation]:
    """For which delegations a member may put something forward, where there is a choice."""
    if member.is_officer:
        found = Delegation.objects.filter(group=member.group).select_related("body")
        return list(found.order_by("body__sort_key"))
    return [seat.delegation for seat in member.seats]


@require_POST
@group_page
def proposal_send(request: MemberRequest, number: int, block: str) -> JsonResponse:
    """A change from the editor: `kind`, `base` and `content` as ProseMirror JSON, `reason`; answers in JSON."""
    draft = draft_for(request.member, number, may="propose")
    try:
        base = blocks.fingerprint(schema.normal(json.loads(request.POST.get("base", ""))))
        content = json.loads(request.POST.get("content") or "[]")
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return JsonResponse({"message": _("This could not be read; your words stay here. Try again.")}, status=422)
    kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "")
    where: dict[str, Any] = {"actor": request.member, "draft": draft, "block": block}
    try:
        made = actions.put_forward(**where, kind=kind, base=base, content=content, reason=reason)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=refusal.status)
    return JsonResponse({"number": made.number, "message": _("Your proposal is put forward.")})


@require_GET
@group_page
def proposal_list(request: MemberRequest, number: int) -> HttpResponse:
    """The queue: proposals by block in the order of the text."""
    draft = draft_for(request.member, number)
    chosen = {name: request.GET.get(name, "") for name in ("state", "whose")}
    states = {"answered": queries.ANSWERED, "all": Proposal.State.values}.get(chosen["state"], (Proposal.State.OPEN,))
    document = queries.document_of(draft)
    tracked = queries.proposals_of(
        draft, document=document, only=_whose(request.member, chosen["whose"]), states=states
    )
    context = {"knots": queries.knots_of(tracked), "tracked": tracked, "chosen": chosen, "is_queue": True}
    context |= {"may_answer": holds_pen(request.member, draft), "holders": queries.pen_holders_of(draft)}
    context["delegations"] = queries.proposing_delegations(draft)
    return render(request, "drafts/proposal_list.html", draft_context(draft) | context)


def _whose(member: Member, whose: str) -> Q:
    if whose == "mine":
        return Q(by=member.person) | Q(delegation__in=member.delegation_ids)
    return Q(delegation=int(whose)) if whose.isdecimal() else Q()


@require_GET
@group_page
def proposal_rail(request: MemberRequest, number: int) -> HttpResponse:
    """The draft page's panel of proposals, with what the editor draws beside the blocks."""
    draft = draft_for(request.member, number)
    context = draft_context(draft) | proposed_in(request.member, draft)
    return render(request, "drafts/_rail_proposals.html", context)


@require_GET
@group_page
def proposal_page(request: MemberRequest, number: int, proposal: int) -> HttpResponse:
    """One proposal with its reason, its answer and what can be done about it."""
    found = proposal_for(request.member, number, proposal)
    return render(request, "drafts/proposal_page.html", proposal_context(request.member, found))


def proposal_context(member: Member, proposal: Proposal) -> dict[str, Any]:
    draft = proposal.draft
    (tracked,) = queries.proposals_of(draft, only=Q(pk=proposal.pk), states=Proposal.State.values)
    can_answer = proposal.is_open and holds_pen(member, draft)
    context = {"proposal": proposal, "one": tracked, "may_answer": can_answer}
    context |= {"may_withdraw": can_withdraw(member, proposal), "may_reopen": can_reopen(member, proposal)}
    return draft_context(draft) | context


@require_POST
@group_page
def proposal_withdraw(request: MemberRequest, number: int, proposal: int) -> HttpResponse:
    """Take a proposal back."""
    found = proposal_for(request.member, number, proposal, may="withdraw")
    actions.withdraw_proposal(actor=request.member, proposal=found)
    messages.success(request, _("The proposal is withdrawn. Its words stay readable here."))
    return redirect(found)


@post_or_get
@officer_page
def draft_pen(request: MemberRequest, number: int) -> HttpResponse:
    """Choose who holds the pen."""
    draft = draft_for(request.member, number)
    chosen = draft.pen_holders.values_list("person_id", flat=True)
    initial = {"people": [str(one) for one in chosen]}
    form = PenForm(queries.could_hold_pen(draft), request.POST or None, initial=initial)
    if request.method == "POST":
        people = [int(one) for one in request.POST.getlist("people") if one.isdecimal()]
        actions.give_pen(actor=request.member, draft=draft, people=people)
        messages.success(request, _("From now on they answer proposals to this draft, with the officers."))
        return redirect("drafts:proposal-list", request.member.group.slug, number)
    return render(request, "drafts/draft_pen.html", draft_context(draft) | {"form": form})


@slots.fill("accounts.kept", order=41)
def kept_proposals() -> list[Kept]:
    """What is kept about a person in proposals."""
    names = ("Proposal.by", "Proposal.answered_by", "PenHolder.person", "PenHolder.by")
    why = _("So that everybody sees who proposed a change and who decided on it.")
    stays = _("Part of the record of the group; stays with it.")
    return [
        Kept(
            _("Proposals to drafts and the answers to them"),
            tuple(f"drafts.{one}" for one in names),
            why,
            stays,
            omits=tuple(f"drafts.Proposal.{one}" for one in ("base", "before", "written")),  # the draft's own words
            called={"drafts.Proposal": _("Proposals"), "drafts.PenHolder": _("Who answers proposals")},
        )
    ]
