"""What changed since a reader was last in a draft, and that they have read it."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.drafts import actions, queries
from workgroups.drafts.logic import diff
from workgroups.drafts.permissions import draft_for
from workgroups.drafts.views.page import draft_context
from workgroups.groups.http import MemberRequest, group_page


@require_GET
@group_page
def draft_since(request: MemberRequest, number: int) -> HttpResponse:
    """What differs since a change (`?from=`) or since the reader left; `?blocks=1`: which blocks, for the editor."""
    draft = draft_for(request.member, number)
    visit = queries.visit_of(draft, request.member.person.pk)
    asked = request.GET.get("from", "")
    seq = min(int(asked), draft.head_seq) if asked.isdecimal() and len(asked) < 18 else visit.seq if visit else 0
    if request.GET.get("blocks"):
        changed, gone = queries.blocks_since(draft, seq)
        return JsonResponse({"blocks": changed, "gone": gone})
    old = queries.text_at(draft, seq) or {"type": "doc", "content": []}
    changes = diff.compare(*(queries.shown_of(draft, one, aim=False) for one in (old, queries.document_of(draft))))
    context = {"visit": visit, "stretches": diff.stretches(changes), "counts": diff.counts(changes)}
    return render(request, "drafts/draft_since.html", draft_context(draft) | context)


@require_POST
@group_page
def draft_seen(request: MemberRequest, number: int) -> HttpResponse:
    """Note that the reader has read the draft as it stands: for pages without script, which cannot tell who leaves."""
    draft = draft_for(request.member, number)
    actions.note_visit(draft_id=draft.pk, person_id=request.member.person.pk, seq=draft.head_seq)
    messages.success(request, _("From here on you are shown what changes."))
    return redirect(draft)


@slots.fill("accounts.kept", order=42)
def kept_of_a_reader() -> list[Kept]:
    """What is kept about how somebody read."""
    return [
        Kept(
            _("How far you have read drafts"),
            ("drafts.DraftVisit.person",),
            _("So that you are shown what changed since."),
            _("As long as your account."),
            goes=("drafts.DraftVisit.person",),
            called={"drafts.DraftVisit": _("Drafts visited")},
        ),
    ]
