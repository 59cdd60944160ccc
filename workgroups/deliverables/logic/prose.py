"""ProseMirror JSON of a frozen draft version, read into blocks; what the schema does not know is refused."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from .inputs import DraftImageInput, LabelInput, WorkInput
from .model import (
    Block,
    Callout,
    Clause,
    Fault,
    Figure,
    Heading,
    Image,
    InvalidDocument,
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
ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
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


@dataclass(frozen=True, slots=True)
class Beside:
    """What a draft's text refers to: labels by block id, pictures by file id, cited works by key."""

    labels: Mapping[str, LabelInput] = field(default_factory=dict)
    images: Mapping[str, DraftImageInput] = field(default_factory=dict)
    works: Mapping[str, WorkInput] = field(default_factory=dict)


class Reader:
    """Reads one tree with a budget, so that no input costs more than its limits allow.

    Two conventions of Markdown are read in the text itself: `[^name]` is the mark of a note whose words stand in a
    paragraph that begins with `[^name]:`, and a paragraph `Table: words` before a table is its caption.
    """

    def __init__(self, context: Context, beside: Beside) -> None:
        self.context, self.beside = context, beside
        self.nodes = 0
        self.characters = 0
        self.place = ""
        self.marks: list[tuple[int, str, str]] = []  # number, name and place of each mark of a note
        self.words: dict[str, Paragraph] = {}  # the notes' words by name
        self.faults: list[Fault] = []
        self.own: list[Note] = []  # notes that stand in the text where their mark is
        self.cited: list[str] = []
        self.inner: list[Figure] = []  # figures that stood inside of the block which is being read

    def read(self, nodes: object) -> tuple[Block, ...]:
        """The blocks of a whole draft, its notes taken out."""
        kept = [node for node in children(nodes) if not self.takes_note(node)]
        return tuple(captioned([block for node in kept for block in self.top(node)]))

    def top(self, node: Node) -> Iterator[Block]:
        """One block, then the figures that stood inside of it: a report sets a figure by itself."""
        self.inner = []
        made = self.block(node, 0)
        yield from (block for block in [made, *self.inner] if not is_nothing(block))

    def notes(self) -> Iterator[Note]:
        """The notes by number; a mark without words is a fault, and so are words without a mark."""
        yield from self.own
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
        made = [self.block(node, depth) for node in children(nodes)]
        self.inner += [block for block in made if isinstance(block, Figure)]
        return tuple(block for block in made if not isinstance(block, Figure))

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
            caption = clean(str(attrs.get("caption") or ""))
            return replace(self.table(content, depth), place=place, caption=caption)
        return self.newer(node, attrs, depth)

    def newer(self, node: Node, attrs: Mapping[str, Any], depth: int) -> Block:
        """The blocks that came with schema 2."""
        kind, content, place = node.get("type"), node.get("content"), self.place
        told = self.beside.labels.get(place)
        if kind == "clause":
            level, number = whole(attrs.get("level"), 1, 4), told["number"] if told else ""
            return Clause(level, number, self.runs(content), place=place)
        if kind == "article":
            words = (Run(f"{told['words']}. "),) if told else ()
            level = told["level"] if told else 1
            return Heading(max(level, 1), (*words, *self.runs(content)), place=place)
        if kind == "callout":
            return Callout(self.blocks(content, depth + 1))
        if kind == "figure":
            return self.figure(attrs, "".join(run.text for run in self.runs(content, notes=False)).strip())
        raise InvalidDocument(_("The text contains a part that reports do not know."))

    def figure(self, attrs: Mapping[str, Any], caption: str) -> Figure:
        """A picture of the draft; without a drawing where it only decorates, or where the draft does not have it."""
        found = self.beside.images.get(str(attrs.get("file") or ""))
        alternative, place = clean(str(attrs.get("alt") or "")), self.place
        if found is None and not attrs.get("decorative"):
            self.faults.append(Fault("figure-missing", caption, place))
        if found is None or attrs.get("decorative"):
            return Figure("none", "", "", place=place)
        names = ("sha256", "type", "width", "height", "address")
        image = Image(*(found[name] for name in names))  # type: ignore[literal-required]
        return Figure("image", caption, alternative, image=image, place=place)

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
            elif node.get("type") in {"footnote", "xref", "citation"}:
                runs.append(self.atom(str(node["type"]), attributes(node), notes=notes))
            else:
                raise InvalidDocument(_("The text contains a part that reports do not know."))
        return tuple(run for run in runs if run.text or run.line_break or run.note or run.to)

    def atom(self, kind: str, attrs: Mapping[str, Any], *, notes: bool) -> Run:
        """A note with its words, or a reference: what it leads to is resolved when the whole chapter is numbered."""
        if kind == "footnote":
            words = clean(str(attrs.get("words") or "")).strip()
            if not words or not notes:  # a caption carries no mark
                return Run(f" ({words})" if words else "")
            self.context.notes += 1
            number = self.context.notes
            self.own.append(Note(number, f"note-{number}", (Paragraph(tuple(with_links(words))),)))
            return Run("", note=number)
        if kind == "xref":
            if (target := identifier(attrs.get("to"))) in self.beside.labels:
                return Run("", to=target)
            self.faults.append(Fault("reference-gone", "", self.place))
            return Run("")
        work, at = self.beside.works.get(str(attrs.get("source"))), clean(str(attrs.get("at") or ""))
        if work is None:
            self.faults.append(Fault("source-gone", "", self.place))
            return Run("")
        self.cited.append(str(attrs["source"]))
        return Run(f"({clean(work['name'])}, {at})" if at else f"({clean(work['name'])})", ref="references")

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
        tongue = language(marks.get("lang", {}).get("lang"))
        made = Run(clean(text), "strong" in marks, "em" in marks, "code" in marks, href, lang=tongue)
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
    cited: tuple[str, ...] = ()


def read_prose(doc: object, context: Context | None = None, beside: Beside | None = None) -> Prose:
    """A ProseMirror `doc` node. Raises InvalidDocument."""
    if not isinstance(doc, Mapping) or doc.get("type") != "doc":
        raise InvalidDocument(_("The text is not a document."))
    reader = Reader(context or Context(), beside or Beside())
    blocks = reader.read(doc.get("content"))
    notes = tuple(reader.notes())
    return Prose(blocks, notes, tuple(reader.faults), tuple(reader.cited))


def is_nothing(block: Block) -> bool:
    return isinstance(block, Figure) and block.drawing == "none"


def with_links(words: str) -> Iterator[Run]:
    """Plain words in which web addresses lead there."""
    start = 0
    for found in ADDRESS.finditer(words):
        yield Run(words[start : found.start()])
        yield Run(found[0], href=safe_link(found[0]))
        start = found.end()
    if words[start:]:
        yield Run(words[start:])


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
