"""The web edition of a report as a list of blocks of plain text, for comparing and for searching."""

from dataclasses import dataclass
from html.parser import HTMLParser

BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "figcaption", "caption", "dt", "dd"}
CELLS = {"td", "th"}
UNSPOKEN = {"nav", "details", "svg", "script", "style"}  # contents, hashes, drawings: not what a reader reads
EMPTY = {"br", "img", "hr", "col", "input", "rect", "path", "wbr", "source"}


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, item or row; `heading` is the one that it stands under (its own words for a heading)."""

    kind: str
    text: str
    heading: str


def blocks_of(html: str) -> list[Block]:
    """Return the blocks of well-formed HTML in reading order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.heading = ""
        self.silent = 0  # how deep inside something unspoken
        self.kind = ""
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY:
            self.words.append(" ")
        elif self.silent or tag in UNSPOKEN:
            self.silent += 1
        elif tag in BLOCKS and not (self.kind == "tr" and tag == "p"):
            self.end_block()
            self.kind = tag
        elif tag in CELLS and "".join(self.words).strip():
            self.words.append(" · ")
        elif tag in BLOCKS | CELLS:  # a paragraph in a cell
            self.words.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent -= tag not in EMPTY
        elif tag == self.kind:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

    def end_block(self) -> None:
        text = " ".join("".join(self.words).split())
        if text:
            if self.kind.startswith("h"):
                self.heading = text
            self.blocks.append(Block(self.kind or "p", text, self.heading))
        self.kind, self.words = "", []
