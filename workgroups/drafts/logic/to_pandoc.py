"""A draft as pandoc's tree (pandoc-types 1.23): built of values, never of text, so nothing in it can be markup.

Blocks come from `shown` (numbers, words of references) and may be tracked (`tracked`); comments stand on words. Each
block carries its id as a bookmark (`bookmark`), so that a Word file that comes back is known block by block.
"""

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workgroups.drafts.logic.around import around
from workgroups.drafts.logic.schema import Node, is_href, is_tag, plain
from workgroups.drafts.logic.tracked import KINDS

VERSION = [1, 23, 1]
_PLAIN_ID = re.compile(r"[a-z0-9]{1,36}\Z")
_ATTR: list[Any] = ["", [], []]
OURS = "b_0"
"""How the bookmarks of lines begin that are no block of the draft."""
NUMBER, CITED, ASIDE = "ClauseNumber", "Cited", "Bracket"
"""Character styles of what is no text of the draft: a number, a citation (with its work's key), what brackets say."""
_MARKS = {"strong": "Strong", "em": "Emph"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as a word processor shows it: `quote` are the words it stands on (none: the whole block).

    An answer follows the comment that it `is_answer` to, and the other answers.
    """

    quote: str
    author: str
    date: str
    words: str
    is_answer: bool = False


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
    pictures: Mapping[str, str] | None = None,
    front: Sequence[str] = (),
    ends: Node | None = None,
    listed: tuple[str, Sequence[str]] = ("", ()),
) -> dict[str, Any]:
    """The tree of a draft's blocks.

    `meta`: values of the file's own description; `remarks`: comments by block id; without `bookmarks` nothing in it
    says which block is which, for formats that would show it. `pictures`: by file id, the name of the file that lies
    beside the tree. `front`: lines above the text; `ends`: what `shown` says of a whole document, for its references;
    `listed`: a heading of ours with its lines after the text.
    """
    numbers = itertools.count()
    shown = [_remarked(block, remarks or {}, numbers) for block in blocks]
    values = {key: {"t": "MetaString", "c": value} for key, value in meta.items() if value}
    tree: dict[str, Any] = {"pandoc-api-version": VERSION, "meta": values, "blocks": []}
    writer = _Writer(bookmarks=bookmarks, pictures=pictures or {})
    tree["blocks"] = [*writer.lines(front, "Facts"), *writer.blocks(shown)]
    tree["blocks"] += [*writer.works(ends or {}), *writer.listed(*listed)]
    return tree


def _remarked(block: Node, remarks: Mapping[str, Sequence[Remark]], numbers: Iterator[int]) -> Node:
    """The block with the comments on it around their words."""
    first = 0
    for remark in remarks.get(block.get("attrs", {}).get("id", ""), ()):
        number = next(numbers)
        first = first if remark.is_answer else number
        block = _placed(block, remark, number, first) or block
    return block


def _placed(block: Node, remark: Remark, number: int, first: int) -> Node | None:
    """The block with one comment in the first of its texts that says the quoted words, else around the first."""
    answers = str(first) if remark.is_answer else ""
    begin: Node = {"type": "remark", "number": str(number), "answers": answers, "remark": remark}
    end: Node = {"type": "remark_end", "number": str(number)}
    return around(block, remark.quote, begin, end) or around(block, "", begin, end)


class _Writer:
    """`pending` are the bookmarks, and the marks of changed paragraphs, that the next words carry."""

    def __init__(self, *, bookmarks: bool, pictures: Mapping[str, str]) -> None:
        self.bookmarks, self.pictures = bookmarks, pictures
        self.pending: list[Node] = []
        self.numbers = itertools.count()

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
                return [{"t": "Header", "c": [attrs["level"], _ATTR, self.textblock(node)]}]
            case "bullet_list":
                return [{"t": "BulletList", "c": [self.blocks(item.get("content", [])) for item in content]}]
            case "ordered_list":
                shape = [attrs.get("order", 1), {"t": "Decimal"}, {"t": "Period"}]
                return [{"t": "OrderedList", "c": [shape, [self.blocks(item.get("content", [])) for item in content]]}]
            case "blockquote":
                return [{"t": "BlockQuote", "c": self.blocks(content)}]
            case "callout":
                return [{"t": "BlockQuote", "c": self.blocks(content)}]
            case "clause":
                return [{"t": "Para", "c": self.textblock(node)}]
            case "article":
                return [{"t": "Header", "c": [node.get("shown", {}).get("level") or 1, _ATTR, self.textblock(node)]}]
            case "figure":
                return self.figure(node)
            case "table":
                return [self.table(node)]
            case "aside_block":
                self.pending += self.own()
                return [{"t": "Para", "c": self.carried([made for one in content for made in self.inline(one)])}]
        return self.blocks(content) or [{"t": "Para", "c": self.carried(_words(plain(node)))}]

    def textblock(self, node: Node) -> list[Node]:
        """The words of a block that holds words, after its bookmark; one that came or went says so in front of them."""
        if change := node.get("attrs", {}).get("change"):
            told = (("author", change["author"]), ("date", change["date"]))
            self.pending.append(_span(f"paragraph-{change['kind']}", told, []))
        number = node.get("shown", {}).get("number")
        before = [_numbered(number)] if number else []
        return self.carried([*before, *(made for one in node.get("content", []) for made in self.inline(one))])

    def figure(self, node: Node) -> list[Node]:
        """The picture, if it lies beside the tree, and its caption; the first of them has the bookmark."""
        attrs = node.get("attrs", {})
        alternative = "" if attrs.get("decorative") else attrs.get("alt") or ""
        name = self.pictures.get(attrs.get("file", ""))
        seen = {"t": "Image", "c": [["", [], [["width", "100%"]]], _words(alternative), [name or "", ""]]}
        first = [seen] if name else _words(f"[{alternative}]" if alternative else "")
        if (change := attrs.get("change")) and first:
            first = [_span(change["kind"], (("author", change["author"]), ("date", change["date"])), first)]
        shown = [{"t": "Para", "c": self.carried(first)}] if first else []
        words = self.textblock(node) if node.get("content") else []
        self.pending = []
        return [*shown, *([_styled("Caption", words)] if words else [])]

    def own(self) -> list[Node]:
        """The bookmark of a line that is no block, each with a name of its own: programs let go of doubled names."""
        return [_span("", (), [], f"{OURS}n{next(self.numbers)}")] if self.bookmarks else []

    def lines(self, given: Sequence[str], style: str) -> list[Node]:
        """Lines of ours around the text; where blocks are known by bookmarks, these are known as ours."""
        return [_styled(style, [*self.own(), *_words(line)]) for line in given]

    def listed(self, title: str, lines: Sequence[str]) -> list[Node]:
        """A heading of ours with a paragraph a line."""
        if not lines:
            return []
        head = {"t": "Header", "c": [1, _ATTR, [*self.own(), *_words(title)]]}
        return [head, *({"t": "Para", "c": [*self.own(), *_words(line)]} for line in lines)]

    def works(self, ends: Node) -> list[Node]:
        """The works that the text cites."""
        if not ends.get("references"):
            return []
        head = {"t": "Header", "c": [1, _ATTR, [*self.own(), *_words(ends["references_word"])]]}
        rows = [[*self.own(), *(_part(style, words) for style, words in line)] for line in ends["references"]]
        return [head, *({"t": "Para", "c": row} for row in rows)]

    def carried(self, inlines: list[Node]) -> list[Node]:
        carried, self.pending = [*self.pending, *inlines], []
        return carried

    def inline(self, node: Node) -> list[Node]:
        if change := node.get("attrs", {}).get("change"):
            by = (("author", change["author"]), ("date", change["date"]))
            plain_node = {**node, "attrs": {key: one for key, one in node["attrs"].items() if key != "change"}}
            return [_span(change["kind"], by, self.inline(plain_node))]
        match node["type"]:
            case "text":
                return [self.run(node)]
            case "hard_break":
                return [{"t": "LineBreak"}]
            case "footnote":
                return [{"t": "Note", "c": [{"t": "Para", "c": _words(node.get("attrs", {}).get("words") or "")}]}]
            case "xref" | "citation":
                return [self.reference(node)]
            case "aside":
                inner = [made for one in node["content"] for made in self.inline(one)]
                return [_span("", (("custom-style", ASIDE),), inner)]
            case "remark":
                found: Remark = node["remark"]
                said = (("author", found.author), ("date", found.date), ("answers", node["answers"]))
                told = (("id", node["number"]), *said)
                return [_span("comment-start", told, _words(found.words))]
            case "remark_end":
                return [_span("comment-end", (("id", node["number"]),), [])]
        return _words(plain(node))

    def run(self, node: Node) -> Node:
        marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", [])}
        inner: list[Node] = (
            [{"t": "Code", "c": [["", [], []], node["text"]]}] if "code" in marks else _words(node["text"])
        )
        for name, made in _MARKS.items():
            if name in marks:
                inner = [{"t": made, "c": inner}]
        if is_tag(tongue := marks.get("lang", {}).get("lang")):
            inner = [_span("", (("lang", tongue),), inner)]
        if is_href(marks.get("link", {}).get("href")):
            inner = [{"t": "Link", "c": [["", [], []], inner, [marks["link"]["href"], ""]]}]
        for kind in KINDS:
            if kind in marks:
                told = (("author", marks[kind]["author"]), ("date", marks[kind]["date"]))
                inner = [_span(kind, told, inner)]
        return inner[0]

    def reference(self, node: Node) -> Node:
        """A reference in its words of today; in a file that may come back it leads to its block."""
        words = _words(node.get("shown", {}).get("words") or "…")
        aim = node.get("attrs", {}).get("to")
        if node["type"] == "citation":
            return _span("", (("custom-style", f"{CITED} {node.get('attrs', {}).get('source', '')}"),), words)
        if not aim or not self.bookmarks:
            return words[0]
        return {"t": "Link", "c": [_ATTR, words, [f"#{bookmark(aim)}", ""]]}

    def table(self, node: Node) -> Node:
        rows, caption = node.get("content", []), node.get("attrs", {}).get("caption")
        number = node.get("shown", {}).get("number")
        told = [*([_numbered(number)] if number else []), *_words(caption)] if caption else []
        cells = [row.get("content", []) for row in rows]
        width = max((sum(cell.get("attrs", {}).get("colspan", 1) for cell in row) for row in cells), default=1)
        heads = 1 if cells and cells[0] and all(cell["type"] == "table_header" for cell in cells[0]) else 0
        side = int(heads < len(cells) and all(row and row[0]["type"] == "table_header" for row in cells[heads:]))
        made = [[["", [], []], [self.cell(cell) for cell in row]] for row in cells]
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": 1 / width}]] * width
        body = [["", [], []], side, [], made[heads:]]
        return {
            "t": "Table",
            "c": [
                _ATTR,
                [None, [{"t": "Plain", "c": told}] if told else []],
                columns,
                [["", [], []], made[:heads]],
                [body],
                [["", [], []], []],
            ],
        }

    def cell(self, node: Node) -> list[Any]:
        attrs = node.get("attrs", {})
        inner = self.blocks(node.get("content", []))
        return [["", [], []], {"t": "AlignDefault"}, attrs.get("rowspan", 1), attrs.get("colspan", 1), inner]


def _numbered(number: str) -> Node:
    return _span("", (("custom-style", NUMBER),), _words(f"{number} "))


def _part(style: str, words: str) -> Node:
    """A piece of a reference: plain, emphasised, or an address."""
    if style == "em":
        return {"t": "Emph", "c": _words(words)}
    return {"t": "Link", "c": [_ATTR, _words(words), [words, ""]]} if style == "link" else _words(words)[0]


def _styled(style: str, inlines: list[Node]) -> Node:
    return {"t": "Div", "c": [["", [style.lower()], [["custom-style", style]]], [{"t": "Para", "c": inlines}]]}


def _span(kind: str, told: Sequence[tuple[str, str]], inlines: list[Node], name: str = "") -> Node:
    pairs = [[key, value] for key, value in told if value]
    return {"t": "Span", "c": [[name, [kind] if kind else [], pairs], inlines]}


def _words(text: str) -> list[Node]:
    return [{"t": "Str", "c": text}] if text else []
