"""What shaped a block of a draft."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workgroups.core import slots
from workgroups.core.errors import Missing
from workgroups.drafts import queries
from workgroups.drafts.logic import html
from workgroups.drafts.permissions import draft_for, negotiates
from workgroups.drafts.views.page import draft_context
from workgroups.groups.http import MemberRequest, group_page


@require_GET
@group_page
def block_history(request: MemberRequest, number: int, block: str) -> HttpResponse:
    """Who wrote a block, how it changed, what was said, put forward and decided about it, in time order."""
    draft = draft_for(request.member, number)
    cited = [one for part in slots.gather("drafts.cited", request.member, draft) for one in part]
    found = queries.provenance_of(draft, block, negotiates=negotiates(request.member.group), cited=cited)
    if found.node is None and not any(one.kind != "cited" for one in found.happenings):
        raise Missing
    text = html.block(queries.shown_block(draft, found.node)) if found.node else None
    context = {"provenance": found, "text": text, "block_id": block}
    return render(request, "drafts/block_history.html", draft_context(draft) | context)
