"""The one document schema: what a draft may hold, checked and repaired on ProseMirror JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from workgroups.drafts.logic.limits import DEPTH, HREF

Node = dict[str, Any]

CONTRACT: Final[dict[str, Any]] = json.loads(Path(__file__).with_name("schema.json").read_text("utf-8"))
VERSION: Final[int] = CONTRACT["version"]
ROOT: Final[str] = CONTRACT["root"]
NODES: Final[dict[str, Any]] = CONTRACT["nodes"]
MARKS: Final[dict[str, Any]] = CONTRACT["marks"]
ELEMENTS: Final = frozenset(NODES) - {"doc", "text"}
BLOCKS: Final = frozenset(name for name, spec in NODES.items() if spec.get("group") == "block")
INLINES: Final = frozenset(name for name, spec in NODES.items() if spec.get("group") == "inline")
TEXTBLOCKS: Final = frozenset(name for name, spec in NODES.items() if spec.get("content") == "inline*")
ATTRIBUTES: Final = frozenset(name for spec in NODES.values() for name in spec.get("attrs", {}))

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_FILE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_UNSPOKEN = re.compile(r"[\x00-\x1f\x7f]")
_HREF = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\x7f<>\"]+\Z", re.IGNORECASE)


class Unknown(ValueError):  # noqa: N818
    """The tree names a node, mark or attribute that the schema does not have, or a value it does not allow."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a content expression: these names, at least `least` times, and more when `many`."""

    names: frozenset[str]
    least: int
    many: bool


@cache
def terms(name: str) -> tuple[Term, ...]:
    """The content expression of a node as terms in order."""
    parts = []
    for group, word, sign in re.findall(r"(?:\(([^)]*)\)|(\w+))([+*]?)", NODES[name].get("content", "")):
        names: set[str] = set()
        for one in re.split(r"\s*\|\s*", group.strip() or word):
            names |= {"block": BLOCKS, "inline": INLINES}.get(one, frozenset({one}))
        parts.append(Term(frozenset(names), 0 if sign == "*" else 1, sign != ""))
    return tuple(parts)


def fits(name: str, kids: list[str]) -> bool:
    """Whether children of these names, in this order, satisfy the node's content expression."""
    at = 0
    for term in terms(name):
        taken = 0
        while at < len(kids) and kids[at] in term.names and (term.many or not taken):
            at, taken = at + 1, taken + 1
        if taken < term.least:
            return False
    return at == len(kids)


def is_href(value: object) -> bool:
    """Whether a link may point there: http, https or mailto, nothing that a browser runs."""
    return isinstance(value, str) and len(value) <= HREF and bool(_HREF.match(value))


def is_tag(value: object) -> bool:
    """Whether it can name a language (BCP 47)."""
    return isinstance(value, str) and len(value) <= 35 and bool(_TAG.match(value))


def mark_attrs(name: str, value: object) -> dict[str, str]:
    """The attributes of a mark as stored in Yjs; raises `Unknown` for what the schema does not have."""
    if name not in MARKS or not isinstance(value, dict):
        raise Unknown(f"mark {name!r}")
    for key, allows in {"link": [("href", is_href)], "lang": [("lang", is_tag)]}.get(name, []):
        if not allows(value.get(key)) or any(value[other] is not None for other in value.keys() - {key}):
            raise Unknown(f"{key} of {name}")
        return {key: value[key]}
    if value:
        raise Unknown(f"attributes of {name}")
    return {}


def attr_value(node: str, key: str, value: object) -> str | int | None:
    """One attribute of a node, normalised; raises `Unknown` for a foreign key or a value out of range."""
    spec = NODES[node].get("attrs", {}).get(key)
    if spec is None:
        raise Unknown(f"attribute {key!r} of {node}")
    if value is None:
        return None
    if spec["kind"] != "int":
        if isinstance(value, str) and _is_kind(value, spec):
            return value
    elif isinstance(value, int | float | str) and not isinstance(value, bool):
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        if text.isdecimal() and len(text) < 6 and spec["min"] <= int(text) <= spec["max"]:
            return int(text)
    raise Unknown(f"value of {key} in {node}")


def _is_kind(value: str, spec: dict[str, Any]) -> bool:
    if spec["kind"] == "words":
        return len(value) <= spec["max"] and not _UNSPOKEN.search(value)
    return bool((_FILE if spec["kind"] == "file" else _ID).match(value))


def normal(node: Node, depth: int = 0) -> Node:
    """The node with names, marks and attributes checked and normalised; content order is not judged here."""
    name = node.get("type")
    if name == "text":
        return _normal_text(node)
    if name not in ELEMENTS and not (name == "doc" and depth == 0):
        raise Unknown(f"node {name!r}")
    if depth > DEPTH:
        raise Unknown("nested too deeply")
    attrs = {key: attr_value(name, key, value) for key, value in node.get("attrs", {}).items()}
    for key, spec in NODES[name].get("attrs", {}).items():
        if attrs.get(key) is None:
            attrs[key] = spec.get("default")
    out: Node = {"type": name}
    if kept := {key: value for key, value in attrs.items() if value is not None}:
        out["attrs"] = kept
    if content := [normal(child, depth + 1) for child in node.get("content", [])]:
        out["content"] = content
    return out


def _normal_text(node: Node) -> Node:
    text = node.get("text")
    if not isinstance(text, str) or not text:
        raise Unknown("empty text")
    given = {mark["type"]: mark_attrs(mark["type"], mark.get("attrs", {})) for mark in node.get("marks", [])}
    marks = [{"type": m, "attrs": given[m]} if given[m] else {"type": m} for m in MARKS if m in given]
    return {"type": "text", "text": text, **({"marks": marks} if marks else {})}


def repaired(node: Node) -> Node | None:
    """The node with its content model restored and no word lost; None when nothing of it can stand.

    A merge of two valid edits can leave a list without items or a row without cells.
    """
    name = node["type"]
    if "content" not in NODES[name]:
        return node
    kids = [kid for child in node.get("content", []) if (kid := repaired(child)) is not None]
    if name in TEXTBLOCKS:
        return _with(node, [inline for kid in kids for inline in _inlines(kid)])
    kids = list(_fitted(name, kids))
    first = terms(name)[0]
    if not kids or kids[0]["type"] not in first.names:
        if name in {"doc", "table_cell", "table_header"} or (name == "list_item" and kids):
            return _with(node, [{"type": "paragraph"}, *kids])
        if name == "list_item":
            return _with(node, [{"type": "paragraph"}])
        return None
    return _with(node, kids)


def _fitted(parent: str, kids: list[Node]) -> Iterator[Node]:
    """Children wrapped, where needed, in what the parent may hold."""
    allowed = frozenset().union(*(term.names for term in terms(parent)))
    for is_inline, run in groupby(kids, key=lambda kid: kid["type"] in INLINES):
        kids_of_run = list(run)
        if is_inline:
            kids_of_run = [{"type": "paragraph", "content": [one for kid in kids_of_run for one in _inlines(kid)]}]
        for kid in kids_of_run:
            yield from _wrapped(kid, allowed)


def _wrapped(kid: Node, allowed: frozenset[str]) -> Iterator[Node]:
    around = {"list_item": "bullet_list", "table_cell": "table_row", "table_header": "table_row", "table_row": "table"}
    if kid["type"] in allowed:
        yield kid
    elif kid["type"] in around:
        yield from _wrapped({"type": around[kid["type"]], "content": [kid]}, allowed)
    elif "list_item" in allowed:
        inner = [kid] if kid["type"] == "paragraph" else [{"type": "paragraph"}, kid]
        yield {"type": "list_item", "content": inner}
    elif "table_cell" in allowed:
        yield {"type": "table_cell", "content": [kid]}
    elif "table_row" in allowed:
        yield {"type": "table_row", "content": [{"type": "table_cell", "content": [kid]}]}


def _inlines(node: Node) -> Iterator[Node]:
    if node["type"] in INLINES:
        yield _with(node, [])
    for child in node.get("content", []):
        yield from _inlines(child)


def _with(node: Node, content: list[Node]) -> Node:
    out = {key: value for key, value in node.items() if key != "content"}
    return {**out, "content": content} if content else out


def plain(node: Node) -> str:
    """The words of a node; block ends and hard breaks become line breaks, a footnote stands in brackets."""
    if node["type"] == "text":
        return str(node["text"])
    attrs, parts = node.get("attrs", {}), [plain(child) for child in node.get("content", [])]
    if node["type"] == "hard_break":
        return "\n" + "".join(parts)
    if node["type"] == "footnote" and attrs.get("words"):
        return f" ({attrs['words']})" + "".join(parts)
    if node["type"] == "table" and attrs.get("caption"):
        parts.insert(0, attrs["caption"])
    return "".join(parts) if node["type"] in TEXTBLOCKS | INLINES else "\n".join(parts)


def spoken(node: Node) -> str:
    """The words of a node and what its pictures say: for search."""
    said = [plain(node)]
    said += [one["attrs"]["alt"] for one in walk(node) if one["type"] == "figure" and one.get("attrs", {}).get("alt")]
    return "\n".join(said)


def walk(node: Node) -> Iterator[Node]:
    """Every node in document order, parents first; depth is bounded by what was accepted."""
    yield node
    for child in node.get("content", []):
        yield from walk(child)


def version_of(doc: Node) -> int:
    """The lowest version of the schema that knows everything in a document."""
    found = 1
    for node in walk(doc):
        spec = NODES.get(node["type"], {})
        given = (spec["attrs"][key] for key in node.get("attrs", {}) if key in spec.get("attrs", {}))
        marks = (MARKS[mark["type"]] for mark in node.get("marks", []))
        found = max([found, spec.get("since", 1), *(one.get("since", 1) for one in (*given, *marks))])
    return found
