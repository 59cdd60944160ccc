"""One block in a plain form, and what happens when it changed meanwhile."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workgroups.core.errors import Conflict, Missing, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import markdown
from workgroups.drafts.forms import BlockForm
from workgroups.drafts.logic import blocks, html, schema
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
        return render(
            request, "drafts/block_edit.html", draft_context(draft) | {"form": form, "block_id": block}, status=422
        )
    try:
        actions.edit_block(actor=request.member, draft=draft, block_id=block, **form.cleaned_data)
    except Conflict as conflict:
        return _merge(request, draft, found, form, str(conflict))
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        context = draft_context(draft) | {"form": form, "block_id": block}
        return render(request, "drafts/block_edit.html", context, status=refusal.status)
    messages.success(request, _("Your change is in the draft."))
    return redirect(f"{draft.get_absolute_url()}#block-{block}")


def _block_form(
    request: MemberRequest, draft: Draft, block: str, found: tuple[int, schema.Node] | None
) -> HttpResponse:
    if found is None:
        raise Missing
    form = BlockForm(initial={"words": markdown.to_text(found[1]), "base": blocks.fingerprint(found[1])})
    return render(request, "drafts/block_edit.html", draft_context(draft) | {"form": form, "block_id": block})


def _merge(
    request: MemberRequest, draft: Draft, found: tuple[int, schema.Node] | None, form: BlockForm, message: str
) -> HttpResponse:
    """Theirs and yours beside each other; yours is in the form, to be sent on top of theirs."""
    words = form.cleaned_data["words"]
    theirs = html.block(queries.shown_block(draft, found[1])) if found else None
    base = blocks.fingerprint(found[1]) if found else ""
    again = BlockForm(initial={"words": words, "base": base})
    context = {"form": again, "theirs": theirs, "yours": words, "message": message}
    return render(request, "drafts/block_merge.html", draft_context(draft) | context, status=409)
