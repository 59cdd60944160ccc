"""The web edition: a document as HTML, every word escaped; headings start at level 2, below the page's own."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .model import (
    Annex,
    Block,
    Cell,
    Colophon,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    PollResult,
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
    blocks = _join(_block(block, labels) for block in section.blocks)
    return format_html("<section{}>{}{}</section>", _lang(section.lang), heading, blocks)


def _heading(level: int, anchor: str, number: str, words: SafeString) -> SafeString:
    tag = f"h{min(level + 1, DEEPEST)}"
    before = format_html('<span class="number">{}</span> ', number) if number else NOTHING
    return format_html("<{} id='{}'>{}{}</{}>", tag, anchor, before, words, tag)


def _block(block: Block, labels: dict[str, str]) -> SafeString:
    if isinstance(block, Paragraph):
        return format_html("<p{}>{}</p>", _lang(block.lang), _runs(block.runs))
    if isinstance(block, Heading):
        return _heading(block.level, block.anchor, block.number, _runs(block.runs))
    if isinstance(block, ListBlock):
        items = format_html_join("", "<li>{}</li>", ((_join(_block(b, labels) for b in item),) for item in block.items))
        if block.ordered:
            return format_html("<ol start='{}'>{}</ol>", block.start, items)
        return format_html("<ul>{}</ul>", items)
    if isinstance(block, Quote):
        return format_html(
            "<blockquote{}>{}</blockquote>", _lang(block.lang), _join(_block(b, labels) for b in block.blocks)
        )
    if isinstance(block, Table):
        return _table(block, labels)
    return _poll(block, labels)


def _runs(runs: Iterable[Run]) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    if run.line_break:
        return format_html("<br>")
    out = format_html("{}", run.text)
    for tag, on in (("code", run.code), ("em", run.em), ("strong", run.strong)):
        if on:
            out = format_html("<{}>{}</{}>", tag, out, tag)
    return format_html('<a href="{}" rel="noopener">{}</a>', run.href, out) if run.href else out


def _table(table: Table, labels: dict[str, str]) -> SafeString:
    head = _rows(table.rows[: table.header_rows], labels, "col")
    body = _rows(table.rows[table.header_rows :], labels, "row")
    return format_html(
        '<div class="table-wrap" role="group" tabindex="0" aria-label="{}">'
        '<table class="table"><thead>{}</thead><tbody>{}</tbody></table></div>',
        labels["table"],
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
    content = _join(_block(block, labels) for block in cell.blocks)
    if cell.header:
        return format_html("<th scope='{}'{}>{}</th>", scope, attributes, content)
    return format_html("<td{}>{}</td>", attributes, content)


def _poll(poll: PollResult, labels: dict[str, str]) -> SafeString:
    facts = format_html_join("", "<dt>{}</dt><dd>{}</dd>", poll.facts)
    rows = format_html_join(
        "",
        "<tr><th scope='row'>{}</th><td class='number'>{}</td><td class='number'>{} %</td></tr>",
        ((bar.label, bar.count, bar.percent) for bar in poll.bars),
    )
    bars = format_html_join(
        "",
        '<div class="bar"><span dir="auto">{}</span><span class="bar-value">{}</span><svg viewBox="0 0 1000 100"'
        ' preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-ground" width="1000"'
        ' height="100"/><rect class="bar-fill" width="{}" height="100"/></svg></div>',
        ((bar.label, bar.count, bar.permille) for bar in poll.bars),
    )
    return format_html(
        '<p class="question"><strong>{}</strong> {}</p><dl class="facts">{}</dl>'
        '<figure class="figure" id="{}"><figcaption>{}</figcaption><div class="bars">{}</div>'
        '<div class="table-wrap" role="group" tabindex="0" aria-label="{}"><table class="table"><thead><tr>'
        '<th scope="col">{}</th><th scope="col" class="number">{}</th><th scope="col" class="number">{}</th>'
        "</tr></thead><tbody>{}</tbody></table></div></figure>",
        labels["question"], poll.question, facts, poll.anchor, poll.finding, bars, labels["table"],
        labels["answer"], labels["answers"], labels["share"], rows,
    )  # fmt: skip


def _annex(annex: Annex, labels: dict[str, str]) -> SafeString:
    rows = format_html_join(
        "",
        "<tr><th scope='row' dir='auto'>{}</th><td>{}</td><td>{}</td></tr>",
        ((group.delegation, group.standing, group.summary) for group in annex.groups),
    )
    return format_html(
        '<section><h2 id="{}"><span class="number">{} {}</span> {}</h2><p>{}</p><div class="table-wrap" role="region"'
        ' tabindex="0" aria-labelledby="{}"><table class="table"><thead><tr><th scope="col">{}</th>'
        '<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div></section>',
        annex.anchor, labels["annex"], annex.letter, annex.title, annex.note, annex.anchor,
        labels["delegation"], labels["standing"], labels["people"], rows,
    )  # fmt: skip


def _colophon(colophon: Colophon, labels: dict[str, str]) -> SafeString:
    paragraphs = format_html_join("", "<p>{}</p>", ((text,) for text in colophon.paragraphs[:1]))
    rows = format_html_join(
        "",
        "<li>{}: {} – {}<br><code class='hash'>{}</code></li>",
        ((row.what, row.title, row.detail, row.sha256) for row in colophon.inputs),
    )
    return format_html(
        '<section><h2 id="{}">{}</h2>{}<details class="more"><summary>{}</summary><ul>{}</ul></details></section>',
        colophon.anchor, labels["colophon"], paragraphs, labels["input"], rows,
    )  # fmt: skip


def _lang(tag: str) -> SafeString:
    return format_html(" lang='{}'", tag) if tag else NOTHING
