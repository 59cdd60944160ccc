"""A document as pandoc's tree (pandoc-types 1.23), for Word, OpenDocument and EPUB: built of values, never of text."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from .model import (
    Annex,
    Block,
    Callout,
    Cell,
    Clause,
    Colophon,
    Document,
    Figure,
    Heading,
    KeyPoints,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Run,
    Table,
)
from .pandoc_front import contents, front, meta
from .pandoc_tree import Node, attr, div, header, image, link, para, passage, plain, span, styled, words

VERSION = [1, 23, 1]
Target = Literal["docx", "odt", "epub"]
Pictures = Mapping[str, str]  # the anchor of a figure, and the name of the file with its picture


def to_pandoc(document: Document, target: Target, pictures: Pictures) -> dict[str, Any]:
    """Return the tree. `pictures`: for each drawn figure's anchor the name of its picture beside the tree."""
    writer = Writer(document, pictures)
    blocks = [*front(document, target), *contents(document, target)]
    for section in document.sections:
        inner = writer.section(section.level, section.number, section.title, section.anchor)
        inner += writer.blocks(section.blocks)
        blocks += [div(inner, lang=section.lang)] if section.lang and target != "epub" else inner
    for annex in document.annexes:
        blocks += writer.annex(annex)
    blocks += writer.colophon(document.colophon)
    return {"pandoc-api-version": VERSION, "meta": meta(document, target), "blocks": blocks}


class Writer:
    """Writes the blocks of one document."""

    def __init__(self, document: Document, pictures: Pictures) -> None:
        self.labels = document.labels
        self.notes = {note.number: note for note in document.notes}
        self.pictures = pictures
        self.licence = document.front.licence

    def section(self, level: int, number: str, title: str, anchor: str) -> list[Node]:
        return [header(level, [*self.number(number), *words(title)], anchor)]

    def number(self, number: str) -> list[Node]:
        return [span([*words(number)], style="HeadingNumber"), *words(" ")] if number else []

    def blocks(self, blocks: Iterable[Block]) -> list[Node]:
        return [node for block in blocks for node in self.block(block)]

    def block(self, block: Block) -> list[Node]:
        if isinstance(block, Paragraph):
            return (
                [div([para(self.runs(block.runs))], lang=block.lang)] if block.lang else [para(self.runs(block.runs))]
            )
        if isinstance(block, Heading):
            return [header(block.level, [*self.number(block.number), *self.runs(block.runs)], block.anchor)]
        if isinstance(block, Clause):
            made = para([*self.number(block.number), *self.runs(block.runs)])
            return [div([made], anchor=block.anchor)] if block.anchor else [made]
        if isinstance(block, Callout):
            return [{"t": "Div", "c": [attr(style="Callout", classes=("callout",)), self.blocks(block.blocks)]}]
        if isinstance(block, ListBlock):
            items = [self.blocks(item) for item in block.items]
            return [ordered(items, block.start) if block.ordered else {"t": "BulletList", "c": items}]
        if isinstance(block, Quote):
            return [{"t": "BlockQuote", "c": self.blocks(block.blocks)}]
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, KeyPoints):
            return [ordered([self.blocks(point.blocks) for point in block.points], 1)]
        return self.figure(block)

    def runs(self, runs: Iterable[Run]) -> list[Node]:
        return [node for run in runs for node in self.run(run)]

    def run(self, run: Run) -> list[Node]:
        if run.line_break:
            return [{"t": "LineBreak"}]
        if run.note:
            return [self.note(self.notes[run.note])] if run.note in self.notes else []
        inner = [{"t": "Code", "c": [attr(), run.text]}] if run.code else words(run.text)
        if run.em:
            inner = [{"t": "Emph", "c": inner}]
        if run.strong:
            inner = [{"t": "Strong", "c": inner}]
        if run.lang:
            inner = [passage(inner, run.lang)]
        if run.ref or run.href:
            return [link(inner, f"#{run.ref}" if run.ref else run.href)]
        return inner

    def note(self, note: Note) -> Node:
        return {"t": "Note", "c": self.blocks(note.blocks)}

    def table(self, table: Table) -> list[Node]:
        total = sum(table.weights) or 1
        shares = table.weights or (1,) * table.columns
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": share / total}] for share in shares]
        head = [self.row(row) for row in table.rows[: table.header_rows]]
        body = table.rows[table.header_rows :]
        heads = int(bool(body) and all(row and row[0].header for row in body))
        bodies = [[attr(), heads, [], [self.row(row) for row in body]]]
        caption = [None, [plain(self.caption("table", table.number, table.caption))] if table.caption else []]
        made = {"t": "Table", "c": [attr(), caption, columns, [attr(), head], bodies, [attr(), []]]}
        return [div([made], anchor=table.anchor) if table.anchor else made]

    def caption(self, label: str, number: str, text: str) -> list[Node]:
        before = f"{self.labels[label]} {number}" if number else ""
        return [*([{"t": "Strong", "c": words(before)}, *words("  ")] if before else []), *words(text)]

    def row(self, row: Iterable[Cell]) -> list[Any]:
        cells = [[attr(), {"t": "AlignDefault"}, cell.rowspan, cell.colspan, self.cell(cell)] for cell in row]
        return [attr(), cells]

    def cell(self, cell: Cell) -> list[Node]:
        """One paragraph stands tight in its cell; a heading cell is strong in every format."""
        if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph):
            inner = self.runs(cell.blocks[0].runs)
            return [plain([{"t": "Strong", "c": inner}] if cell.header and inner else inner)]
        return self.blocks(cell.blocks)

    def figure(self, figure: Figure) -> list[Node]:
        out: list[Node] = []
        if figure.question:
            out.append(
                styled("Question", [*words(f"{self.labels['question']}: "), {"t": "Emph", "c": words(figure.question)}])
            )
        if figure.facts:
            out.append(
                styled(
                    "Facts", words(" · ".join(f"{name}{self.labels['colon']}{value}" for name, value in figure.facts))
                )
            )
        if name := self.pictures.get(figure.anchor):
            drawn = plain([image(name, figure.alternative)])
            caption = [None, [plain(self.caption("figure", figure.number, figure.title))]]
            out.append({"t": "Figure", "c": [attr(figure.anchor), caption, [drawn]]})
        elif figure.title:
            out.append(para([{"t": "Strong", "c": words(figure.title)}]))
        if figure.caption:
            out.append(styled("Facts", words(figure.caption)))
        if figure.table:
            out += self.table(figure.table)
        out += [styled("Facts", words(note)) for note in figure.notes]
        return [div(out, lang=figure.lang)] if figure.lang else out

    def annex(self, annex: Annex) -> list[Node]:
        title = words(f"{self.labels['annex']} {annex.letter}{self.labels['colon']}{annex.title}")
        return [header(1, title, annex.anchor), para(words(annex.note)), *self.blocks(annex.blocks)]

    def colophon(self, colophon: Colophon) -> list[Node]:
        out = [header(1, words(self.labels["colophon"]), colophon.anchor)]
        out += [para(words(text)) for text in colophon.paragraphs]
        rows = [
            [plain([{"t": "Strong", "c": words(row.title)}, *words(f". {row.what}. {row.detail}")]),
             plain([{"t": "Code", "c": [attr(), "\u200b".join(row.sha256[n : n + 16] for n in range(0, 64, 16))]}])]
            for row in colophon.inputs
        ]  # fmt: skip
        out.append(self.pairs(self.labels["input"], self.labels["hash"], rows))
        tools = [(self.labels["build"], colophon.build), *colophon.tools, (self.labels["licence"], self.licence)]
        out.append(
            self.pairs(
                self.labels["tool"], self.labels["version"], [[plain(words(a)), plain(words(b))] for a, b in tools]
            )
        )
        return out

    def pairs(self, left: str, right: str, rows: list[list[Node]]) -> Node:
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": 0.5}]] * 2
        cells = [[attr(), [[attr(), {"t": "AlignDefault"}, 1, 1, [one]] for one in row]] for row in rows]
        heads = [
            [attr(), {"t": "AlignDefault"}, 1, 1, [plain([{"t": "Strong", "c": words(w)}])]] for w in (left, right)
        ]
        body = [[attr(), 1, [], cells]]
        return {"t": "Table", "c": [attr(), [None, []], columns, [attr(), [[attr(), heads]]], body, [attr(), []]]}


def ordered(items: list[list[Node]], start: int) -> Node:
    return {"t": "OrderedList", "c": [[start, {"t": "Decimal"}, {"t": "Period"}], items]}
