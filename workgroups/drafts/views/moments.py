"""The states that a draft's history keeps: stepped through, compared, brought back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core.dates import instant
from workgroups.core.errors import Missing, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.logic import diff, html, schema
from workgroups.drafts.models import Draft, DraftVersion
from workgroups.drafts.permissions import can_edit, can_name_version, can_purge, draft_for
from workgroups.drafts.views.page import draft_context
from workgroups.groups.http import MemberRequest, group_page


@require_GET
@group_page
def moment_list(request: MemberRequest, number: int) -> HttpResponse:
    """When the text changed, who did how much, and what was named."""
    draft = draft_for(request.member, number)
    moments = queries.moments_of(draft)
    context = {
        "moments": moments,
        "may_name": can_name_version(request.member, draft),
        "may_purge": can_purge(request.member, draft),
        "undo": request.session.pop(f"draft-before-{draft.pk}", ""),
    }
    return render(request, "drafts/moment_list.html", draft_context(draft) | context)


@require_GET
@group_page
def moment_page(request: MemberRequest, number: int, state: str) -> HttpResponse:
    """What came to be different with one kept state, with the way to the one before and the next."""
    draft = draft_for(request.member, number)
    found = next((one for one in queries.moments_of(draft) if one.key == state), None)
    if found is None:
        raise Missing
    content = queries.state_for(draft, state).pm_json
    whole = request.GET.get("show") == "text" or found.earlier is None
    shown = queries.shown_of(draft, content, aim=whole)
    changes = []
    if not whole:
        earlier = queries.state_for(draft, _earlier(found)).pm_json
        changes = diff.compare(queries.shown_of(draft, earlier, aim=False), shown)
    context = {
        "moment": found,
        "whole": whole,
        "text": html.document(shown) if whole else "",
        "stretches": diff.stretches(changes),
        "counts": diff.counts(changes),
        "may_restore": can_edit(request.member, draft),
    }
    return render(request, "drafts/moment_page.html", draft_context(draft) | context)


def _earlier(moment: queries.Moment) -> str:
    return moment.earlier.key if moment.earlier else ""


@require_GET
@group_page
def draft_authors(request: MemberRequest, number: int) -> HttpResponse:
    """Who wrote each passage, in the text and as a table, and who took what out."""
    draft = draft_for(request.member, number)
    found = queries.authorship_of(draft) if draft.is_attributed else None
    return render(request, "drafts/draft_authors.html", draft_context(draft) | {"authorship": found})


@require_POST
@group_page
def state_restore(request: MemberRequest, number: int) -> HttpResponse:
    """Bring a kept state back as a new change; the state before is kept, so that this can be undone."""
    draft = draft_for(request.member, number, may="edit")
    try:
        before = actions.restore_state(actor=request.member, draft=draft, key=request.POST.get("state", ""))
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("drafts:moment-list", request.member.group.slug, number)
    request.session[f"draft-before-{draft.pk}"] = before
    messages.success(request, _("The text stands again as it stood then. What was there before is kept."))
    return redirect("drafts:moment-list", request.member.group.slug, number)


@require_GET
@group_page
def version_compare(request: MemberRequest, number: int) -> HttpResponse:
    """What became different from one kept state to another, or to the text as it stands."""
    draft = draft_for(request.member, number)
    moments = queries.moments_of(draft)
    named = [one.version for one in moments if one.version]
    start = request.GET.get("from", "") or (str(named[0].number) if named else "now")
    end = request.GET.get("to", "") or "now"
    (old, old_name), (new, new_name) = _state(draft, start), _state(draft, end)
    changes = diff.compare(*(queries.shown_of(draft, one, aim=False) for one in (old, new)))
    context = {
        "stretches": diff.stretches(changes),
        "counts": diff.counts(changes),
        "old_name": old_name,
        "new_name": new_name,
        "moments": moments,
        "chosen": {"from": start, "to": end},
    }
    return render(request, "drafts/version_compare.html", draft_context(draft) | context)


def _state(draft: Draft, key: str) -> tuple[schema.Node, str]:
    """A kept state by its key, or the draft as it stands now."""
    if key == "now":
        return queries.document_of(draft), _("the draft as it stands")
    found = queries.state_for(draft, key)
    if isinstance(found, DraftVersion):
        return found.pm_json, _("version %(number)s, %(label)s") % {"number": found.number, "label": found.label}
    return found.pm_json, _("the text of %(when)s") % {"when": instant(found.at)}
