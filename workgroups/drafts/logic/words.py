"""The difference of two runs of words, marked so that somebody reads it as a sentence."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from workgroups.drafts.logic import html
from workgroups.drafts.logic.schema import INLINES, Node

Token = tuple[str, tuple[tuple[str, str], ...], Node | None]
"""A word, a space or a sign; its marks; for what is no text (a break, a reference), the node itself."""
Tag = Literal["ins", "del"]
Step = tuple[str, list[Token], list[Token]]

WORDS = re.compile(r"\s+|\w+(?:[’'.,]\w+)*|[^\w\s]")
LEAST = 3
"""A run that stayed between two that changed, with fewer words than this and than they, is told with them."""


def compared(old: Node, new: Node) -> SafeString:
    """The words of the new block with what went and what came marked."""
    parts: list[SafeString] = []
    for tag, before, after in _joined(_steps(list(_tokens(old)), list(_tokens(new)))):
        if tag == "equal":
            parts += _shown(after)
        else:
            parts += [marked("del", _shown(before)), marked("ins", _shown(after))]
    return html.join(parts)


def compared_words(old: str, new: str) -> SafeString:
    """The same of words that stand in an attribute: a caption, an alternative text."""
    return compared(*({"content": [{"type": "text", "text": one}] if one else []} for one in (old, new)))


def pieces(old: str, new: str) -> list[tuple[str, str]]:
    """The same as words: what stayed (`equal`), what went (`del`) and what came (`ins`), in the order of a sentence."""
    before, after = ({"content": [{"type": "text", "text": one}] if one else []} for one in (old, new))
    found: list[tuple[str, str]] = []
    for tag, gone, come in _joined(_steps(list(_tokens(before)), list(_tokens(after)))):
        sides = [("equal", come)] if tag == "equal" else [("del", gone), ("ins", come)]
        found += [(kind, words) for kind, side in sides if (words := "".join(token[0] for token in side))]
    return found


def whole_words(block: Node, tag: Tag) -> SafeString:
    """All words of a block as come or gone."""
    return marked(tag, _shown(list(_tokens(block))))


def marked(tag: Tag, parts: list[SafeString]) -> SafeString:
    inner = html.join(parts)
    return format_html(f"<{tag}>{{}}</{tag}>", inner) if inner else inner


def _steps(before: list[Token], after: list[Token]) -> list[Step]:
    left, right = [_key(one) for one in before], [_key(one) for one in after]
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [(tag, before[i:j], after[k:m]) for tag, i, j, k, m in codes]


def _key(token: Token) -> tuple[str, tuple[tuple[str, str], ...], str]:
    word, marks, node = token
    return word, marks, repr(sorted(node.get("attrs", {}).items())) if node else ""


def _joined(steps: list[Step]) -> Iterator[Step]:
    """Changes with next to nothing between them as one: “one two” → “three four” is one change, not two."""
    held: Step | None = None
    for at, (tag, before, after) in enumerate(steps):
        if tag == "equal" and not (held and at + 1 < len(steps) and _is_slight(after, held, steps[at + 1])):
            if held:
                yield held
                held = None
            yield tag, before, after
        else:
            held = ("replace", held[1] + before, held[2] + after) if held else (tag, before, after)
    if held:
        yield held


def _is_slight(between: list[Token], last: Step, following: Step) -> bool:
    """Whether what stayed is a space, or few words beside much that changed on both sides."""
    words = sum(not one[0].isspace() for one in between)
    around = min(_words_in(last), _words_in(following))
    both = all(side for step in (last, following) for side in step[1:])
    return words == 0 or (both and words < LEAST and words < around)


def _words_in(step: Step) -> int:
    return max(sum(not one[0].isspace() for one in side) for side in step[1:])


def _tokens(block: Node) -> Iterator[Token]:
    for node in block.get("content", []):
        if node["type"] != "text":
            yield "\n", (), node
            continue
        marks = tuple(sorted((mark["type"], repr(mark.get("attrs", {}))) for mark in node.get("marks", [])))
        for word in WORDS.findall(node["text"]):
            yield word, marks, {"type": "text", "marks": node.get("marks", [])} if marks else None


def _shown(tokens: list[Token]) -> list[SafeString]:
    """Tokens as runs again."""
    runs: list[SafeString] = []
    at = 0
    while at < len(tokens):
        _word, marks, node = tokens[at]
        end = at + 1
        if node is not None and node["type"] != "text":
            runs.append(html.run(node, whole=True) if node["type"] in INLINES else html.block(node))
            at = end
            continue
        while end < len(tokens) and tokens[end][1] == marks and (tokens[end][2] or {}).get("type", "text") == "text":
            end += 1
        text = "".join(token[0] for token in tokens[at:end])
        given = node.get("marks", []) if node else []
        runs.append(html.run({"type": "text", "text": text, "marks": given}))
        at = end
    return runs
