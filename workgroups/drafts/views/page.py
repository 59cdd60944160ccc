"""What every page of a draft shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workgroups.core import languages
from workgroups.drafts import queries
from workgroups.drafts.logic import html, schema, sections
from workgroups.drafts.logic.faults import faults
from workgroups.drafts.logic.labels import name_of
from workgroups.drafts.logic.references import in_order, printed, short_names
from workgroups.drafts.logic.schema import Node
from workgroups.drafts.logic.shown import cited_in
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import (
    can_assign,
    can_comment,
    can_propose,
    can_state,
    can_type,
    holds_pen,
    negotiates,
)
from workgroups.groups.permissions import Member

post_or_get = require_http_methods(["GET", "POST"])


def draft_context(draft: Draft) -> dict[str, Any]:
    return {"draft": draft, "text_direction": languages.direction(draft.language)}


def text_context(draft: Draft, document: Node, *, may_edit: bool) -> dict[str, Any]:
    """What the editor shows beside the text: words in the draft's language, the group's works, this draft's pictures.

    Who writes is offered every work; who reads is told of those that are cited.
    """
    with translation.override(draft.language):
        words = _words()
    sources = queries.sources_of(draft, [document], every_work=may_edit)
    names = short_names(sources.references.values())
    offered = queries.offered_works(draft.group_id) if may_edit else set()
    works = {
        one.key: {
            "name": names[one.key],
            "title": one.title,
            "place": place,
            "offered": one.key in offered,
            "printed": printed(one, names[one.key]),
        }
        for place, one in enumerate(in_order(sources.references.values()))
        if one.key in offered or one.key in set(cited_in(document))
    }
    address = reverse("drafts:picture-add", args=[draft.group.slug, draft.number]) if may_edit else ""
    return {"words": words, "works": works, "pictures": sources.pictures, "bringTo": address}


def _words() -> dict[str, str]:
    """`%s` stands for the number."""
    return {
        **{kind: name_of(kind, "%s") for kind in ("clause", "article", "table", "figure")},
        "gone": _("reference to a place that is gone"),
        "unlisted": _("source that is not in the list"),
        "picture": _("No picture"),
        "note": _("Note"),
        "notes": _("Notes"),
        "references": _("References"),
        "back": _("Back to the text"),
        "opens": _("Enter opens it."),
        "notBrought": _("The picture could not be sent. Try again."),
    }


@dataclass(frozen=True)
class Part:
    """A block of the readable text, with what stands beside it."""

    block: str
    markup: SafeString
    proposed: list[queries.Tracked]
    section: queries.Placed | None
    is_locked: bool


def page_context(member: Member, draft: Draft) -> dict[str, Any]:
    document = queries.document_of(draft)
    may_edit, may_comment = can_type(member, draft), can_comment(member, draft)
    proposed = proposed_in(member, draft, document)
    here = {knot.block: knot.tracked for knot in proposed["knots"]}
    ids = [node.get("attrs", {}).get("id", "") for node in document["content"]]
    shown = queries.shown_of(draft, document)
    overview = queries.sections_of(draft, document)
    given, locked = overview.by_block, sections.locked_blocks(document, draft.locks)
    parts = [
        Part(one, html.block(node), here.get(one, []), given.get(one), one in locked)
        for one, node in zip(ids, shown["content"], strict=True)
    ]
    editor = _editor(member, draft, may_edit=may_edit, may_comment=may_comment)
    editor["text"] = text_context(draft, document, may_edit=may_edit)
    more = {"document": document, "parts": parts, "may_edit": may_edit, "may_comment": may_comment, "editor": editor}
    more |= {
        "version": queries.versions_of(draft).first(),
        "outline": _outline(document, given),
        "ends": html.ends(shown),
    }
    more |= {"languages": languages.NAMES.items(), "faults": faults(shown) if may_edit else []}
    more |= {"sections": overview, "may_assign": can_assign(member, draft)}
    more |= {"visit": queries.visit_of(draft, member.person.pk)}
    more |= {"waiting": queries.waiting_on(draft), "may_state": can_state(member, draft)}
    if negotiates(member.group):
        more |= {"negotiates": True, "brackets": [one for one in queries.brackets_of(draft) if one.is_open]}
    return draft_context(draft) | proposed | more


def _editor(member: Member, draft: Draft, *, may_edit: bool, may_comment: bool) -> dict[str, Any]:
    """What the editor is told of the page it stands on."""
    return {
        "path": f"/ws/groups/{draft.group.slug}/drafts/{draft.number}/",
        "line": reverse("drafts:draft-line", args=[draft.group.slug, draft.number]),
        "schema": draft.schema_version,
        "epoch": draft.epoch,
        "edit": may_edit,
        "comment": may_comment,
        "person": member.person.pk,
        "draft": str(draft.uid),
        "label": draft.title,
    }


def _outline(document: Node, given: Mapping[str, queries.Placed]) -> list[tuple[int, str, str, queries.Placed | None]]:
    """Level, block and words of every heading, and its section where it is one."""
    found = (node for node in document["content"] if node["type"] == "heading")
    heads = ((node["attrs"]["level"], node["attrs"].get("id", ""), schema.plain(node)) for node in found)
    return [(level, block, words, given.get(block)) for level, block, words in heads]


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
