"""The difference between two states of a draft: blocks added, removed, moved, and changed words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from workgroups.drafts.logic import html
from workgroups.drafts.logic.schema import TEXTBLOCKS, Node, plain

Kind = Literal["same", "added", "removed", "changed", "restyled", "moved", "moved_away"]
Token = tuple[str, tuple[str, ...], str]
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
ALIKE = 0.5


@dataclass(frozen=True)
class Change:
    """One block as the page shows it."""

    kind: Kind
    markup: SafeString


def compare(old: Node, new: Node) -> list[Change]:
    """Every block of both, in reading order, with what happened to it."""
    before, after = old.get("content", []), new.get("content", [])
    changes: list[Change] = []
    stayed = set(_names(before)) & set(_names(after))
    for tag, i, j, k, m in SequenceMatcher(None, _names(before), _names(after), autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [_changed(a, b) for a, b in zip(before[i:j], after[k:m], strict=True)]
        else:
            changes += _replaced(before[i:j], after[k:m], stayed)
    return changes


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


def _replaced(before: list[Node], after: list[Node], stayed: set[str]) -> Iterator[Change]:
    """A stretch where ids differ: moved blocks are told as moved, look-alikes as changed, the rest as gone or new."""
    waiting = list(after)
    for block, name in zip(before, _names(before), strict=True):
        if name in stayed:
            yield Change("moved_away", _whole(block, "del"))
            continue
        twin = next((one for one in waiting if _names([one])[0] not in stayed and _alike(block, one)), None)
        if twin is None:
            yield Change("removed", _whole(block, "del"))
            continue
        at = waiting.index(twin)
        yield from (_arrived(one, stayed) for one in waiting[:at])
        yield _changed(block, twin)
        waiting = waiting[at + 1 :]
    yield from (_arrived(one, stayed) for one in waiting)


def _arrived(block: Node, stayed: set[str]) -> Change:
    moved = _names([block])[0] in stayed
    return Change("moved", html.block(block)) if moved else Change("added", _whole(block, "ins"))


def _alike(old: Node, new: Node) -> bool:
    words = SequenceMatcher(None, _WORDS.findall(plain(old)), _WORDS.findall(plain(new)), autojunk=False)
    return old["type"] == new["type"] and words.ratio() > ALIKE


def _changed(old: Node, new: Node) -> Change:
    if old == new:
        return Change("same", html.block(new))
    kind: Kind = "restyled" if plain(old) == plain(new) else "changed"
    return Change(kind, _inside(old, new))


def _inside(old: Node, new: Node) -> SafeString:
    """The new block with what went and what came marked in its words."""
    if new["type"] in TEXTBLOCKS and old["type"] in TEXTBLOCKS:
        return html.block(new, _words(old, new))
    if old["type"] != new["type"]:
        return html.join([_whole(old, "del"), _whole(new, "ins")])
    return html.block(new, html.join(_children(old.get("content", []), new.get("content", []))))


def _children(before: list[Node], after: list[Node]) -> Iterator[SafeString]:
    """Items, rows or cells: equal ones stay, the others are matched in order."""
    old_words, new_words = [plain(one) for one in before], [plain(one) for one in after]
    for tag, i, j, k, m in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (html.block(one) for one in after[k:m])
            continue
        both = min(j - i, m - k)
        yield from (_inside(a, b) for a, b in zip(before[i : i + both], after[k : k + both], strict=True))
        yield from (_whole(one, "del") for one in before[i + both : j])
        yield from (_whole(one, "ins") for one in after[k + both : m])


def _whole(block: Node, tag: Literal["ins", "del"]) -> SafeString:
    """A block all of whose words came or went."""
    if block["type"] in TEXTBLOCKS:
        return html.block(block, _marked(tag, [html.run(one) for one in block.get("content", [])]))
    return html.block(block, html.join(_whole(kid, tag) for kid in block.get("content", [])))


def _marked(tag: Literal["ins", "del"], parts: list[SafeString]) -> SafeString:
    inner = html.join(parts)
    return format_html(f"<{tag}>{{}}</{tag}>", inner) if inner else inner


def _words(old: Node, new: Node) -> SafeString:
    before, after = list(_tokens(old)), list(_tokens(new))
    parts: list[SafeString] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            parts += _shown(after[k:m])
        else:
            parts += [_marked("del", _shown(before[i:j])), _marked("ins", _shown(after[k:m]))]
    return html.join(parts)


def _tokens(block: Node) -> Iterator[Token]:
    """Words, spaces and signs, each with its marks and where its link goes."""
    for node in block.get("content", []):
        if node["type"] == "hard_break":
            yield "\n", (), ""
            continue
        marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", [])}
        address = marks.get("link", {}).get("href", "")
        for word in _WORDS.findall(node["text"]):
            yield word, tuple(sorted(marks)), address


def _shown(tokens: list[Token]) -> list[SafeString]:
    """Tokens as runs again."""
    runs: list[SafeString] = []
    at = 0
    while at < len(tokens):
        word, marks, address = tokens[at]
        end = at + 1
        while end < len(tokens) and tokens[end][1:] == (marks, address) and "\n" not in {word, tokens[end][0]}:
            end += 1
        if word == "\n":
            runs.append(html.run({"type": "hard_break"}))
        else:
            text = "".join(token[0] for token in tokens[at:end])
            given = [{"type": one, "attrs": {"href": address} if one == "link" else {}} for one in marks]
            runs.append(html.run({"type": "text", "text": text, "marks": given}))
        at = end
    return runs
