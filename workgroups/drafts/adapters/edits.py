"""Changes of whole blocks: words into checked blocks, blocks into a document."""

from typing import Any

from django.utils.translation import gettext as _
from pycrdt import Doc

from workgroups.core.errors import Refused
from workgroups.drafts.adapters import markdown, ydoc
from workgroups.drafts.logic import blocks, schema


def nodes_of(words: str) -> list[schema.Node]:
    try:
        made = schema.normal({"type": "doc", "content": markdown.to_nodes(words)})
    except schema.Unknown:
        raise Refused(
            _("A link in this text leads nowhere that a draft may point to. Use http, https or mailto."), field="words"
        ) from None
    fixed = schema.repaired(made) if made.get("content") else None
    return list(fixed["content"]) if fixed else []


def put_block(doc: Doc[Any], index: int, old: schema.Node, new: list[schema.Node]) -> None:
    """Replace a block by none, one or several; what is still the same kind of block keeps its id and its place."""
    if not new:
        ydoc.swap_block(doc, index, [])
        return
    first, rest = new[0], blocks.with_ids(new[1:]) if len(new) > 1 else []
    keeps_id = {**first, "attrs": {**first.get("attrs", {}), "id": old["attrs"]["id"]}}
    inner = blocks.with_ids([keeps_id])[0]
    if first["type"] == old["type"]:
        ydoc.replace_content(doc, index, inner)
    else:
        ydoc.swap_block(doc, index, [inner])
    if rest:
        ydoc.write(doc, rest, index + 1)
