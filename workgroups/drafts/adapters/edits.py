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


def put_beside(
    doc: Doc[Any], index: int, old: schema.Node, new: list[schema.Node], *, after: bool
) -> list[schema.Node]:
    """Put blocks in the place of one or after it; return them as they stand then, each with its id.

    A document is never left without a block: where the last one goes, an empty paragraph stays.
    """
    alone = len(ydoc.read(doc)["content"]) == 1
    if after:
        ydoc.write(doc, blocks.with_ids(new), index + 1)
    else:
        put_block(doc, index, old, new or ([{"type": "paragraph"}] if alone else []))
    first = index + 1 if after else index
    return list(schema.normal(ydoc.read(doc))["content"][first : first + len(new)])


def take_back(doc: Doc[Any], places: list[int], before: list[schema.Node], at: int) -> None:
    """Take written blocks out again and put what stood there before; `at` is where they go when nothing was written."""
    content = schema.normal(ydoc.read(doc))["content"]
    before = before or ([{"type": "paragraph"}] if len(content) == len(places) else [])
    for index in reversed(places[1:]):
        ydoc.swap_block(doc, index, [])
    if places and before:
        put_block(doc, places[0], content[places[0]], before)
    elif places:
        ydoc.swap_block(doc, places[0], [])
    else:
        ydoc.write(doc, blocks.with_ids(before), at)
