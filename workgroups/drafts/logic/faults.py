"""What keeps a text from being read by everybody, and what leads nowhere: said to whoever writes, block by block."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workgroups.core.text import says_nothing
from workgroups.drafts.logic.labels import labelled
from workgroups.drafts.logic.schema import Node, plain, walk


@dataclass(frozen=True, slots=True)
class Fault:
    """`block`: the top block in which it stands; `words`: some of its own, to know it by."""

    code: str
    message: str
    block: str
    words: str = ""


Check = Callable[[Node], Iterator[tuple[str, str]]]
"""For one top block: (code, words) of each fault."""


def faults(doc: Node) -> list[Fault]:
    """Every fault, in document order. The document as it is shown (`shown`) tells also of what is gone."""
    found: list[Fault] = []
    levels = _Levels()
    for block in doc.get("content", []):
        place = str(block.get("attrs", {}).get("id") or "")
        for check in (levels, _figures, _tables, _links, _gone):
            found += [Fault(code, message_of(code), place, _short(words)) for code, words in check(block)]
    return found


def message_of(code: str) -> str:
    """What is wrong and what to do."""
    return {
        "heading-level": _("This heading skips a level: give it the level below the heading above."),
        "heading-empty": _("A heading has no words: write them, or make it plain text."),
        "figure-words": _("This figure says nothing in words: say what it shows, or mark it as decoration."),
        "figure-gone": _("A figure has no picture that this draft may show: choose one, or remove the figure."),
        "table-heads": _("This table has no header cells: make its first row or column headings."),
        "link-words": _("This link does not say where it leads: give it words that do."),
        "reference-gone": _("A reference leads to a place that is gone: choose another, or remove it."),
        "source-gone": _("A citation names a work that is not in the group's list."),
        "note-empty": _("A footnote has no words: write them, or remove it."),
    }[code]


class _Levels:
    """Headings with words, none of them more than one level below the last; an article takes part in none of it."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self, block: Node) -> Iterator[tuple[str, str]]:
        for node, label in labelled(block):
            if label.kind not in {"heading", "article"}:
                continue
            words = plain(node).strip()
            if not words:
                yield "heading-empty", label.number
            if label.kind == "heading":
                if node["attrs"]["level"] > self.last + 1:
                    yield "heading-level", words
                self.last = node["attrs"]["level"]


def _figures(block: Node) -> Iterator[tuple[str, str]]:
    for node in (one for one in walk(block) if one["type"] == "figure"):
        attrs = node.get("attrs", {})
        if not attrs.get("decorative") and not (attrs.get("alt") or "").strip():
            yield "figure-words", plain(node)
        if not attrs.get("file") or ("shown" in node and not node["shown"].get("address")):
            yield "figure-gone", plain(node)


def _tables(block: Node) -> Iterator[tuple[str, str]]:
    for node in (one for one in walk(block) if one["type"] == "table"):
        rows = node.get("content", [])
        heads = [cell for row in rows for cell in row.get("content", []) if _heads(cell)]
        if not heads:
            yield "table-heads", node.get("attrs", {}).get("caption") or plain(node)


def _heads(cell: Node) -> bool:
    return cell["type"] == "table_header" and bool(plain(cell).strip())


def _links(block: Node) -> Iterator[tuple[str, str]]:
    for node in walk(block):
        for words in _linked(node.get("content", [])):
            if says_nothing(words):
                yield "link-words", words


def _linked(kids: list[Node]) -> Iterator[str]:
    """The words of each link in a line: neighbouring runs to one address are one link."""
    last, words = "", ""
    for kid in [*kids, {"type": "end"}]:
        marks = {mark["type"]: mark.get("attrs", {}) for mark in kid.get("marks", [])}
        href = marks.get("link", {}).get("href", "")
        if href != last:
            if last:
                yield words
            last, words = href, ""
        words += kid.get("text", "") if href else ""


def _gone(block: Node) -> Iterator[tuple[str, str]]:
    codes = {"xref": "reference-gone", "citation": "source-gone"}
    for node in walk(block):
        if node["type"] in codes and node.get("shown", {}).get("gone"):
            yield codes[node["type"]], plain(block)
        if node["type"] == "footnote" and not (node.get("attrs", {}).get("words") or "").strip():
            yield "note-empty", plain(block)


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= 60 else f"{one_line[:58]}…"
