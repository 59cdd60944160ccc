"""ProseMirror JSON of a frozen draft version, read into blocks; what the schema does not know is refused."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from .model import (
    Block,
    Fault,
    Figure,
    Heading,
    InvalidDocument,
    KeyPoints,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Run,
    Table,
)
from .tables import read_table

MAX_DEPTH = 10
MAX_NODES = 60_000
MAX_CHARACTERS = 2_000_000
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# C0 and C1 controls, lone surrogates and non-characters have no place in a text layer.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

NOTE_MARK = re.compile(r"\[\^([A-Za-z0-9_-]{1,30})\]")
NOTE_WORDS = re.compile(r"\[\^([A-Za-z0-9_-]{1,30})\]:\s*")
CAPTION = re.compile(r"\s*(\w+)\s?:\s*(\S.*)", re.DOTALL)
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")

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


@dataclass(frozen=True, slots=True)
class Target:
    """A place in this report that has a page of its own in the product: links to that page lead to the place."""

    anchor: str
    title: str


@dataclass(slots=True)
class Context:
    """What the sources of one report share: where they are, and one count of notes."""

    host: str = ""
    targets: Mapping[str, Target] = field(default_factory=dict)
    notes: int = 0


class Reader:
    """Reads one tree with a budget, so that no input costs more than its limits allow.

    Two conventions of Markdown are read in the text itself: `[^name]` is the mark of a note whose words stand in a
    paragraph that begins with `[^name]:`, and a paragraph `Table: words` before a table is its caption.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.nodes = 0
        self.characters = 0
        self.place = ""
        self.marks: list[tuple[int, str, str]] = []  # number, name and place of each mark of a note
        self.words: dict[str, Paragraph] = {}  # the notes' words by name
        self.faults: list[Fault] = []

    def read(self, nodes: object) -> tuple[Block, ...]:
        """The blocks of a whole draft, its notes taken out."""
        kept = [node for node in children(nodes) if not self.takes_note(node)]
        return tuple(captioned(self.blocks(kept)))

    def notes(self) -> Iterator[Note]:
        """The notes in the order of their marks; a mark without words is a fault, and so are words without a mark."""
        for number, name, place in self.marks:
            if name in self.words:
                yield Note(number, f"note-{number}", (self.words[name],))
            else:
                self.faults.append(Fault("note-missing", name, place))
        marked = {name for _number, name, _place in self.marks}
        self.faults += [Fault("note-unused", name) for name in self.words if name not in marked]

    def takes_note(self, node: Node) -> bool:
        first = next(iter(children(node.get("content"))), None) if node.get("type") == "paragraph" else None
        text = first.get("text") if first else None
        found = NOTE_WORDS.match(text) if first and isinstance(text, str) else None
        if found is None or first is None:
            return False
        rest = [{**first, "text": str(text)[found.end() :]}, *children(node.get("content"))[1:]]
        self.words[found[1]] = Paragraph(tuple(run for run in self.runs(rest, notes=False)))
        return True

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
        lang = language(attrs.get("lang"))
        self.place = identifier(attrs.get("id")) or self.place
        place = self.place
        if kind == "paragraph":
            return Paragraph(self.runs(content), lang, place)
        if kind == "heading":
            level = whole(attrs.get("level"), 1, 6)
            return Heading(level, self.runs(content), lang=lang, place=place)
        if kind in {"bullet_list", "ordered_list"}:
            items = tuple(self.item(child, depth + 1) for child in children(content))
            return ListBlock(kind == "ordered_list", items, whole(attrs.get("order"), 1, 9999))
        if kind == "blockquote":
            return Quote(self.blocks(content, depth + 1), lang)
        if kind == "table":
            return replace(self.table(content, depth), place=place)
        raise InvalidDocument(_("The text contains a part that reports do not know."))

    def item(self, node: Node, depth: int) -> tuple[Block, ...]:
        if node.get("type") != "list_item":
            raise InvalidDocument(_("A list contains something that is not an item."))
        return self.blocks(node.get("content"), depth)

    def table(self, content: object, depth: int) -> Table:
        return read_table(children(content), lambda cell: self.blocks(cell, depth + 1))

    def runs(self, nodes: object, *, notes: bool = True) -> tuple[Run, ...]:
        runs: list[Run] = []
        for node in children(nodes):
            self.spend(0)
            if node.get("type") in {"hard_break", "hardBreak"}:
                runs.append(Run("", line_break=True))
            elif node.get("type") == "text":
                run = self.run(node)
                runs += self.marked(run) if notes and "[^" in run.text and not run.code else [run]
            else:
                raise InvalidDocument(_("The text contains a part that reports do not know."))
        return tuple(run for run in runs if run.text or run.line_break or run.note)

    def marked(self, run: Run) -> Iterator[Run]:
        """The run, cut at the marks of notes."""
        start = 0
        for mark in NOTE_MARK.finditer(run.text):
            yield replace(run, text=run.text[start : mark.start()])
            self.context.notes += 1
            self.marks.append((self.context.notes, mark[1], self.place))
            yield Run("", note=self.context.notes)
            start = mark.end()
        yield replace(run, text=run.text[start:])

    def run(self, node: Node) -> Run:
        text = node.get("text")
        if not isinstance(text, str):
            raise InvalidDocument(_("The text contains a part that reports do not know."))
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise InvalidDocument(_("The text is longer than a report can hold."))
        marks = {mark.get("type"): attributes(mark) for mark in children(node.get("marks"))}
        href = safe_link(marks.get("link", {}).get("href"))
        made = Run(clean(text), "strong" in marks, "em" in marks, "code" in marks, href)
        return self.led(made) if href else made

    def led(self, run: Run) -> Run:
        """A link to a source of this report leads to its place here; one into the members' pages leads nobody."""
        parts = urlsplit(run.href)
        if not self.context.host or parts.netloc != self.context.host:
            return run
        if target := self.context.targets.get(parts.path):
            words = target.title if run.text.strip() == run.href else run.text
            return replace(run, text=words, href="", ref=target.anchor)
        if parts.path.startswith("/groups/") and parts.path.count("/") > 3:
            self.faults.append(Fault("members-link", run.text, self.place))
        return run


def identifier(value: object) -> str:
    """A block's id, when it is one."""
    return value if isinstance(value, str) and IDENTIFIER.fullmatch(value) else ""


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


@dataclass(frozen=True, slots=True)
class Prose:
    """A draft as blocks, with the words of its notes and what could not be made sense of."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    faults: tuple[Fault, ...]


def read_prose(doc: object, context: Context | None = None) -> Prose:
    """A ProseMirror `doc` node. Raises InvalidDocument."""
    if not isinstance(doc, Mapping) or doc.get("type") != "doc":
        raise InvalidDocument(_("The text is not a document."))
    reader = Reader(context or Context())
    blocks = reader.read(doc.get("content"))
    notes = tuple(reader.notes())
    return Prose(blocks, notes, tuple(reader.faults))


def captioned(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, each paragraph `Table: words` before a table made the table's caption."""
    caption = ""
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and isinstance(after, Table):
            found = CAPTION.match("".join(run.text for run in block.runs))
            if found and found[1].casefold() in {"table", _("Table").casefold()}:
                caption = found[2].strip()
                continue
        yield replace(block, caption=caption) if isinstance(block, Table) and caption else block
        caption = ""


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
        yield block.caption
        for row in block.rows:
            for cell in row:
                for child in cell.blocks:
                    yield from text_of(child)
    elif isinstance(block, KeyPoints):
        for point in block.points:
            for child in point.blocks:
                yield from text_of(child)
    else:
        yield from figure_words(block)


def figure_words(figure: Figure) -> Iterator[str]:
    """Every stretch of text that a figure shows or says."""
    yield figure.question
    yield figure.title
    yield figure.caption
    yield figure.alternative
    yield from (word for fact in figure.facts for word in fact)
    yield from (word for item in figure.items for word in (item.label, item.value, item.group))
    yield from figure.notes
    if figure.table:
        yield from text_of(figure.table)


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
        elif isinstance(block, KeyPoints):
            for point in block.points:
                yield from walk(point.blocks)
