"""Text with its changes in it: what came and what went, by whom; settled one way or the other it is plain text again.

A tracked block is ProseMirror JSON in which a run of text may carry the mark `insertion` or `deletion` and a block the
attribute `change`, with author and date (ISO, UTC). The schema of drafts knows neither: tracked text is never stored
in a document.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from workgroups.drafts.logic.schema import TEXTBLOCKS, Node

Kind = Literal["insertion", "deletion"]
KINDS: tuple[Kind, Kind] = ("insertion", "deletion")
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changed something, and when (ISO, UTC; empty where nobody knows)."""

    author: str
    date: str = ""


Taken = Callable[[Kind, Hand], bool]
"""Whether a change is taken as made: an insertion stays, a deletion goes."""


def weave(old: Node, new: Node, hand: Hand) -> list[Node]:
    """Both states of a block as tracked text: one block where its shape stayed, else the old one and the new one."""
    if old == new:
        return [new]
    if old["type"] in TEXTBLOCKS and old["type"] == new["type"]:
        return [{**new, "content": list(_words(old.get("content", []), new.get("content", []), hand))}]
    if old["type"] == new["type"] and _same_shape(old, new):
        kids = [weave(a, b, hand) for a, b in zip(old["content"], new["content"], strict=True)]
        return [{**new, "content": [one for kid in kids for one in kid]}]
    return [whole(old, "deletion", hand), whole(new, "insertion", hand)]


def _same_shape(old: Node, new: Node) -> bool:
    before, after = old.get("content", []), new.get("content", [])
    return bool(before) and [one["type"] for one in before] == [one["type"] for one in after]


def whole(block: Node, kind: Kind, hand: Hand) -> Node:
    """A block all of which came or went."""
    change = {"kind": kind, **asdict(hand)}
    if block["type"] == "text" or "content" not in block:
        return _marked(block, change) if block["type"] == "text" else _changed(block, change)
    return _changed({**block, "content": [whole(one, kind, hand) for one in block["content"]]}, change)


def _changed(block: Node, change: Node) -> Node:
    return {**block, "attrs": {**block.get("attrs", {}), "change": change}}


def _marked(run: Node, change: Node) -> Node:
    attrs = {"author": change["author"], "date": change["date"]}
    return {**run, "marks": [*run.get("marks", []), {"type": change["kind"], "attrs": attrs}]}


def _words(old: list[Node], new: list[Node], hand: Hand) -> Iterator[Node]:
    before, after = list(pieces(old)), list(pieces(new))
    for tag, i, j, k, m in SequenceMatcher(None, _keys(before), _keys(after), autojunk=False).get_opcodes():
        if tag == "equal":
            yield from joined(after[k:m])
        else:
            yield from (whole(one, "deletion", hand) for one in joined(before[i:j]))
            yield from (whole(one, "insertion", hand) for one in joined(after[k:m]))


def _keys(pieces: list[Node]) -> list[str]:
    return [repr((one["type"], one.get("text"), one.get("marks"), one.get("attrs"))) for one in pieces]


def pieces(content: list[Node]) -> Iterator[Node]:
    """Words, spaces and signs, each a run of its own; whatever is no text stands for itself."""
    for node in content:
        if node["type"] == "text":
            yield from ({**node, "text": piece} for piece in _PIECES.findall(node["text"]))
        else:
            yield node


def joined(runs: list[Node]) -> list[Node]:
    """Neighbouring runs with the same marks as one."""
    out: list[Node] = []
    for run in runs:
        if out and run["type"] == out[-1]["type"] == "text" and run.get("marks", []) == out[-1].get("marks", []):
            out[-1] = {**out[-1], "text": out[-1]["text"] + run["text"]}
        else:
            out.append(run)
    return out


def settle(node: Node, taken: Taken) -> Node | None:
    """The plain block, the changes that `taken` names made and no other; None when nothing of it is left."""
    attrs = dict(node.get("attrs", {}))
    change = attrs.pop("change", None)
    marks, hands = _split(node)
    hands += [(change["kind"], Hand(change["author"], change["date"]))] if change else []
    if not all(_stays(kind, taken(kind, hand)) for kind, hand in hands):
        return None
    out: Node = {"type": node["type"]}
    if attrs:
        out["attrs"] = attrs
    if node["type"] == "text":
        return {**out, "text": node["text"], **({"marks": marks} if marks else {})}
    kept = list(_settled(node.get("content", []), taken))
    if node.get("content") and not kept and node["type"] not in TEXTBLOCKS:
        return None
    return {**out, "content": joined(kept)} if kept else out


def _settled(kids: list[Node], taken: Taken) -> Iterator[Node]:
    """What is left of a block's content; where something went from between two spaces, one of them stays."""
    spaced = gone = False
    for kid in kids:
        one = settle(kid, taken)
        gone = gone or one is None
        if one is None:
            continue
        words = one.get("text", "")
        if gone and spaced and words.startswith(" "):
            one = {**one, "text": words[1:]}
        if one.get("text", "x"):
            spaced, gone = words.endswith(" "), False
            yield one


def _stays(kind: Kind, taken: bool) -> bool:  # noqa: FBT001
    return taken if kind == "insertion" else not taken


def _split(node: Node) -> tuple[list[Any], list[tuple[Kind, Hand]]]:
    """The marks that a draft knows, and the changes."""
    marks, hands = [], []
    for mark in node.get("marks", []):
        if mark["type"] in KINDS:
            hands.append((mark["type"], Hand(mark["attrs"].get("author", ""), mark["attrs"].get("date", ""))))
        else:
            marks.append(mark)
    return marks, hands


def hands_in(node: Node) -> set[Hand]:
    """Everybody who changed something in a block (their latest instant is not looked for: one `Hand` an author)."""
    found = {Hand(hand.author) for _kind, hand in _split(node)[1]}
    if change := node.get("attrs", {}).get("change"):
        found.add(Hand(change["author"]))
    for kid in node.get("content", []):
        found |= hands_in(kid)
    return found


def nobody(_kind: Kind, _hand: Hand) -> bool:
    """The text as it was before all changes."""
    return False


def everybody(_kind: Kind, _hand: Hand) -> bool:
    """The text with all changes made."""
    return True


def only(author: str) -> Taken:
    """The text with the changes of one author made."""
    return lambda _kind, hand: hand.author == author


def words_changed(node: Node) -> tuple[int, int]:
    """How many words came and went in a block."""
    counts = {"insertion": 0, "deletion": 0}
    for kind, _hand in _split(node)[1]:
        counts[kind] += len(str(node.get("text", "")).split())
    for kid in node.get("content", []):
        came, went = words_changed(kid)
        counts["insertion"] += came
        counts["deletion"] += went
    return counts["insertion"], counts["deletion"]
