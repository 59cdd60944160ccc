"""The document model of a report: what every writer (PDF, web) is given, and nothing else."""

from dataclasses import dataclass, field
from typing import ClassVar


class InvalidDocument(ValueError):  # noqa: N818  (it is the document, not an error of ours)
    """An input that no writer should see. `where` is the anchor of the nearest heading, or empty."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `line_break` stands for a break and carries no text."""

    kind: ClassVar[str] = "run"
    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    href: str = ""
    line_break: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    runs: tuple[Run, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """Level counts from 1 within the whole report; the number is printed before the words."""

    kind: ClassVar[str] = "heading"
    level: int
    runs: tuple[Run, ...]
    number: str = ""
    anchor: str = ""
    lang: str = ""


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
    """`header_rows` leading rows are repeated on every page; `weights` share out the width."""

    kind: ClassVar[str] = "table"
    columns: int
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    weights: tuple[int, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    kind: ClassVar[str] = "bar"
    label: str
    count: int
    percent: int
    permille: int  # of the longest bar, so that writers draw without arithmetic on fractions


@dataclass(frozen=True, slots=True)
class PollResult:
    """A poll as a figure: the finding is its title, the table behind it says everything again."""

    kind: ClassVar[str] = "poll"
    question: str
    facts: tuple[tuple[str, str], ...]
    finding: str
    alternative: str
    bars: tuple[Bar, ...]
    anchor: str = ""
    lang: str = ""


Block = Paragraph | Heading | ListBlock | Quote | Table | PollResult


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


@dataclass(frozen=True, slots=True)
class Person:
    kind: ClassVar[str] = "person"
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class AnnexGroup:
    kind: ClassVar[str] = "annex_group"
    delegation: str
    standing: str
    summary: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    kind: ClassVar[str] = "annex"
    letter: str
    title: str
    anchor: str
    source: str
    note: str
    named: bool
    groups: tuple[AnnexGroup, ...]


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
    labels: dict[str, str] = field(default_factory=dict)
