"""Tracked ends of paragraphs: a file says that an end came or went, which is a paragraph cut in two, or two made one.

(ECMA-376, part 1, 17.13.5.15 and 17.13.5.20.) Words that stay are said in both states: the paragraph before the end
also holds what followed it, as words that went or came, and the paragraph after it came or went as a whole.
"""

from collections.abc import Iterator
from typing import Any, Final

from workgroups.drafts.logic.schema import TEXTBLOCKS, Node

END: Final = "end"
"""The attribute of a block whose end came or went while words of it stay, until it is `settled`."""
_OTHER = {"insertion": "deletion", "deletion": "insertion"}


def as_told(block: Node, change: dict[str, Any]) -> Node:
    """A paragraph whose end changed: all of it where all its words changed so, else only its end."""
    runs = block.get("content", [])
    whole = all(_has(run, change["kind"]) for run in runs)
    return {**block, "attrs": {**block.get("attrs", {}), "change" if whole else END: change}}


def settled(blocks: list[Node]) -> None:
    """Say each changed end in words, in place, the last first."""
    texts = list(_texts(blocks, 0))
    for at in reversed(range(len(texts))):
        place, block = texts[at]
        change = block.get("attrs", {}).pop(END, None)
        if change and at + 1 < len(texts) and texts[at + 1][0] == place:
            _say(block, texts[at + 1][1], change)


def _texts(blocks: list[Node], place: int) -> Iterator[tuple[int, Node]]:
    """Paragraphs in order, with the cell in which each stands: an end joins no two cells."""
    for block in blocks:
        if block["type"] in TEXTBLOCKS:
            yield (id(block) if block["type"] == "figure" else place), block
        else:
            inner = id(block) if block["type"] in {"table_cell", "table_header"} else place
            yield from _texts(block.get("content", []), inner)


def _say(block: Node, after: Node, change: dict[str, Any]) -> None:
    kind, hand = change["kind"], {"author": change["author"], "date": change["date"]}
    moved = {"type": _OTHER[kind], "attrs": hand}
    copies = [
        {**run, "marks": [*run.get("marks", []), moved]} if run["type"] == "text" else run
        for run in after.get("content", [])
        if run["type"] == "text" and not _has(run, kind, change["author"])
    ]
    block["content"] = [
        *block.get("content", []),
        *([_space(moved)] if copies and _touch(block, copies) else []),
        *copies,
    ]
    if "change" in after.get("attrs", {}):
        return
    after["content"] = [
        {**run, "marks": [*run.get("marks", []), {"type": kind, "attrs": hand}]}
        if run["type"] == "text" and not _has(run, kind)
        else run
        for run in after.get("content", [])
    ]
    after["attrs"] = {**after.get("attrs", {}), "change": change}


def _touch(block: Node, copies: list[Node]) -> bool:
    """Whether two words would run into each other: a paragraph's spaces at its ends are not kept."""
    last = block["content"][-1].get("text", " ") if block.get("content") else " "
    return not (last.endswith(" ") or copies[0]["text"].startswith(" "))


def _space(mark: Node) -> Node:
    return {"type": "text", "text": " ", "marks": [mark]}


def _has(run: Node, kind: str, author: str | None = None) -> bool:
    marks = [mark for mark in run.get("marks", []) if mark["type"] == kind]
    if change := run.get("attrs", {}).get("change"):
        marks += [{"type": change["kind"], "attrs": change}] if change["kind"] == kind else []
    return any(author is None or mark["attrs"]["author"] == author for mark in marks)
