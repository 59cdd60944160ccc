"""What every page of a draft shows."""

from typing import Any

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workgroups.core import languages
from workgroups.drafts import queries
from workgroups.drafts.logic import html, schema
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import can_edit, can_propose, holds_pen
from workgroups.groups.permissions import Member

post_or_get = require_http_methods(["GET", "POST"])


def draft_context(draft: Draft) -> dict[str, Any]:
    return {"draft": draft, "text_direction": languages.direction(draft.language)}


def page_context(member: Member, draft: Draft) -> dict[str, Any]:
    document = queries.document_of(draft)
    may_edit = can_edit(member, draft)
    proposed = proposed_in(member, draft, document)
    here = {knot.block: knot.tracked for knot in proposed["knots"]}
    ids = [node.get("attrs", {}).get("id", "") for node in document["content"]]
    parts = [(one, html.block(node), here.get(one, [])) for one, node in zip(ids, document["content"], strict=True)]
    editor = {
        "path": f"/ws/groups/{draft.group.slug}/drafts/{draft.number}/",
        "line": reverse("drafts:draft-line", args=[draft.group.slug, draft.number]),
        "schema": draft.schema_version,
        "epoch": draft.epoch,
        "edit": may_edit,
        "person": member.person.pk,
        "draft": str(draft.uid),
        "label": draft.title,
    }
    more = {"parts": parts, "may_edit": may_edit, "editor": editor, "version": queries.versions_of(draft).first()}
    return draft_context(draft) | proposed | more


def proposed_in(member: Member, draft: Draft, document: schema.Node | None = None) -> dict[str, Any]:
    """Open proposals as the text and the rail show them, and what this member may do about them."""
    tracked = queries.proposals_of(draft, document=document)
    return {
        "tracked": tracked,
        "knots": queries.knots_of(tracked),
        "may_propose": can_propose(member, draft),
        "may_answer": holds_pen(member, draft),
        "holders": queries.pen_holders_of(draft),
    }
