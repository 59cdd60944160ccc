"""Changes of whole blocks: words into checked blocks, blocks into a document."""

from typing import Any

from django.utils.translation import gettext as _
from pycrdt import Doc

from workgroups.core.errors import Refused
from workgroups.drafts.adapters import markdown, restoring, ydoc
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.logic.carrying import carried, heir, with_ids_of


def nodes_of(words: str) -> list[schema.Node]:
    try:
        made = schema.normal({"type": "doc", "content": markdown.to_nodes(words)})
    except schema.Unknown:
        raise Refused(
            _("A link in this text leads nowhere that a draft may point to. Use http, https or mailto."), field="words"
        ) from None
    fixed = schema.repaired(made) if made.get("content") else None
    return list(fixed["content"]) if fixed else []


def edited(block: schema.Node, words: str) -> list[schema.Node]:
    """A block as somebody wrote it anew in Markdown: what Markdown cannot say stays with the words left alone."""
    return carried(block, nodes_of(markdown.to_text(block)), nodes_of(words))


def put_block(doc: Doc[Any], index: int, old: schema.Node, new: list[schema.Node]) -> None:
    """Replace a block by none, one or several; the one that is still this block keeps its id and its place.

    Of a block of the same kind only what differs is written, so that anchors, carets and notes in it stay.
    """
    if not new:
        ydoc.swap_block(doc, index, [])
        return
    at = heir(old, new)
    named = with_ids_of(old, {**new[at], "attrs": {**new[at].get("attrs", {}), "id": old["attrs"]["id"]}})
    made = blocks.with_ids([*({**one, "attrs": _nameless(one)} for one in new[:at]), named, *new[at + 1 :]])
    with doc.transaction():
        ydoc.write(doc, made[at + 1 :], index + 1)
        if made[at]["type"] == old["type"]:
            restoring.become(doc, index, made[at])
        else:
            ydoc.swap_block(doc, index, [made[at]])
        ydoc.write(doc, made[:at], index)


def _nameless(block: schema.Node) -> dict[str, Any]:
    return {key: value for key, value in block.get("attrs", {}).items() if key != "id"}


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
    names = [one.get("attrs", {}).get("id") for one in before]
    stays = next((one for one in places if content[one]["attrs"]["id"] in names), places[0] if places else 0)
    for index in sorted(places, reverse=True):
        if index != stays or not before:
            ydoc.swap_block(doc, index, [])
    if places and before:
        put_block(doc, stays - sum(one < stays for one in places), content[stays], before)
    elif not places:
        ydoc.write(doc, blocks.with_ids(before), at)
