"""A negotiated text as a file shows it: disputed words in square brackets, alternatives numbered after each other.

What is put there is no text of the draft (`aside`, `aside_block`): a Word file that comes back is read without it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workgroups.drafts.logic.around import after, around
from workgroups.drafts.logic.schema import TEXTBLOCKS, Node

GAP = "\u00a0"
"""At the ends of what we add: pandoc takes a common space out of its span, and it would come back as the draft’s."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One alternative: its inline content (none: to leave the words out) and who stands behind it."""

    content: tuple[Node, ...]
    behind: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """An open bracket: its block, the words in it (none: the whole block), the text as it stands before the others."""

    block: str
    words: str
    choices: tuple[Choice, ...]


def bracketed(blocks: Sequence[Node], disputed: Iterable[Disputed]) -> tuple[list[Node], list[Node]]:
    """The blocks with every bracket in its place, and lines of those whose block is gone."""
    out = [[node] for node in blocks]
    places = {node.get("attrs", {}).get("id"): at for at, node in enumerate(blocks)}
    lost: list[Node] = []
    for one in disputed:
        if (at := places.get(one.block)) is None:
            lost.append(_line(one))
        else:
            out[at] = _placed(out[at], one)
    return [node for part in out for node in part], lost


def marked(blocks: Sequence[Node], marks: dict[str, str]) -> list[Node]:
    """The blocks with a mark at the end of those that have one, such as [P1]."""
    out: list[Node] = []
    for node in blocks:
        mark = marks.get(node.get("attrs", {}).get("id", ""))
        out.append((after(node, aside(f"{GAP}[{mark}]")) if mark else None) or node)
    return out


def aside(words: str, *content: Node) -> Node:
    """Words that the draft does not say."""
    return {"type": "aside", "content": [_text(words), *content] if words else [*content]}


def _placed(part: list[Node], one: Disputed) -> list[Node]:
    """A block with a bracket around its words, or around all of it; where the words are gone, a line after it."""
    at = next(place for place, node in enumerate(part) if node.get("attrs", {}).get("id") == one.block)
    node = part[at]
    begin, end = aside(f"[{_name(1, one.choices[0])}{GAP}"), aside("", *_others(one))
    if one.words or node["type"] in TEXTBLOCKS:
        made = around(node, one.words, begin, end)
        return [*part[:at], made, *part[at + 1 :]] if made else [*part, _line(one)]
    before = {"type": "aside_block", "content": begin["content"]}
    return [*part[:at], before, node, {"type": "aside_block", "content": end["content"]}, *part[at + 1 :]]


def _line(one: Disputed) -> Node:
    """The whole bracket in a line of its own."""
    first = one.choices[0]
    return {"type": "aside_block", "content": [_text(f"[{_name(1, first)}{GAP}"), *_content(first), *_others(one)]}


def _others(one: Disputed) -> list[Node]:
    """The alternatives after the first, and the closing bracket."""
    made: list[Node] = []
    for number, choice in enumerate(one.choices[1:], 2):
        made += [_text(f"{GAP}| {_name(number, choice)}{GAP}"), *_content(choice)]
    return [*made, _text("]")]


def _name(number: int, choice: Choice) -> str:
    """Alt 2 (Vell): before its words; a colon stands as the language sets it."""
    given = {"number": number, "names": choice.behind}
    return (_("Alt %(number)s (%(names)s):") if choice.behind else _("Alt %(number)s:")) % given


def _content(choice: Choice) -> list[Node]:
    return list(choice.content) or [_text(f"({_('leave it out')})")]


def _text(words: str) -> Node:
    return {"type": "text", "text": words}
