"""The document model of a report: what every writer (web, PDF, Word, OpenDocument, EPUB) is given, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal


class InvalidDocument(ValueError):  # noqa: N818  (it is the document, not an error of ours)
    """An input that no writer should see. `where` is the anchor of the nearest heading, or empty."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    `line_break` stands for a break and `note` (a number) for the mark of that note; both carry no text. `ref` is the
    anchor of a place in this report to which the text leads; `href` an address outside of it. `to` is the id of a
    draft's block until its place in the report is known.
    """

    kind: ClassVar[str] = "run"
    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    href: str = ""
    line_break: bool = False
    note: int = 0
    ref: str = ""
    to: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`place` is the id of the draft's block, so that a finding can lead to it."""

    kind: ClassVar[str] = "paragraph"
    runs: tuple[Run, ...]
    lang: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """Level counts from 1 within the whole report; the number is printed before the words."""

    kind: ClassVar[str] = "heading"
    level: int
    runs: tuple[Run, ...]
    number: str = ""
    anchor: str = ""
    lang: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph; level 1 to 4, the number as it is printed: 1, 1.1, (a), (i)."""

    kind: ClassVar[str] = "clause"
    level: int
    number: str
    runs: tuple[Run, ...]
    anchor: str = ""
    lang: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A key point in a box of its own."""

    kind: ClassVar[str] = "callout"
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    kind: ClassVar[str] = "list"
    ordered: bool
    items: tuple[tuple["Block", ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    kind: ClassVar[str] = "quote"
    blocks: tuple["Block", ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    kind: ClassVar[str] = "cell"
    blocks: tuple["Block", ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`header_rows` leading rows are repeated on every page; `weights` share out the width.

    The first cell of every further row heads its row where `row_heads`. `number`: of a table with a caption.
    """

    kind: ClassVar[str] = "table"
    columns: int
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    weights: tuple[int, ...] = ()
    anchor: str = ""
    caption: str = ""
    number: str = ""
    row_heads: bool = False
    place: str = ""


Drawing = Literal["bars", "themes", "cloud", "image", "none"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a figure draws; `value` is said beside it. `permille`: of the longest bar or largest word.

    `group`: of a theme map, the theme to which a point belongs; empty for the theme itself.
    """

    kind: ClassVar[str] = "item"
    label: str
    value: str = ""
    permille: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by the hash of its bytes; `address` is where the web edition shows it from. Size in pixels."""

    kind: ClassVar[str] = "picture"
    sha256: str
    type: str
    width: int
    height: int
    address: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Something shown: its title says what it finds, its alternative says it all in words, its table has the data.

    `question` and `facts` stand above it where somebody was asked something; `notes` below it. With the drawing
    `none` there is nothing to see: then it has no number, and the table or the notes say what is known.
    """

    kind: ClassVar[str] = "figure"
    drawing: Drawing
    title: str
    alternative: str
    items: tuple[Item, ...] = ()
    table: Table | None = None
    question: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    caption: str = ""
    notes: tuple[str, ...] = ()
    image: Image | None = None
    number: str = ""
    anchor: str = ""
    lang: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One numbered thing to take away; its anchor stays the same in every format."""

    kind: ClassVar[str] = "key_point"
    number: int
    anchor: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class KeyPoints:
    kind: ClassVar[str] = "key_points"
    points: tuple[KeyPoint, ...]


Block = Paragraph | Heading | Clause | ListBlock | Quote | Callout | Table | Figure | KeyPoints


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: short paragraphs under one number, counted through the whole report."""

    kind: ClassVar[str] = "note"
    number: int
    anchor: str
    blocks: tuple[Block, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that reading a source could not make sense of; the checks before a build put it into words."""

    kind: ClassVar[str] = "fault"
    code: str
    detail: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One source in its place. `level` 1 is a chapter, 2 stands inside the chapter before it."""

    kind: ClassVar[str] = "section"
    number: str
    title: str
    level: int
    anchor: str
    source: str
    blocks: tuple[Block, ...]
    lang: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """`note` says in a sentence what it lists and of which day. `folded`: a page shows it closed at first."""

    kind: ClassVar[str] = "annex"
    letter: str
    title: str
    anchor: str
    source: str
    note: str
    blocks: tuple[Block, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """The title page. `demonstration` is empty, or the words that must stand on cover and footer."""

    kind: ClassVar[str] = "front"
    title: str
    subtitle: str
    group: str
    programme: str
    authors: tuple[str, ...]
    date: str  # ISO, for machines
    date_words: str
    release: int
    release_words: str
    language: str
    licence: str
    demonstration: str
    address: str


@dataclass(frozen=True, slots=True)
class InputRow:
    kind: ClassVar[str] = "input"
    what: str
    title: str
    detail: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Colophon:
    kind: ClassVar[str] = "colophon"
    anchor: str
    paragraphs: tuple[str, ...]
    inputs: tuple[InputRow, ...]
    build: str
    tools: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    kind: ClassVar[str] = "document"
    front: Front
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...]
    colophon: Colophon
    notes: tuple[Note, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)

    def parts(self) -> Iterator[tuple[Block, ...]]:
        """The blocks of every chapter and annex, in order."""
        yield from (section.blocks for section in self.sections)
        yield from (annex.blocks for annex in self.annexes)

    def figures(self) -> Iterator[Figure]:
        """Every figure that has something to see, in order."""
        for blocks in self.parts():
            yield from (block for block in blocks if isinstance(block, Figure) and block.number)
