"""A draft as pandoc's tree (pandoc-types 1.23): built of values, never of text, so nothing in it can be markup.

Blocks may be tracked (see `tracked`); comments stand on words. Each block carries its id as a bookmark (`bookmark`), so
that a Word file that comes back is known block by block.
"""

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workgroups.drafts.logic.schema import TEXTBLOCKS, Node, is_href, plain
from workgroups.drafts.logic.tracked import KINDS

VERSION = [1, 23, 1]
_PLAIN_ID = re.compile(r"[a-z0-9]{1,36}\Z")
_MARKS = {"strong": "Strong", "em": "Emph"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as a word processor shows it: `quote` are the words it stands on (none: the whole block)."""

    quote: str
    author: str
    date: str
    words: str


def bookmark(block_id: str) -> str:
    """The name of a block's bookmark: Word allows letters, digits and underscores, 40 at most."""
    if _PLAIN_ID.match(block_id):
        return f"b_{block_id}"
    return f"b_{hashlib.sha256(block_id.encode()).hexdigest()[:24]}"


def to_pandoc(
    blocks: Sequence[Node],
    meta: Mapping[str, str],
    remarks: Mapping[str, Sequence[Remark]] | None = None,
    *,
    bookmarks: bool = True,
) -> dict[str, Any]:
    """The tree of a draft's blocks.

    `meta`: values of the file's own description; `remarks`: comments by block id; without `bookmarks` nothing in it
    says which block is which, for formats that would show it.
    """
    numbers = itertools.count()
    shown = [_remarked(block, remarks or {}, numbers) for block in blocks]
    values = {key: {"t": "MetaString", "c": value} for key, value in meta.items() if value}
    return {"pandoc-api-version": VERSION, "meta": values, "blocks": _Writer(bookmarks=bookmarks).blocks(shown)}


def _remarked(block: Node, remarks: Mapping[str, Sequence[Remark]], numbers: Iterator[int]) -> Node:
    """The block with the comments on it around their words."""
    for remark in remarks.get(block.get("attrs", {}).get("id", ""), ()):
        block = _placed(block, remark, next(numbers)) or block
    return block


def _placed(block: Node, remark: Remark, number: int) -> Node | None:
    """The block with one comment in the first of its texts that says the quoted words, else in the first."""
    texts = list(_textblocks(block))
    found = next((one for one in texts if remark.quote in _said(one)), next(iter(texts), None))
    return _with_remark(block, found, remark, number) if found is not None else None


def _textblocks(block: Node) -> Iterator[Node]:
    if block["type"] in TEXTBLOCKS:
        yield block
    for kid in block.get("content", []) if block["type"] not in TEXTBLOCKS else []:
        yield from _textblocks(kid)


def _with_remark(node: Node, target: Node, remark: Remark, number: int) -> Node:
    if node is not target:
        kids = [_with_remark(kid, target, remark, number) for kid in node.get("content", [])]
        return {**node, "content": kids} if kids else node
    content = node.get("content", [])
    begin: Node = {"type": "remark", "number": str(number), "remark": remark}
    end: Node = {"type": "remark_end", "number": str(number)}
    at = _said(node).find(remark.quote) if remark.quote else -1
    if at < 0:
        return {**node, "content": [begin, *content, end]}
    head, rest = _cut(content, at)
    middle, tail = _cut(rest, len(remark.quote))
    return {**node, "content": [*head, begin, *middle, end, *tail]}


class _Writer:
    """`pending` are the bookmarks, and the marks of changed paragraphs, that the next words carry."""

    def __init__(self, *, bookmarks: bool) -> None:
        self.bookmarks = bookmarks
        self.pending: list[Node] = []

    def blocks(self, nodes: Iterable[Node]) -> list[Node]:
        return [made for node in nodes for made in self.block(node)]

    def block(self, node: Node) -> list[Node]:
        attrs, content = node.get("attrs", {}), node.get("content", [])
        if (block_id := attrs.get("id")) and self.bookmarks:
            self.pending.append(_span("", (), [], bookmark(block_id)))
        match node["type"]:
            case "paragraph":
                return [{"t": "Para", "c": self.textblock(node)}]
            case "heading":
                return [{"t": "Header", "c": [attrs["level"], ["", [], []], self.textblock(node)]}]
            case "bullet_list":
                return [{"t": "BulletList", "c": [self.blocks(item.get("content", [])) for item in content]}]
            case "ordered_list":
                shape = [attrs.get("order", 1), {"t": "Decimal"}, {"t": "Period"}]
                return [{"t": "OrderedList", "c": [shape, [self.blocks(item.get("content", [])) for item in content]]}]
            case "blockquote":
                return [{"t": "BlockQuote", "c": self.blocks(content)}]
            case "table":
                caption = self.titled(node, _words(attrs.get("caption") or ""))
                return [*([{"t": "Para", "c": caption}] if attrs.get("caption") else []), self.table(content)]
            case "callout":
                return [{"t": "BlockQuote", "c": self.blocks(content)}]
            case "clause":
                return [{"t": "Para", "c": self.titled(node, self.textblock(node))}]
            case "article":
                level = node.get("shown", {}).get("level") or 1
                return [{"t": "Header", "c": [level, ["", [], []], self.titled(node, self.textblock(node))]}]
            case "figure":
                said = _words(f" [{attrs['alt']}]" if attrs.get("alt") and not self.bookmarks else "")
                return [{"t": "Para", "c": [*self.titled(node, self.textblock(node)), *said]}]
        return self.blocks(content) or [{"t": "Para", "c": self.carried(_words(plain(node)))}]

    def titled(self, node: Node, words: list[Node]) -> list[Node]:
        """Words after the number that the text shows before them. A file that may come back has the words alone."""
        number = node.get("shown", {}).get("number", "")
        return [*_words(f"{number}\u2003"), *words] if number and not self.bookmarks else words

    def textblock(self, node: Node) -> list[Node]:
        """The words of a block that holds words, after its bookmark; one that came or went says so in front of them."""
        if change := node.get("attrs", {}).get("change"):
            told = (("author", change["author"]), ("date", change["date"]))
            self.pending.append(_span(f"paragraph-{change['kind']}", told, []))
        return self.carried([made for one in node.get("content", []) for made in self.inline(one)])

    def carried(self, inlines: list[Node]) -> list[Node]:
        carried, self.pending = [*self.pending, *inlines], []
        return carried

    def inline(self, node: Node) -> list[Node]:
        match node["type"]:
            case "text":
                return [self.run(node)]
            case "hard_break":
                return [{"t": "LineBreak"}]
            case "remark":
                found: Remark = node["remark"]
                told = (("id", node["number"]), ("author", found.author), ("date", found.date))
                return [_span("comment-start", told, _words(found.words))]
            case "remark_end":
                return [_span("comment-end", (("id", node["number"]),), [])]
            case "footnote" if not self.bookmarks:
                return [{"t": "Note", "c": [{"t": "Para", "c": _words(node.get("attrs", {}).get("words") or "")}]}]
            case "xref" | "citation" if not self.bookmarks:
                return _words(node.get("shown", {}).get("words", ""))
        return _words(plain(node))

    def run(self, node: Node) -> Node:
        marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", [])}
        inner: list[Node] = (
            [{"t": "Code", "c": [["", [], []], node["text"]]}] if "code" in marks else _words(node["text"])
        )
        for name, made in _MARKS.items():
            if name in marks:
                inner = [{"t": made, "c": inner}]
        if is_href(marks.get("link", {}).get("href")):
            inner = [{"t": "Link", "c": [["", [], []], inner, [marks["link"]["href"], ""]]}]
        for kind in KINDS:
            if kind in marks:
                told = (("author", marks[kind]["author"]), ("date", marks[kind]["date"]))
                inner = [_span(kind, told, inner)]
        return inner[0]

    def table(self, rows: list[Node]) -> Node:
        cells = [row.get("content", []) for row in rows]
        width = max((sum(cell.get("attrs", {}).get("colspan", 1) for cell in row) for row in cells), default=1)
        heads = 1 if cells and cells[0] and all(cell["type"] == "table_header" for cell in cells[0]) else 0
        side = int(heads < len(cells) and all(row and row[0]["type"] == "table_header" for row in cells[heads:]))
        made = [[["", [], []], [self.cell(cell) for cell in row]] for row in cells]
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": 1 / width}]] * width
        body = [["", [], []], side, [], made[heads:]]
        return {
            "t": "Table",
            "c": [["", [], []], [None, []], columns, [["", [], []], made[:heads]], [body], [["", [], []], []]],
        }

    def cell(self, node: Node) -> list[Any]:
        attrs = node.get("attrs", {})
        inner = self.blocks(node.get("content", []))
        return [["", [], []], {"t": "AlignDefault"}, attrs.get("rowspan", 1), attrs.get("colspan", 1), inner]


def _said(textblock: Node) -> str:
    return "".join(_text(one) for one in textblock.get("content", []))


def _text(node: Node) -> str:
    return str(node["text"]) if node["type"] == "text" else ""


def _cut(content: list[Node], at: int) -> tuple[list[Node], list[Node]]:
    """The runs before and after a number of characters."""
    head: list[Node] = []
    for place, one in enumerate(content):
        length = len(_text(one))
        if at < length:
            before = [{**one, "text": one["text"][:at]}] if at else []
            return [*head, *before], [{**one, "text": one["text"][at:]}, *content[place + 1 :]]
        if at == length and length:
            return [*head, one], content[place + 1 :]
        head.append(one)
        at -= length
    return head, []


def _span(kind: str, told: Sequence[tuple[str, str]], inlines: list[Node], name: str = "") -> Node:
    pairs = [[key, value] for key, value in told if value]
    return {"t": "Span", "c": [[name, [kind] if kind else [], pairs], inlines]}


def _words(text: str) -> list[Node]:
    return [{"t": "Str", "c": text}] if text else []
