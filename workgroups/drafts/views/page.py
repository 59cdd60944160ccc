"""What every page of a draft shows."""

from typing import Any

from django.views.decorators.http import require_http_methods

from workgroups.core import languages
from workgroups.drafts import queries
from workgroups.drafts.logic import html
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import (
    can_edit,
)
from workgroups.groups.permissions import Member

post_or_get = require_http_methods(["GET", "POST"])


def draft_context(draft: Draft) -> dict[str, Any]:
    return {"draft": draft, "text_direction": languages.direction(draft.language)}


def page_context(member: Member, draft: Draft) -> dict[str, Any]:
    document = queries.document_of(draft)
    may_edit = can_edit(member, draft)
    parts = [(node.get("attrs", {}).get("id", ""), html.block(node)) for node in document["content"]]
    editor = {
        "path": f"/ws/groups/{draft.group.slug}/drafts/{draft.number}/",
        "schema": draft.schema_version,
        "epoch": draft.epoch,
        "edit": may_edit,
        "person": member.person.pk,
        "draft": str(draft.uid),
        "label": draft.title,
    }
    more = {"parts": parts, "may_edit": may_edit, "editor": editor, "version": queries.versions_of(draft).first()}
    return draft_context(draft) | more
