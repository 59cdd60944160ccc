"""Answers to proposals: accept and decline, one or several; merge where the block changed; undo."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from workgroups.core.errors import Conflict, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import markdown
from workgroups.drafts.forms import AnswerForm, MergeForm
from workgroups.drafts.logic import blocks, html
from workgroups.drafts.logic import proposals as logic
from workgroups.drafts.logic.merge import Merged, merge
from workgroups.drafts.models import Draft, Proposal
from workgroups.drafts.permissions import draft_for, proposal_for
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import Member


@require_POST
@group_page
def proposal_answer(request: MemberRequest, number: int) -> HttpResponse:
    """Accept or decline the chosen proposals, with one reason for all."""
    draft = draft_for(request.member, number, may="answer")
    form = AnswerForm(request.POST)
    numbers = [int(one) for one in request.POST.getlist("proposal") if one.isdecimal()]
    chosen = queries.proposals_of(draft, only=Q(number__in=numbers))
    back = redirect("drafts:proposal-list", request.member.group.slug, number)
    if not form.is_valid() or not chosen:
        messages.error(request, _("Choose at least one open proposal, then accept or decline."))
        return back
    declines = form.cleaned_data["act"] == "decline"
    if declines and not form.cleaned_data["answer"].strip():
        context = draft_context(draft) | {"knots": queries.knots_of(chosen), "tracked": chosen}
        return render(request, "drafts/proposal_decline.html", context, status=422 if "asked" in request.POST else 200)
    answer = form.cleaned_data["answer"]
    done, stuck = _answer_all(request.member, [one.proposal for one in chosen], answer, declines=declines)
    _say(request, draft, done, stuck, declines=declines)
    return redirect(stuck[0][0]) if len(chosen) == 1 == len(stuck) else back


def _answer_all(
    member: Member, chosen: list[Proposal], answer: str, *, declines: bool
) -> tuple[int, list[tuple[Proposal, str]]]:
    """Answer each by itself, so that one that no longer fits does not hold the others up."""
    act, stuck = actions.decline_proposal if declines else actions.accept_proposal, []
    for one in chosen:
        try:
            act(actor=member, proposal=one, answer=answer)
        except Refused as refusal:
            stuck.append((one, str(refusal)))
    return len(chosen) - len(stuck), stuck


def _say(request: MemberRequest, draft: Draft, done: int, stuck: list[tuple[Proposal, str]], *, declines: bool) -> None:
    if done and declines:
        words = ngettext("%(count)s proposal is declined.", "%(count)s proposals are declined.", done)
        messages.success(request, words % {"count": done})
    elif done:
        words = ngettext("%(count)s proposal is in the text.", "%(count)s proposals are in the text.", done)
        messages.success(request, words % {"count": done})
    for one, why in stuck[:10]:
        messages.warning(request, _("Proposal %(number)s is still open. %(why)s") % {"number": one.number, "why": why})


@post_or_get
@group_page
def proposal_merge(request: MemberRequest, number: int, proposal: int) -> HttpResponse:
    """Theirs, yours and both together, to be changed before it goes into the text."""
    found = proposal_for(request.member, number, proposal, may="answer")
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _merge_page(request, found, None, status=422 if form.errors else 200)
    try:
        content = form.cleaned_data["words"]
        given = {name: form.cleaned_data[name] for name in ("base", "answer")}
        actions.merge_proposal(actor=request.member, proposal=found, content=content, **given)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        words = {name: form.cleaned_data[name] for name in ("words", "answer")}
        return _merge_page(request, found, words, status=refusal.status)
    messages.success(request, _("The merged text is in the draft."))
    return redirect(found)


def _merge_page(
    request: MemberRequest, proposal: Proposal, typed: dict[str, str] | None, *, status: int
) -> HttpResponse:
    here = blocks.block_by_id(queries.document_of(proposal.draft), proposal.block)
    if here is None or not proposal.is_open:
        raise Conflict(_("There is nothing to merge: the block is gone, or somebody answered this proposal."))
    now = here[1]
    yours = "\n\n".join(markdown.to_text(one) for one in proposal.content)
    both = merge(markdown.to_text(proposal.base), markdown.to_text(now), yours)
    if proposal.kind != Proposal.Kind.REPLACE:
        both = Merged(yours, ())
    form = MergeForm(initial={"words": both.text, **(typed or {}), "base": blocks.fingerprint(now)})
    is_new = proposal.kind == Proposal.Kind.INSERT
    context = {
        "proposal": proposal,
        "form": form,
        "overlaps": both.overlaps,
        "now": html.block(queries.shown_block(proposal.draft, logic.bare(now))),
    }
    context["unsaid"] = [] if is_new else markdown.unsaid(now)
    context["theirs"] = None if is_new else logic.marked([proposal.base], [now])
    context["yours"] = logic.marked([] if is_new else [proposal.base], proposal.content)
    return render(request, "drafts/proposal_merge.html", draft_context(proposal.draft) | context, status=status)


@require_POST
@group_page
def proposal_reopen(request: MemberRequest, number: int, proposal: int) -> HttpResponse:
    """Undo an answer."""
    found = proposal_for(request.member, number, proposal, may="reopen")
    try:
        actions.reopen_proposal(actor=request.member, proposal=found)
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, _("The proposal is open again; the text is as it was before."))
    return redirect(found)
