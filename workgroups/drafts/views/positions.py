"""A text that is negotiated: the consensus view, brackets and their alternatives, positions of delegations."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.core.errors import Missing, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import markdown
from workgroups.drafts.forms import AlternativeForm, BracketForm, CleanForm, PositionForm
from workgroups.drafts.logic import blocks, html, schema
from workgroups.drafts.logic.consensus import resolved
from workgroups.drafts.models import Alternative, Bracket, Draft
from workgroups.drafts.permissions import bracket_for, can_clean, can_negotiate, can_state, negotiated_draft_for
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member


def parties_for(member: Member, draft: Draft) -> list[Delegation]:
    """For which delegations a member may speak: officers for all that take part, others for their own."""
    return [one for one in queries.taking_part(draft) if member.is_officer or one.pk in member.delegation_ids]


@require_GET
@group_page
def consensus(request: MemberRequest, number: int) -> HttpResponse:
    """The whole text by how near it is to agreement."""
    draft = negotiated_draft_for(request.member, number)
    context = {"consensus": queries.consensus_of(draft), "may_negotiate": can_negotiate(request.member, draft)}
    context |= {"may_state": can_state(request.member, draft), "waiting": queries.waiting_on(draft)}
    return render(request, "drafts/consensus.html", draft_context(draft) | context)


@require_GET
@group_page
def bracket_rail(request: MemberRequest, number: int) -> HttpResponse:
    """The draft page's panel of open brackets."""
    draft = negotiated_draft_for(request.member, number)
    open_ones = [one for one in queries.brackets_of(draft) if one.is_open]
    return render(request, "drafts/_rail_brackets.html", draft_context(draft) | {"brackets": open_ones})


def _block_of(draft: Draft, block: str) -> schema.Node:
    found = blocks.block_by_id(queries.document_of(draft), block)
    if found is None:
        raise Missing
    return found[1]


@post_or_get
@group_page
def bracket_add(request: MemberRequest, number: int, block: str) -> HttpResponse:
    """Put words of a block, or all of it, in brackets."""
    draft = negotiated_draft_for(request.member, number, may="negotiate")
    now = _block_of(draft, block)
    form = BracketForm(parties_for(request.member, draft), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("words", "alternative", "reason")}
        try:
            made = actions.open_bracket(
                actor=request.member, draft=draft, block=block, delegation=form.delegation, **given
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect(made)
    context = {"form": form, "now": html.block(now)}
    status = 422 if form.errors else 200
    return render(request, "drafts/bracket_add.html", draft_context(draft) | context, status=status)


@require_GET
@group_page
def bracket_page(request: MemberRequest, number: int, bracket: int) -> HttpResponse:
    """A bracket with its alternatives beside each other and who stands behind each."""
    found = bracket_for(request.member, number, bracket)
    form = AlternativeForm(parties_for(request.member, found.draft))
    return render(request, "drafts/bracket_page.html", _bracket_context(request.member, found, form))


def _bracket_context(member: Member, bracket: Bracket, form: AlternativeForm) -> dict[str, Any]:
    (one,) = [each for each in queries.brackets_of(bracket.draft) if each.pk == bracket.pk]
    may = one.is_open and can_negotiate(member, bracket.draft)
    own = {support.delegation_id for each in one.alternatives.all() for support in each.supports.all()}
    parties = parties_for(member, bracket.draft)
    context = {"bracket": one, "may_negotiate": may, "may_clean": one.is_open and can_clean(member, bracket.draft)}
    context |= {
        "form": form,
        "parties": parties,
        "silent": [p for p in queries.taking_part(bracket.draft) if p.pk not in own],
    }
    return draft_context(bracket.draft) | context


@require_POST
@group_page
def alternative_add(request: MemberRequest, number: int, bracket: int) -> HttpResponse:
    """Put another wording into a bracket."""
    found = bracket_for(request.member, number, bracket, may="negotiate")
    form = AlternativeForm(parties_for(request.member, found.draft), request.POST)
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            actions.add_alternative(actor=request.member, bracket=found, words=words, delegation=form.delegation)
        except Refused as refusal:
            form.add_error("words", str(refusal))
        else:
            return redirect(found)
    return render(request, "drafts/bracket_page.html", _bracket_context(request.member, found, form), status=422)


@require_POST
@group_page
def bracket_support(request: MemberRequest, number: int, bracket: int) -> HttpResponse:
    """Stand behind an alternative."""
    found = bracket_for(request.member, number, bracket, may="negotiate")
    party = {str(one.pk): one for one in parties_for(request.member, found.draft)}.get(
        request.POST.get("delegation", "")
    )
    place = request.POST.get("place", "")
    try:
        actions.support_alternative(
            actor=request.member, bracket=found, place=int(place) if place.isdecimal() else 0, delegation=party
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(found)


@post_or_get
@group_page
def bracket_clean(request: MemberRequest, number: int, bracket: int) -> HttpResponse:
    """Write what was agreed into the text, and who agreed."""
    found = bracket_for(request.member, number, bracket, may="clean")
    parties = queries.taking_part(found.draft)
    form = CleanForm(parties, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _clean_page(request, found, parties, None)
    if not form.is_valid():
        return _clean_page(request, found, parties, form, status=422)
    given = {"words": form.cleaned_data["words"], "base": form.cleaned_data["base"]}
    try:
        actions.clean_bracket(
            actor=request.member, bracket=found, agreed=[int(one) for one in form.cleaned_data["agreed"]], **given
        )
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _clean_page(request, found, parties, form, status=refusal.status)
    messages.success(request, _("The bracket is cleaned; the agreed words stand in the text."))
    return redirect(found)


def _clean_page(
    request: MemberRequest, bracket: Bracket, parties: list[Delegation], form: CleanForm | None, *, status: int = 200
) -> HttpResponse:
    here = blocks.block_by_id(queries.document_of(bracket.draft), bracket.block)
    now, base = (markdown.to_text(here[1]), blocks.fingerprint(here[1])) if here else ("", "")
    chosen = _chosen(bracket, request.GET.get("alternative", ""))
    made = resolved(now, bracket.words, chosen.words) if chosen else now
    if form is None:
        behind = [str(one.delegation_id) for one in chosen.supports.all()] if chosen else []
        words = now if made is None else made
        form = CleanForm(parties, initial={"words": words, "base": base, "agreed": behind})
    elif status == 409:
        again = request.POST.copy()
        again["base"] = base
        form = CleanForm(parties, again)
    context = {"bracket": bracket, "form": form, "now": html.block(here[1]) if here else None, "is_lost": made is None}
    context["unsaid"] = markdown.unsaid(here[1]) if here else []
    return render(request, "drafts/bracket_clean.html", draft_context(bracket.draft) | context, status=status)


def _chosen(bracket: Bracket, place: str) -> Alternative | None:
    return bracket.alternatives.filter(place=int(place)).first() if place.isdecimal() else None


@post_or_get
@group_page
def position_set(request: MemberRequest, number: int, block: str) -> HttpResponse:
    """Who stands where on a block, since when; and one's own position."""
    may = "state" if request.method == "POST" else "read"
    draft = negotiated_draft_for(request.member, number, may=may)
    now, parties = _block_of(draft, block), parties_for(request.member, draft)
    history = list(queries.history_of(draft, block))
    own = next((one for one in history if one.ended_at is None and one.delegation_id in {p.pk for p in parties}), None)
    initial = {"kind": own.kind, "until": own.until, "note": own.note} if own and not request.member.is_officer else {}
    form = PositionForm(parties, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("kind", "until", "note")}
        try:
            actions.state_position(actor=request.member, draft=draft, block=block, delegation=form.delegation, **given)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The position is recorded."))
            return redirect("drafts:position-set", request.member.group.slug, number, block)
    context = {"form": form, "now": html.block(now), "history": history, "block_id": block}
    context["may_state"] = can_state(request.member, draft)
    status = 422 if form.errors else 200
    return render(request, "drafts/position_set.html", draft_context(draft) | context, status=status)


@slots.fill("accounts.kept", order=42)
def kept_positions() -> list[Kept]:
    """What is kept about a person in brackets and positions."""
    names = ("Bracket.by", "Bracket.cleaned_by", "Alternative.by", "Support.by", "Position.by")
    why = _("So that it is known who stated a delegation’s position.")
    stays = _("Part of the record of the group; stays with it.")
    return [Kept(_("Brackets and positions on drafts"), tuple(f"drafts.{one}" for one in names), why, stays)]
