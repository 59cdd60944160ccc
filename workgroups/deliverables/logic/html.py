"""The web edition: a document as HTML, every word escaped; headings start at level 2, below the page's own."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from workgroups.core.languages import direction

from .html_figures import figure
from .model import (
    Annex,
    Block,
    Callout,
    Cell,
    Clause,
    Colophon,
    Document,
    Heading,
    KeyPoints,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Run,
    Section,
    Table,
)

NOTHING = format_html("{}", "")
DEEPEST = 6


def to_html(document: Document) -> str:
    """Return the report's body: contents, chapters, annexes and colophon."""
    labels = document.labels
    parts = [
        _contents(document),
        *(_section(section, labels) for section in document.sections),
        *(_annex(annex, labels) for annex in document.annexes),
        _notes(document.notes, labels),
        _colophon(document.colophon, labels),
    ]
    return _join(parts)


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _contents(document: Document) -> SafeString:
    rows = [(s.anchor, s.number, s.title) for s in document.sections]
    rows += [(a.anchor, a.letter, a.title) for a in document.annexes]
    items = format_html_join("", '<li><a href="#{}"><span class="number">{}</span> {}</a></li>', rows)
    return format_html(
        '<nav class="contents" aria-labelledby="contents"><h2 id="contents">{}</h2><ol role="list">{}</ol></nav>',
        document.labels["contents"],
        items,
    )


def _section(section: Section, labels: dict[str, str]) -> SafeString:
    heading = _heading(section.level, section.anchor, section.number, format_html("{}", section.title))
    body = blocks(section.blocks, labels)
    return format_html("<section{}>{}{}</section>", _lang(section.lang), heading, body)


def _heading(level: int, anchor: str, number: str, words: SafeString) -> SafeString:
    tag = f"h{min(level + 1, DEEPEST)}"
    before = format_html('<span class="number">{}</span> ', number) if number else NOTHING
    return format_html("<{} id='{}'>{}{}</{}>", tag, anchor, before, words, tag)


def blocks(found: Iterable[Block], labels: dict[str, str]) -> SafeString:
    """Return blocks one after another."""
    return _join(_block(block, labels) for block in found)


def _block(block: Block, labels: dict[str, str]) -> SafeString:
    if isinstance(block, Paragraph):
        return format_html("<p{}>{}</p>", _lang(block.lang), _runs(block.runs, labels))
    if isinstance(block, Heading):
        return _heading(block.level, block.anchor, block.number, _runs(block.runs, labels))
    if isinstance(block, Clause):
        return _clause(block, labels)
    if isinstance(block, Callout):
        inner = blocks(block.blocks, labels)
        return format_html('<div class="callout" role="note" aria-label="{}">{}</div>', labels["key_point"], inner)
    if isinstance(block, ListBlock):
        items = format_html_join("", "<li>{}</li>", ((blocks(item, labels),) for item in block.items))
        if block.ordered:
            return format_html("<ol start='{}'>{}</ol>", block.start, items)
        return format_html("<ul>{}</ul>", items)
    if isinstance(block, Quote):
        return format_html("<blockquote{}>{}</blockquote>", _lang(block.lang), blocks(block.blocks, labels))
    if isinstance(block, Table):
        return table(block, labels)
    if isinstance(block, KeyPoints):
        rows = ((point.anchor, blocks(point.blocks, labels)) for point in block.points)
        return format_html('<ol class="key-points">{}</ol>', format_html_join("", '<li id="{}">{}</li>', rows))
    return figure(block, labels, lambda found: table(found, labels, of_figure=True))


def _clause(clause: Clause, labels: dict[str, str]) -> SafeString:
    anchor = format_html(' id="{}"', clause.anchor) if clause.anchor else NOTHING
    number = format_html('<span class="number">{}</span> ', clause.number)
    runs = _runs(clause.runs, labels)
    return format_html(
        '<p class="clause clause-{}"{}{}>{}{}</p>', clause.level, anchor, _lang(clause.lang), number, runs
    )


def _runs(runs: Iterable[Run], labels: dict[str, str]) -> SafeString:
    return format_html_join("", "{}", ((_run(run, labels),) for run in runs))


def _run(run: Run, labels: dict[str, str]) -> SafeString:
    if run.line_break:
        return format_html("<br>")
    if run.note:
        return format_html(
            '<sup><a id="note-mark-{}" href="#note-{}" role="doc-noteref"><span class="visually-hidden">{} </span>{}'
            "</a></sup>",
            run.note, run.note, labels["note"], run.note,
        )  # fmt: skip
    out = format_html("{}", run.text)
    for tag, on in (("code", run.code), ("em", run.em), ("strong", run.strong)):
        if on:
            out = format_html("<{}>{}</{}>", tag, out, tag)
    if run.lang:
        out = format_html('<span lang="{}" dir="{}">{}</span>', run.lang, direction(run.lang), out)
    if run.ref:
        return format_html('<a href="#{}">{}</a>', run.ref, out)
    return format_html('<a href="{}" rel="noopener">{}</a>', run.href, out) if run.href else out


def table(found: Table, labels: dict[str, str], *, of_figure: bool = False) -> SafeString:
    """Return a table in a frame that scrolls by itself; its caption, when it has one, names it."""
    head = _rows(found.rows[: found.header_rows], labels, "col")
    body = _rows(found.rows[found.header_rows :], labels, "row")
    caption = NOTHING
    if found.caption and not of_figure:
        caption = format_html(
            '<caption><span class="number">{} {}</span> {}</caption>', labels["table"], found.number, found.caption
        )
    return format_html(
        '<div class="table-wrap" role="group" tabindex="0" aria-label="{}"{}>'
        '<table class="table">{}<thead>{}</thead><tbody>{}</tbody></table></div>',
        found.caption or labels["table"],
        format_html(' id="{}"', found.anchor) if found.anchor else NOTHING,
        caption,
        head,
        body,
    )


def _rows(rows: Iterable[tuple[Cell, ...]], labels: dict[str, str], scope: str) -> SafeString:
    return format_html_join("", "<tr>{}</tr>", ((_cells(row, labels, scope),) for row in rows))


def _cells(row: tuple[Cell, ...], labels: dict[str, str], scope: str) -> SafeString:
    return format_html_join("", "{}", ((_cell(cell, labels, scope),) for cell in row))


def _cell(cell: Cell, labels: dict[str, str], scope: str) -> SafeString:
    spans = [(name, value) for name, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if value > 1]
    attributes = format_html_join("", " {}='{}'", spans)
    content = blocks(cell.blocks, labels)
    if cell.header:
        return format_html("<th scope='{}'{}>{}</th>", scope, attributes, content)
    return format_html("<td{}>{}</td>", attributes, content)


def _annex(annex: Annex, labels: dict[str, str]) -> SafeString:
    body = blocks(annex.blocks, labels)
    if annex.folded:
        body = format_html('<details class="more"><summary>{}</summary>{}</details>', labels["show"], body)
    return format_html(
        '<section><h2 id="{}"><span class="number">{} {}</span> {}</h2><p>{}</p>{}</section>',
        annex.anchor, labels["annex"], annex.letter, annex.title, annex.note, body,
    )  # fmt: skip


def _notes(notes: Iterable[Note], labels: dict[str, str]) -> SafeString:
    rows = [
        (n.number, n.number, _lang(n.lang), blocks(n.blocks, labels), n.number, labels["back"], n.number) for n in notes
    ]
    if not rows:
        return NOTHING
    items = format_html_join(
        "",
        '<li id="note-{}" value="{}"{}>{}<p><a href="#note-mark-{}" role="doc-backlink">{} <span'
        ' class="visually-hidden">{}</span></a></p></li>',
        rows,
    )
    return format_html(
        '<section role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">{}</h2>'
        '<ol class="notes">{}</ol></section>',
        labels["notes"],
        items,
    )


def _colophon(colophon: Colophon, labels: dict[str, str]) -> SafeString:
    paragraphs = format_html_join("", "<p>{}</p>", ((text,) for text in colophon.paragraphs[:1]))
    rows = format_html_join(
        "",
        "<li>{}{}{} – {}<br><code class='hash'>{}</code></li>",
        ((row.what, labels["colon"], row.title, row.detail, row.sha256) for row in colophon.inputs),
    )
    return format_html(
        '<section><h2 id="{}">{}</h2>{}<details class="more"><summary>{}</summary><ul>{}</ul></details></section>',
        colophon.anchor, labels["colophon"], paragraphs, labels["input"], rows,
    )  # fmt: skip


def _lang(tag: str) -> SafeString:
    return format_html(" lang='{}'", tag) if tag else NOTHING
