"""Brings a document to a given content by as few new operations as it takes: what is the same is not touched."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import schema
from workgroups.drafts.logic.words import WORDS

Part = tuple[str, list[schema.Node]]
"""A shared child as a name by which it is known again, and its nodes (the runs of a text, or one element)."""
MOST = 40_000
"""Pairs of children in one line that are weighed; beyond, they are compared by name."""


def bring_to(doc: Doc[Any], content: schema.Node) -> None:
    """Write on the document until it reads as `content`; blocks keep their ids, texts the places that anchors hold."""
    with doc.transaction():
        _reconcile(ydoc.root(doc), content.get("content", []))


def become(doc: Doc[Any], index: int, node: schema.Node) -> None:
    """Write on a top-level block until it reads as `node`, which is of its kind; the block itself stays."""
    with doc.transaction():
        child = ydoc.root(doc).children[index]
        _become(child, ydoc.read_node(child), [node])


def mend(doc: Doc[Any], index: int, nodes: list[schema.Node]) -> None:
    """Bring one top-level block to these nodes; texts that stay are not written anew, so no word can double."""
    with doc.transaction():
        fragment = ydoc.root(doc)
        old, new = _part(fragment.children[index]), list(_parts(nodes))
        stays = bool(new) and bool(old[1]) and new[0][1][0]["type"] == old[1][0]["type"] != "text"
        for _name_of, made in reversed(new[stays:]):
            ydoc.fill(fragment, made, index + 1)
        if stays:
            _become(fragment.children[index], old[1], new[0][1])
        else:
            del fragment.children[index]


def _reconcile(parent: XmlFragment | XmlElement, nodes: list[schema.Node]) -> None:
    """From the end, so that places before stay right."""
    old, new = [_part(child) for child in parent.children], list(_parts(nodes))
    upto, until = len(old), len(new)
    for i, k in [*reversed(_pairs(old, new)), (-1, -1)]:
        for _name, made in reversed(new[k + 1 : until]):
            ydoc.fill(parent, made, upto)
        if i + 1 < upto:
            del parent.children[i + 1 : upto]
        if i >= 0:
            _become(parent.children[i], old[i][1], new[k][1])
        upto, until = i, k


def _pairs(old: list[Part], new: list[Part]) -> list[tuple[int, int]]:
    """Which old child goes on as which new one, in order."""
    if len(old) * len(new) <= MOST and all(map(_is_inline, (*old, *new))):
        return _heaviest(old, new)
    codes = SequenceMatcher(None, [name for name, _ in old], [name for name, _ in new], autojunk=False).get_opcodes()
    both = [(i, k, j - i if tag == "equal" else _common(old[i:j], new[k:m])) for tag, i, j, k, m in codes]
    return [(i + at, k + at) for i, k, count in both for at in range(count)]


def _is_inline(part: Part) -> bool:
    return all(node["type"] in schema.INLINES for node in part[1])


def _heaviest(old: list[Part], new: list[Part]) -> list[tuple[int, int]]:
    """The pairs in a line of words and signs that keep most words in the texts in which they stand."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    weights = [[_weight(one, other) for other in new] for one in old]
    for i in reversed(range(len(old))):
        for k in reversed(range(len(new))):
            with_both = best[i + 1][k + 1] + weights[i][k] if weights[i][k] else 0
            best[i][k] = max(with_both, best[i + 1][k], best[i][k + 1])
    pairs, i, k = [], 0, 0
    while i < len(old) and k < len(new):
        if weights[i][k] and best[i][k] == best[i + 1][k + 1] + weights[i][k]:
            pairs.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return pairs


def _weight(old: Part, new: Part) -> int:
    (was, nodes), (now, made) = old, new
    if was.split(":")[0] != now.split(":")[0]:
        return 0
    if was != "text:":
        return 3 if nodes == made else 1
    words = [Counter(word for run in runs for word in WORDS.findall(run["text"])) for runs in (nodes, made)]
    return 1 + (words[0] & words[1]).total()


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
    was, now = [word for word, _ in old], [word for word, _ in new]
    starts = [0]
    for word in was:
        starts.append(starts[-1] + len(word.encode()))
    for tag, i, j, k, m in reversed(SequenceMatcher(None, was, now, autojunk=False).get_opcodes()):
        if tag == "equal":
            _restyle(text, starts[i : j + 1], old[i:j], new[k:m])
            continue
        if i < j:
            del text[starts[i] : starts[j]]
        for word, marks in reversed(new[k:m]):
            text.insert(starts[i], word, marks)


def _restyle(text: XmlText, starts: list[int], old: list[tuple[str, Any]], new: list[tuple[str, Any]]) -> None:
    """Give words that stayed their new marks, neighbours with the same change at once."""
    changes = [
        {name: None for name in before if name not in after} | {n: v for n, v in after.items() if before.get(n) != v}
        for (_word, before), (_same, after) in zip(old, new, strict=True)
    ]
    at = 0
    for change, run in groupby(changes):
        end = at + len(list(run))
        if change:
            text.format(starts[at], starts[end], change)
        at = end


def _marks(run: schema.Node) -> dict[str, Any]:
    return {mark["type"]: mark.get("attrs", {}) for mark in run.get("marks", [])}
