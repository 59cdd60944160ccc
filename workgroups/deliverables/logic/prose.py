"""ProseMirror JSON of a frozen draft version, read into blocks; what the schema does not know is refused."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from .model import Block, Heading, InvalidDocument, ListBlock, Paragraph, Quote, Run, Table
from .tables import read_table

MAX_DEPTH = 10
MAX_NODES = 60_000
MAX_CHARACTERS = 2_000_000
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# C0 and C1 controls, lone surrogates and non-characters have no place in a text layer.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

Node = Mapping[str, Any]


def clean(text: str) -> str:
    """The text composed (NFC), without unprintable characters, line ends as spaces."""
    one_line = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
    return unicodedata.normalize("NFC", UNPRINTABLE.sub("", one_line))


def language(value: object) -> str:
    """A BCP 47 tag, or nothing."""
    text = value if isinstance(value, str) else ""
    return text if LANGUAGE.fullmatch(text) and len(text) <= 35 else ""


def safe_link(href: object) -> str:
    """The address when it is one that a document may carry, else nothing: the words stay, the link goes."""
    text = href.strip() if isinstance(href, str) else ""
    if len(text) > 2000 or UNPRINTABLE.search(text) or " " in text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    whole = bool(parts.netloc) if parts.scheme in {"http", "https"} else "@" in parts.path
    return text if parts.scheme in SAFE_SCHEMES and whole else ""


class Reader:
    """Reads one tree with a budget, so that no input costs more than its limits allow."""

    def __init__(self) -> None:
        self.nodes = 0
        self.characters = 0

    def spend(self, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise InvalidDocument(_("The text is nested deeper than a report can show."))
        if self.nodes > MAX_NODES:
            raise InvalidDocument(_("The text has more parts than a report can hold."))

    def blocks(self, nodes: object, depth: int = 0) -> tuple[Block, ...]:
        return tuple(self.block(node, depth) for node in children(nodes))

    def block(self, node: Node, depth: int) -> Block:
        self.spend(depth)
        kind, attrs, content = node.get("type"), attributes(node), node.get("content")
        if kind == "paragraph":
            return Paragraph(self.runs(content), language(attrs.get("lang")))
        if kind == "heading":
            level = whole(attrs.get("level"), 1, 6)
            return Heading(level, self.runs(content), lang=language(attrs.get("lang")))
        if kind in {"bullet_list", "ordered_list"}:
            items = tuple(self.item(child, depth + 1) for child in children(content))
            return ListBlock(kind == "ordered_list", items, whole(attrs.get("order"), 1, 9999))
        if kind == "blockquote":
            return Quote(self.blocks(content, depth + 1), language(attrs.get("lang")))
        if kind == "table":
            return self.table(content, depth)
        raise InvalidDocument(_("The text contains a part that reports do not know."))

    def item(self, node: Node, depth: int) -> tuple[Block, ...]:
        if node.get("type") != "list_item":
            raise InvalidDocument(_("A list contains something that is not an item."))
        return self.blocks(node.get("content"), depth)

    def table(self, content: object, depth: int) -> Table:
        return read_table(children(content), lambda cell: self.blocks(cell, depth + 1))

    def runs(self, nodes: object) -> tuple[Run, ...]:
        runs: list[Run] = []
        for node in children(nodes):
            self.spend(0)
            if node.get("type") in {"hard_break", "hardBreak"}:
                runs.append(Run("", line_break=True))
            elif node.get("type") == "text":
                runs.append(self.run(node))
            else:
                raise InvalidDocument(_("The text contains a part that reports do not know."))
        return tuple(run for run in runs if run.text or run.line_break)

    def run(self, node: Node) -> Run:
        text = node.get("text")
        if not isinstance(text, str):
            raise InvalidDocument(_("The text contains a part that reports do not know."))
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise InvalidDocument(_("The text is longer than a report can hold."))
        marks = {mark.get("type"): attributes(mark) for mark in children(node.get("marks"))}
        href = safe_link(marks.get("link", {}).get("href"))
        return Run(clean(text), "strong" in marks, "em" in marks, "code" in marks, href)


def children(nodes: object) -> Sequence[Node]:
    if nodes is None:
        return ()
    if not isinstance(nodes, list | tuple) or not all(isinstance(node, Mapping) for node in nodes):
        raise InvalidDocument(_("The text contains a part that reports do not know."))
    return nodes


def attributes(node: Node) -> Mapping[str, Any]:
    attrs = node.get("attrs")
    return attrs if isinstance(attrs, Mapping) else {}


def whole(value: object, low: int, high: int) -> int:
    """An integer within bounds; a collaborative editor may hand over 2.0 for 2, or nothing at all."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return min(max(value, low), high) if isinstance(value, int) and not isinstance(value, bool) else low


def read_prose(doc: object) -> tuple[Block, ...]:
    """The blocks of a ProseMirror `doc` node. Raises InvalidDocument."""
    if not isinstance(doc, Mapping) or doc.get("type") != "doc":
        raise InvalidDocument(_("The text is not a document."))
    return Reader().blocks(doc.get("content"))


def text_of(block: Block) -> Iterator[str]:
    """Every stretch of text of a block, in reading order."""
    if isinstance(block, Paragraph | Heading):
        yield "".join(" " if run.line_break else run.text for run in block.runs)
    elif isinstance(block, ListBlock):
        for item in block.items:
            for child in item:
                yield from text_of(child)
    elif isinstance(block, Quote):
        for child in block.blocks:
            yield from text_of(child)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                for child in cell.blocks:
                    yield from text_of(child)
    else:
        yield block.question
        yield block.finding
        for bar in block.bars:
            yield bar.label


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block, parents first."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, Quote):
            yield from walk(block.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from walk(cell.blocks)
