"""Blocks of a draft: their ids, their fingerprints, the document's canonical form."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from typing import Any

from workgroups.drafts.logic.schema import BLOCKS, Node

Path = tuple[int, ...]
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def new_id() -> str:
    """A block id: twelve letters and digits (62 bits), short in every update that carries one."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def canonical(value: Any) -> str:
    """Canonical JSON: keys sorted, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(value: Any) -> str:
    """SHA-256 of canonical JSON in UTF-8."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def missing_ids(doc: Node) -> Iterator[tuple[Path, str]]:
    """Where an id is missing or given twice, and a new one; the first in document order keeps it."""
    seen: set[str] = set()
    stack: list[tuple[Path, Node]] = [((), doc)]
    while stack:
        path, node = stack.pop()
        if node["type"] in BLOCKS:
            given = node.get("attrs", {}).get("id")
            if given is None or given in seen:
                given = new_id()
                yield path, given
            seen.add(given)
        stack.extend(reversed([((*path, at), kid) for at, kid in element_children(node)]))


def element_children(node: Node) -> list[tuple[int, Node]]:
    """Children that are elements, with their index among the shared types (runs of text count once)."""
    found, at, in_text = [], 0, False
    for kid in node.get("content", []):
        if kid["type"] == "text":
            at += not in_text
            in_text = True
        else:
            found.append((at, kid))
            at, in_text = at + 1, False
    return found


def with_ids(nodes: list[Node]) -> list[Node]:
    """Blocks for a new text, each with an id of its own."""
    doc: Node = {"type": "doc", "content": nodes}
    given = dict(missing_ids(doc))

    def walk(node: Node, path: Path) -> Node:
        out = dict(node)
        if path in given:
            out["attrs"] = {**node.get("attrs", {}), "id": given[path]}
        if "content" in node:
            places = iter(element_children(node))
            out["content"] = [
                kid if kid["type"] == "text" else walk(kid, (*path, next(places)[0])) for kid in node["content"]
            ]
        return out

    return list(walk(doc, ())["content"])


def block_by_id(doc: Node, block_id: str) -> tuple[int, Node] | None:
    """A top-level block and its place."""
    for index, block in enumerate(doc.get("content", [])):
        if block.get("attrs", {}).get("id") == block_id:
            return index, block
    return None
