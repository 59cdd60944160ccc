"""Brings a document to a given content by as few new operations as it takes: what is the same is not touched."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import schema
from workgroups.drafts.logic.words import WORDS

Part = tuple[str, list[schema.Node]]
"""A shared child as a name by which it is known again, and its nodes (the runs of a text, or one element)."""


def bring_to(doc: Doc[Any], content: schema.Node) -> None:
    """Write on the document until it reads as `content`; blocks keep their ids, texts the places that anchors hold."""
    with doc.transaction():
        _reconcile(ydoc.root(doc), content.get("content", []))


def _reconcile(parent: XmlFragment | XmlElement, nodes: list[schema.Node]) -> None:
    old, new = [_part(child) for child in parent.children], list(_parts(nodes))
    codes = SequenceMatcher(None, [name for name, _ in old], [name for name, _ in new], autojunk=False).get_opcodes()
    for tag, i, j, k, m in reversed(codes):
        both = j - i if tag == "equal" else _common(old[i:j], new[k:m])
        for _name, made in reversed(new[k + both : m]):
            ydoc.fill(parent, made, j)
        if i + both < j:
            del parent.children[i + both : j]
        for at in reversed(range(both)):
            _become(parent.children[i + at], old[i + at][1], new[k + at][1])


def _common(old: list[Part], new: list[Part]) -> int:
    """How many at the start of both are of one kind without a name of their own, and so may become each other."""
    both = 0
    for (was, nodes), (now, made) in zip(old, new, strict=False):
        named = any("id" in node.get("attrs", {}) for node in (*nodes, *made))
        if named or not nodes or nodes[0]["type"] != made[0]["type"] or was.split(":")[0] != now.split(":")[0]:
            break
        both += 1
    return both


def _part(child: Any) -> Part:
    nodes = ydoc.read_node(child)
    return (_name(nodes), nodes) if nodes else ("text:", [])


def _parts(nodes: list[schema.Node]) -> Iterator[Part]:
    runs: list[schema.Node] = []
    for node in nodes:
        if node["type"] == "text":
            runs.append(node)
            continue
        if runs:
            yield _name(runs), runs
            runs = []
        yield _name([node]), [node]
    if runs:
        yield _name(runs), runs


def _name(nodes: list[schema.Node]) -> str:
    first = nodes[0]
    if first["type"] == "text":
        return "text:"
    known = first.get("attrs", {}).get("id")
    return f"{first['type']}:{known or schema.plain(first)}"


def _become(child: Any, old: list[schema.Node], new: list[schema.Node]) -> None:
    if old == new:
        return
    if isinstance(child, XmlText):
        _edit(child, new)
        return
    wanted = new[0].get("attrs", {})
    for key, _value in ydoc.attributes_of(child):
        if key not in wanted:
            del child.attributes[key]
    for key, value in wanted.items():
        if child.attributes.get(key) != value:
            child.attributes[key] = value
    _reconcile(child, new[0].get("content", []))


def _edit(text: XmlText, runs: list[schema.Node]) -> None:
    """Word by word, from the end, so that places before stay right; pycrdt counts UTF-8 bytes."""
    old = [(word, marks or {}) for value, marks in text.diff() for word in WORDS.findall(value)]
    new = [(word, _marks(run)) for run in runs for word in WORDS.findall(run["text"])]
    was, now = ([(word, repr(sorted(marks.items(), key=repr))) for word, marks in side] for side in (old, new))
    starts = [0]
    for word, _marks_of in old:
        starts.append(starts[-1] + len(word.encode()))
    for tag, i, j, k, m in reversed(SequenceMatcher(None, was, now, autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        if [word for word, _ in old[i:j]] == [word for word, _ in new[k:m]]:
            _restyle(text, starts[i:j], old[i:j], new[k:m])
            continue
        if i < j:
            del text[starts[i] : starts[j]]
        for word, marks in reversed(new[k:m]):
            text.insert(starts[i], word, marks)


def _restyle(text: XmlText, starts: list[int], old: list[tuple[str, Any]], new: list[tuple[str, Any]]) -> None:
    for start, (word, before), (_same, after) in zip(starts, old, new, strict=True):
        change = {name: None for name in before if name not in after} | after
        text.format(start, start + len(word.encode()), change)


def _marks(run: schema.Node) -> dict[str, Any]:
    return {mark["type"]: mark.get("attrs", {}) for mark in run.get("marks", [])}
