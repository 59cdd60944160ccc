"""One block in a plain form, and what happens when it changed meanwhile."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workgroups.core.errors import Conflict, Missing, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import markdown
from workgroups.drafts.adapters.edits import nodes_of
from workgroups.drafts.forms import BlockForm
from workgroups.drafts.logic import blocks, diff, html, schema
from workgroups.drafts.logic.merge import merge
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import (
    draft_for,
)
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page


@post_or_get
@group_page
def block_edit(request: MemberRequest, number: int, block: str) -> HttpResponse:
    """One block in a plain form."""
    draft = draft_for(request.member, number, may="edit")
    found = blocks.block_by_id(queries.document_of(draft), block)
    if request.method != "POST":
        return _block_form(request, draft, block, found)
    form = BlockForm(request.POST)
    if not form.is_valid():
        return _again(request, draft, block, found, form, 422)
    try:
        actions.edit_block(actor=request.member, draft=draft, block_id=block, **form.change)
    except Conflict as conflict:
        return _merge(request, draft, found, form, str(conflict))
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return _again(request, draft, block, found, form, refusal.status)
    messages.success(request, _("Your change is in the draft."))
    return redirect(f"{draft.get_absolute_url()}#block-{block}")


def _block_form(
    request: MemberRequest, draft: Draft, block: str, found: tuple[int, schema.Node] | None
) -> HttpResponse:
    if found is None:
        raise Missing
    base = blocks.fingerprint(found[1])
    form = BlockForm(initial={"words": markdown.to_text(found[1]), "base": base, "seen": draft.head_seq})
    return _again(request, draft, block, found, form, 200)


def _again(
    request: MemberRequest,
    draft: Draft,
    block: str,
    found: tuple[int, schema.Node] | None,
    form: BlockForm,
    status: int,
) -> HttpResponse:
    """The form, and what it cannot show of the block."""
    context = {"form": form, "block_id": block, "unsaid": markdown.unsaid(found[1]) if found else []}
    return render(request, "drafts/block_edit.html", draft_context(draft) | context, status=status)


def _merge(
    request: MemberRequest, draft: Draft, found: tuple[int, schema.Node] | None, form: BlockForm, message: str
) -> HttpResponse:
    """What they changed, what you changed, and where the two touch different words, both together to be sent."""
    words = form.cleaned_data["words"]
    context: dict[str, Any] = {"why": message, "yours": words, "theirs": None}
    if found:
        base = blocks.fingerprint(found[1])
        context["theirs"] = html.block(queries.shown_block(draft, found[1]))
        context["form"] = BlockForm(initial={"words": words, "base": base, "seen": draft.head_seq})
        context |= {"unsaid": markdown.unsaid(found[1])} | _both(draft, found[1], form, base)
    return render(request, "drafts/block_merge.html", draft_context(draft) | context, status=409)


def _both(draft: Draft, now: schema.Node, form: BlockForm, base: str) -> dict[str, Any]:
    """Differences from what the writer had before them, and both changes in one text; nothing where that is gone."""
    seen = queries.text_at(draft, form.cleaned_data["seen"] or 0)
    old = blocks.block_by_id(seen, now["attrs"]["id"]) if seen else None
    if old is None or blocks.fingerprint(old[1]) != form.cleaned_data["base"]:
        return {}
    words = form.cleaned_data["words"]
    mine: schema.Node = {"type": "doc", "content": nodes_of(words)}
    before: schema.Node = {"type": "doc", "content": [old[1]]}
    pair = [diff.compare(before, one) for one in ({"type": "doc", "content": [now]}, mine)]
    merged = merge(markdown.to_text(old[1]), markdown.to_text(now), words)
    again = {"words": merged.text, "base": base, "seen": draft.head_seq}
    both = None if merged.overlaps else BlockForm(initial=again, auto_id="both-%s")
    return {"changed": pair[0], "changed_by_you": pair[1], "both": both, "overlaps": merged.overlaps}
