"""Pictures and their captions in a file that came in: a picture with the words below it is one figure of a draft."""

import re
from collections.abc import Mapping
from typing import Any

from workgroups.drafts.logic.schema import TEXTBLOCKS, Node, plain
from workgroups.drafts.logic.tracked import KINDS

STYLES = frozenset({"caption", "image caption", "table caption", "figure", "illustration", "table"})
"""Names of paragraph styles under which Word, LibreOffice and pandoc set a caption, in small letters."""
_LABEL = re.compile(
    r"\s*(?:(?:fig(?:ure|ura|\.)?|abb(?:ildung|\.)?|illustration|tab(?:le|elle|leau|la|\.)?|рис(?:унок|\.)?|таблица|图|表|図|شكل|جدول)"
    r"\s*\d{1,3}(?:[.-]\d{1,3})?\s*[:.–—-]*|\d{1,3}\s*:)\s+",
    re.IGNORECASE,
)
"""The label that a program wrote before a caption: a draft counts by itself."""
_OF_TABLE = re.compile(r"\s*(?:tab(?:le|elle|leau|la|\.)?|таблица|表|جدول)\s*\d", re.IGNORECASE)
CAPTION = "is_caption"
"""The attribute of a paragraph that was set as a caption, until it is `settled`."""


def is_caption_style(name: str) -> bool:
    """Whether paragraphs of a style are captions."""
    return name.casefold() in STYLES


def as_caption(node: Node) -> Node:
    """A paragraph that was set as a caption."""
    return {**node, "attrs": {**node.get("attrs", {}), CAPTION: True}} if node["type"] == "paragraph" else node


def unlabelled(content: list[Node]) -> list[Node]:
    """The runs of a caption without "Figure 3: "."""
    words = "".join(run["text"] if run["type"] == "text" else "\ufffc" for run in content)
    found = _LABEL.match(words)
    left = found.end() if found and found.end() < len(words) else 0
    out = []
    for run in content:
        cut = min(left, len(run["text"])) if run["type"] == "text" else 0
        left -= cut
        if run["type"] != "text" or cut < len(run["text"]):
            out.append({**run, "text": run["text"][cut:]} if cut else run)
    return out


def together(before: Node, node: Node) -> Node | None:
    """Two neighbours as one, where one of them is the caption of the other: below a picture, above a table."""
    below = before["type"] == "figure" and not before.get("content") and not _OF_TABLE.match(plain(node))
    if node.get("attrs", {}).get(CAPTION) and below:
        return _with_caption(before, node)
    if node["type"] == "table" and before.get("attrs", {}).get(CAPTION) and "caption" not in node.get("attrs", {}):
        return _with_words(node, before)
    return None


def one_figure(blocks: list[Node], said: list[Node]) -> list[Node]:
    """One figure of a picture and the paragraphs said with it, unless they are said of the table that follows.

    Nothing where it is anything else.
    """
    if [one["type"] for one in blocks] != ["figure"] or any(one["type"] != "paragraph" for one in said):
        return []
    if said and _OF_TABLE.match(plain(said[0])):
        return [*blocks, as_caption(said[0]), *said[1:]]
    runs: list[Node] = []
    for one in said:
        runs += [*([{"type": "hard_break"}] if runs else []), *one.get("content", [])]
    return [_with_caption(blocks[0], {"type": "paragraph", "content": runs})]


def _with_caption(figure: Node, caption: Node) -> Node:
    change = caption.get("attrs", {}).get("change")
    attrs = {**figure["attrs"], **({"change": change} if change and "change" not in figure["attrs"] else {})}
    words = unlabelled(caption.get("content", []))
    return {"type": "figure", "attrs": attrs, **({"content": words} if words else {})}


def _with_words(table: Node, caption: Node) -> Node | None:
    """A table's caption is plain words: one in which changes are marked stays a paragraph."""
    runs = unlabelled(caption.get("content", []))
    tracked = any(mark["type"] in KINDS for run in runs for mark in run.get("marks", []))
    words = " ".join(plain({"type": "paragraph", "content": runs}).split())
    if tracked or "change" in caption["attrs"] or not words or len(words) > 300:
        return None
    return {**table, "attrs": {**table.get("attrs", {}), "caption": words}}


def settled(blocks: list[Node]) -> list[Node]:
    """Blocks inside another one: captions with what they are of, other paragraphs as they were."""
    out: list[Node] = []
    for node in blocks:
        both = together(out[-1], node) if out else None
        out[len(out) - bool(both) :] = [both or node]
    return [plainly(node) for node in out]


def plainly(node: Node) -> Node:
    """A paragraph that turned out to be no caption of anything."""
    if CAPTION not in node.get("attrs", {}):
        return node
    attrs = {key: value for key, value in node["attrs"].items() if key != CAPTION}
    return {key: value for key, value in {**node, "attrs": attrs}.items() if value or key != "attrs"}


def wanted(blocks: list[Node]) -> list[str]:
    """The names of the pictures that figures show, each once, in order."""
    found: dict[str, None] = {}
    for node in blocks:
        if node["type"] == "figure" and (name := node["attrs"].get("picture")):
            found[name] = None
        if node["type"] not in TEXTBLOCKS:
            found |= dict.fromkeys(wanted(node.get("content", [])))
    return list(found)


def pictured(node: Node, pictures: Mapping[str, Mapping[str, Any]]) -> Node | None:
    """A block whose figures show the pictures that were kept (`file`, `width`, `height` by name).

    Of a figure without its picture the words stay: its caption, else what was said of it; None where it has neither.
    """
    if node["type"] == "figure":
        return _figure(node, pictures)
    if node["type"] in TEXTBLOCKS or "content" not in node:
        return node
    kids = [made for kid in node["content"] if (made := pictured(kid, pictures)) is not None]
    if not kids and node["type"] in {"list_item", "table_cell", "table_header"}:
        kids = [{"type": "paragraph"}]
    return {**node, "content": kids} if kids else None


def _figure(node: Node, pictures: Mapping[str, Mapping[str, Any]]) -> Node | None:
    attrs = dict(node["attrs"])
    kept = pictures.get(attrs.pop("picture", ""))
    if kept is not None:
        return {**node, "attrs": {**attrs, **kept}}
    change = {"attrs": {"change": attrs["change"]}} if "change" in attrs else {}
    words = node.get("content") or ([{"type": "text", "text": f"[{attrs['alt']}]"}] if attrs.get("alt") else [])
    return {"type": "paragraph", **change, "content": words} if words else None
