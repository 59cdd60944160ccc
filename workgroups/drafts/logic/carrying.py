"""An edit that was made on a poorer view of a block, carried over to the block itself.

A file or a plain form does not show all that a block holds (the language of a passage, a list in a cell). Compared are
the view as it was and the view as it is; what was not shown stays with the words on which it stood.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from workgroups.drafts.logic import tracked
from workgroups.drafts.logic.blocks import canonical
from workgroups.drafts.logic.proposals import bare
from workgroups.drafts.logic.schema import TEXTBLOCKS, Node, plain


def carry(base: Node, seen: Node, made: Node) -> Node:
    """`base` as somebody changed `seen`, the view of it, into `made`."""
    if _said(seen) == _said(made):
        return base
    attrs = dict(base.get("attrs", {}))
    was, now = seen.get("attrs", {}), made.get("attrs", {})
    for key in (was.keys() | now.keys()) - {"id"}:
        if was.get(key) != now.get(key):
            attrs[key] = now.get(key)
    kind = base["type"] if seen["type"] == made["type"] else made["type"]
    if kind != base["type"]:
        attrs = {**({"id": attrs["id"]} if "id" in attrs else {}), **now}
    kept = {key: value for key, value in attrs.items() if value is not None}
    kids = _kids(base, seen, made) if kind == base["type"] or _both_texts(base, made) else made.get("content", [])
    return {"type": kind, **({"attrs": kept} if kept else {}), **({"content": kids} if kids else {})}


def carried(base: Node, seen: list[Node], made: list[Node]) -> list[Node]:
    """The same where one block may have become several, or none: the most like it is what it became."""
    if len(seen) != 1 or not made:
        return made
    at = heir(seen[0], made)
    return [*made[:at], carry(base, seen[0], made[at]), *made[at + 1 :]]


def heir(old: Node, new: list[Node]) -> int:
    """Which of several blocks goes on as the old one: of its kind if there is any, most like it, else the first."""
    words = plain(old).split()

    def likeness(at: int) -> tuple[bool, float, int]:
        alike = SequenceMatcher(None, words, plain(new[at]).split(), autojunk=False).ratio() if len(new) > 1 else 1
        return new[at]["type"] == old["type"], alike, -at

    return max(range(len(new)), key=likeness)


def with_ids_of(old: Node, new: Node) -> Node:
    """The new block, its inner blocks with the ids of those in the old one that they are or became."""
    attrs = {**new.get("attrs", {})}
    if "id" in old.get("attrs", {}) and old["type"] == new["type"]:
        attrs.setdefault("id", old["attrs"]["id"])
    out = {**new, **({"attrs": attrs} if attrs else {})}
    if new["type"] in TEXTBLOCKS or not new.get("content"):
        return out
    before, kids = old.get("content", []), list(new["content"])
    for i, k in _pairs(before, kids):
        kids[k] = with_ids_of(before[i], kids[k])
    return {**out, "content": kids}


def _said(node: Node) -> str:
    return canonical(bare(node))


def _both_texts(one: Node, other: Node) -> bool:
    return one["type"] in TEXTBLOCKS and other["type"] in TEXTBLOCKS


def _kids(base: Node, seen: Node, made: Node) -> list[Node]:
    if _both_texts(base, made):
        return tracked.joined(list(_runs(*(one.get("content", []) for one in (base, seen, made)))))
    whole, view, new = (one.get("content", []) for one in (base, seen, made))
    if len(whole) != len(view) or base["type"] in TEXTBLOCKS:
        return list(new)  # the view is too poor to say which is which
    out = list(new)
    for i, k in _pairs(view, new):
        out[k] = carry(whole[i], view[i], new[k])
    return out


def _pairs(old: list[Node], new: list[Node]) -> Iterator[tuple[int, int]]:
    """Places of children that stayed, or that stand where one of their kind stood."""
    left, right = [_said(one) for one in old], [_said(one) for one in new]
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for at, place in zip(range(i, j), range(k, m), strict=False):
            if tag == "equal" or old[at]["type"] == new[place]["type"]:
                yield at, place


def _runs(base: list[Node], seen: list[Node], made: list[Node]) -> Iterator[Node]:
    """Word by word: what stayed in the view is what it was in the block, with what follows it there unseen."""
    whole, view, new = (list(tracked.pieces(one)) for one in (base, seen, made))
    place = _matched([_word(one) for one in view], [_word(one) for one in whole])
    stayed = _matched([_exact(one) for one in new], [_exact(one) for one in view])
    restyled = _matched([_word(one) for one in new], [_word(one) for one in view])
    shown = set(place.values())
    yield from _unseen(whole, -1, shown)
    for at, piece in enumerate(new):
        here = place.get(stayed.get(at, restyled.get(at, -1)))
        if here is None:
            yield piece
            continue
        yield whole[here] if at in stayed else _restyled(whole[here], view[restyled[at]], piece)
        yield from _unseen(whole, here, shown)


def _unseen(whole: list[Node], after: int, shown: set[int]) -> Iterator[Node]:
    for at in range(after + 1, len(whole)):
        if at in shown:
            return
        yield whole[at]


def _restyled(whole: Node, view: Node, piece: Node) -> Node:
    """A word that got other marks: those, and what the view never showed."""
    if piece["type"] != "text":
        return piece
    seen = [mark["type"] for mark in view.get("marks", [])]
    hidden = [mark for mark in whole.get("marks", []) if mark["type"] not in seen]
    marks = [*piece.get("marks", []), *hidden]
    return {"type": "text", "text": whole["text"], **({"marks": marks} if marks else {})}


def _matched(left: list[str], right: list[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return {one.a + step: one.b + step for one in blocks for step in range(one.size)}


def _word(piece: Node) -> str:
    return (piece["text"].strip() or " ") if piece["type"] == "text" else f"<{piece['type']}>"


def _exact(piece: Node) -> str:
    marks: Any = sorted(canonical(mark) for mark in piece.get("marks", []))
    return canonical([_word(piece), marks, piece.get("attrs", {})])
