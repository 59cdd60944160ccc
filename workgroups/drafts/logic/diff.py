"""The difference between two states of a draft: blocks added, removed, moved, and changed words."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from workgroups.drafts.logic import html
from workgroups.drafts.logic.schema import TEXTBLOCKS, Node, plain
from workgroups.drafts.logic.shown import bare
from workgroups.drafts.logic.words import WORDS, compared, compared_words, marked, whole_words

Kind = Literal["same", "added", "removed", "changed", "restyled", "moved", "moved_away"]
Reset = tuple[str, str]
ALIKE = 0.5
STRETCH = 3
"""So many blocks that stayed the same in a row are folded away."""


@dataclass(frozen=True)
class Change:
    """One block as the page shows it; `reset` says from what kind of block to what, such as (heading 1, heading 2)."""

    kind: Kind
    markup: SafeString
    reset: Reset | None = None
    words: str = ""
    """how a moved block begins, for the place it left"""
    number: int = 0
    """its place among those that are shown as different; 0 for the rest"""


@dataclass(frozen=True)
class Stretch:
    """Blocks that follow each other, all the same or all different."""

    same: bool
    changes: tuple[Change, ...]

    @property
    def folds(self) -> bool:
        return self.same and len(self.changes) >= STRETCH


def compare(old: Node, new: Node) -> list[Change]:
    """Every block of both, in reading order, with what happened to it."""
    before, after = old.get("content", []), new.get("content", [])
    names, now = _names(before), _names(after)
    was = dict(zip(names, before, strict=True))
    stayed = set(names) & set(now)
    changes: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(None, names, now, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [_changed(a, b) for a, b in zip(before[i:j], after[k:m], strict=True)]
        else:
            changes += _replaced(before[i:j], after[k:m], stayed, was)
    return [change for change in changes if change.markup or change.kind == "moved_away"]


def stretches(changes: list[Change]) -> list[Stretch]:
    """The same blocks in a row together, so that a page can fold them; what differs is numbered."""
    found: list[list[Change]] = []
    number = 0
    for change in changes:
        differs = change.kind != "same"
        number += differs
        shown = Change(change.kind, change.markup, change.reset, change.words, number if differs else 0)
        if found and (found[-1][0].kind != "same") == differs:
            found[-1].append(shown)
        else:
            found.append([shown])
    return [Stretch(part[0].kind == "same", tuple(part)) for part in found]


def counts(changes: list[Change]) -> dict[str, int]:
    """How many blocks of each kind, those that stayed left out."""
    found: dict[str, int] = {}
    for change in changes:
        if change.kind not in {"same", "moved_away"}:
            found[change.kind] = found.get(change.kind, 0) + 1
    return found


def rewritten(old: Node, new: Node) -> SafeString:
    """One block that became another, with what went and what came marked in its words."""
    return _changed(old, new).markup


def whole(block: Node, tag: Literal["ins", "del"]) -> SafeString:
    """A block all of whose words came or went."""
    return _whole(block, tag)


def _names(blocks: list[Node]) -> list[str]:
    """What a block is known by: its id, else its words."""
    return [str(block.get("attrs", {}).get("id") or plain(block)) for block in blocks]


def _replaced(before: list[Node], after: list[Node], stayed: set[str], was: dict[str, Node]) -> Iterator[Change]:
    """A stretch where ids differ: moved blocks are told as moved, look-alikes as changed, the rest as gone or new."""
    waiting = list(after)
    for block, name in zip(before, _names(before), strict=True):
        if name in stayed:
            yield Change("moved_away", html.join([]), words=plain(block)[:80])
            continue
        twin = next((one for one in waiting if _names([one])[0] not in stayed and _alike(block, one)), None)
        if twin is None:
            yield Change("removed", _whole(block, "del"))
            continue
        at = waiting.index(twin)
        yield from (_arrived(one, was) for one in waiting[:at])
        yield _changed(block, twin)
        waiting = waiting[at + 1 :]
    yield from (_arrived(one, was) for one in waiting)


def _arrived(block: Node, was: dict[str, Node]) -> Change:
    old = was.get(_names([block])[0])
    if old is None:
        return Change("added", _whole(block, "ins"))
    return Change("moved", html.block(block) if bare(old) == bare(block) else _inside(old, block), _reset(old, block))


def _alike(old: Node, new: Node) -> bool:
    words = SequenceMatcher(None, WORDS.findall(plain(old)), WORDS.findall(plain(new)), autojunk=False)
    return old["type"] == new["type"] and words.quick_ratio() > ALIKE and words.ratio() > ALIKE


def _changed(old: Node, new: Node) -> Change:
    if _bare(old) == _bare(new):
        return Change("same", html.block(new))
    same_words = plain(old) == plain(new) and _seen(old) == _seen(new)
    kind: Kind = "restyled" if same_words and "content" in new else "changed"
    return Change(kind, _inside(old, new), _reset(old, new))


def _bare(block: Node) -> Node:
    """A block without its id: a new id alone is no difference."""
    attrs = {key: value for key, value in block.get("attrs", {}).items() if key != "id"}
    return {**bare(block), "attrs": attrs}


def _seen(block: Node) -> list[tuple[str, str]]:
    """What a block's pictures show."""
    own = [(_attr(block, "file"), _attr(block, "alt"))] if block["type"] == "figure" else []
    return own + [one for kid in block.get("content", []) for one in _seen(kid)]


def _attr(node: Node, name: str) -> str:
    return node.get("attrs", {}).get(name) or ""


def _alternative(old: Node, new: Node) -> SafeString:
    """What a picture's alternative text lost and got; nothing where it stayed."""
    before, after = _attr(old, "alt"), _attr(new, "alt")
    return format_html(" [{}]", compared_words(before, after)) if before != after else html.join([])


def _reset(old: Node, new: Node) -> Reset | None:
    """From what kind of block to what, where that differs: names and, for headings, levels."""
    before, after = _kind_of(old), _kind_of(new)
    return (before, after) if before != after else None


def _kind_of(block: Node) -> str:
    level = block.get("attrs", {}).get("level")
    return f"{block['type']} {level}" if block["type"] == "heading" else str(block["type"])


def _inside(old: Node, new: Node) -> SafeString:
    """The new block with what went and what came marked in its words."""
    if new["type"] in TEXTBLOCKS and old["type"] in TEXTBLOCKS:
        return html.block(new, html.join([compared(old, new), _alternative(old, new)]))
    if old["type"] != new["type"] or "content" not in new:
        return html.join([_whole(old, "del"), _whole(new, "ins")])
    if new["type"] == "table":
        return html.table(new, html.join(_rows(old, new)), compared_words(_attr(old, "caption"), _attr(new, "caption")))
    return html.block(new, html.join(_children(old.get("content", []), new.get("content", []))))


def _children(before: list[Node], after: list[Node]) -> Iterator[SafeString]:
    """Items, rows or cells: equal ones stay, look-alikes are compared, the rest came or went."""
    old_words, new_words = [plain(one) for one in before], [plain(one) for one in after]
    for tag, i, j, k, m in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_inside(a, b) for a, b in zip(before[i:j], after[k:m], strict=True))
            continue
        for old, new in _pairs(before[i:j], after[k:m]):
            if old is None or new is None:
                yield _whole(new, "ins") if new is not None else _whole(old or {}, "del")
            else:
                yield _inside(old, new)


def _pairs(before: list[Node], after: list[Node]) -> list[tuple[Node | None, Node | None]]:
    """What became what, in order: look-alikes first; where as many stand on both sides, each with its opposite."""
    if len(before) == len(after):
        return list(zip(before, after, strict=True))
    found: list[tuple[Node | None, Node | None]] = []
    waiting = list(after)
    for old in before:
        at = next((n for n, one in enumerate(waiting) if _alike(old, one)), None)
        if at is None:
            found.append((old, None))
            continue
        found += [(None, one) for one in waiting[:at]]
        found.append((old, waiting[at]))
        waiting = waiting[at + 1 :]
    return found + [(None, one) for one in waiting]


def _rows(old: Node, new: Node) -> Iterator[SafeString]:
    """A table cell by cell; a column that came or went is told as such, in every row."""
    before, after = old.get("content", []), new.get("content", [])
    columns = _columns(before, after)
    for row, now in _aligned(before, after):
        if row is None or now is None:
            yield _whole(now, "ins") if now is not None else _whole(row or {}, "del")
            continue
        cells, fresh = row.get("content", []), now.get("content", [])
        if columns is None or len(cells) != len(before[0]["content"]) or len(fresh) != len(after[0]["content"]):
            yield html.block(now, html.join(_children(cells, fresh)))
            continue
        yield html.block(now, html.join(_cell(cells, fresh, left, right) for left, right in columns))


def _cell(cells: list[Node], fresh: list[Node], left: int | None, right: int | None) -> SafeString:
    if left is None or right is None:
        return _whole(fresh[right], "ins") if right is not None else _whole(cells[left or 0], "del")
    return (
        _inside(cells[left], fresh[right])
        if cells[left]["type"] == fresh[right]["type"]
        else html.block(
            fresh[right], html.join(_children(cells[left].get("content", []), fresh[right].get("content", [])))
        )
    )


def _aligned(before: list[Node], after: list[Node]) -> Iterator[tuple[Node | None, Node | None]]:
    old, new = [plain(row) for row in before], [plain(row) for row in after]
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from zip(before[i:j], after[k:m], strict=True) if tag == "equal" else _pairs(before[i:j], after[k:m])


def _columns(before: list[Node], after: list[Node]) -> list[tuple[int | None, int | None]] | None:
    """Which column became which, by their first cells; None where both tables are as wide."""
    heads = [[plain(cell) for cell in rows[0].get("content", [])] if rows else [] for rows in (before, after)]
    if len(heads[0]) == len(heads[1]) or not all(heads):
        return None
    found: list[tuple[int | None, int | None]] = []
    for tag, i, j, k, m in SequenceMatcher(None, heads[0], heads[1], autojunk=False).get_opcodes():
        if tag == "equal" or j - i == m - k:
            found += zip(range(i, j), range(k, m), strict=True)
        else:
            found += [(left, None) for left in range(i, j)] + [(None, right) for right in range(k, m)]
    return found


def _whole(block: Node, tag: Literal["ins", "del"]) -> SafeString:
    """A block all of whose words came or went."""
    if block["type"] in TEXTBLOCKS:
        return html.block(block, whole_words(block, tag))
    if "content" not in block:
        return marked(tag, [html.block(block)])
    return html.block(block, html.join(_whole(kid, tag) for kid in block["content"]))
