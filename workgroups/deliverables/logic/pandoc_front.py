"""Title page, contents and metadata of the formats that pandoc writes."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from .model import Document, Heading
from .pandoc_tree import Node, header, raw, styled, words

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi"})
DEEPEST = 2
PAGE_BREAK = {
    "docx": '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
    "odt": '<text:p text:style-name="PageBreak"/>',
}
RAW = {"docx": "openxml", "odt": "opendocument"}


def meta(document: Document, target: str) -> dict[str, Any]:
    """What the file says about itself; for EPUB also how it can be read (EPUB Accessibility 1.1)."""
    found = document.front
    values: dict[str, Any] = {
        "lang": found.language,
        "rights": found.licence,
        "date": found.date,
        "identifier": f"urn:sha256:{document.colophon.build}",
        "publisher": found.programme,
        "description": found.subtitle or found.title,
    }
    if found.language.split("-")[0] in RIGHT_TO_LEFT:
        values["dir"] = "rtl"
    inlines = {"title": found.title, "pagetitle": found.title}
    if target == "epub":
        values |= {"page-progression-direction": values.get("dir", "ltr")}
    out: dict[str, Any] = {key: {"t": "MetaString", "c": value} for key, value in values.items() if value}
    out |= {key: {"t": "MetaInlines", "c": words(value)} for key, value in inlines.items()}
    authors = [{"t": "MetaInlines", "c": words(name)} for name in found.authors or (found.group,)]
    return out | {"author": {"t": "MetaList", "c": authors}}


def front(document: Document, target: str) -> list[Node]:
    """The title page, as paragraphs in styles of their own; in EPUB it is the first chapter."""
    found = document.front
    lines = [("CoverProgramme", found.programme), ("CoverGroup", found.group)]
    after = [
        ("CoverSubtitle", found.subtitle),
        ("CoverAuthors", ", ".join(found.authors)),
        ("CoverFacts", f"{found.release_words}, {found.date_words}"),
        ("CoverFacts", found.address),
        ("CoverFacts", found.licence),
        ("CoverDemonstration", found.demonstration),
    ]
    title = styled("CoverTitle", words(found.title))
    if target == "epub":
        title = header(1, words(found.title), "title-page", classes=("unnumbered",))
        return [title, *[styled(style, words(text)) for style, text in lines + after if text]]
    out = [*[styled(s, words(t)) for s, t in lines if t], title, *[styled(s, words(t)) for s, t in after if t]]
    return [*out, raw(RAW[target], PAGE_BREAK[target])]


def contents(document: Document, target: str) -> list[Node]:
    """The table of contents as a field that a word processor may bring up to date; EPUB has its own."""
    if target == "epub":
        return []
    rows = list(entries(document))
    label = document.labels["contents"]
    field = docx_contents(label, rows) if target == "docx" else odt_contents(label, rows)
    return [raw(RAW[target], field), raw(RAW[target], PAGE_BREAK[target])]


def entries(document: Document) -> Iterator[tuple[int, str, str]]:
    """Level, words and anchor of everything that stands in the contents."""
    for section in document.sections:
        yield section.level, f"{section.number} {section.title}".strip(), section.anchor
        for block in section.blocks:
            if isinstance(block, Heading) and block.level <= DEEPEST:
                text = "".join(run.text for run in block.runs)
                yield block.level, f"{block.number} {text}".strip(), block.anchor
    for annex in document.annexes:
        yield 1, f"{document.labels['annex']} {annex.letter}{document.labels['colon']}{annex.title}", annex.anchor
    yield 1, document.labels["colophon"], document.colophon.anchor


def docx_contents(label: str, rows: list[tuple[int, str, str]]) -> str:
    """Word's own field (ECMA-376, TOC), with its result filled in so that every reader shows it at once."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{DEEPEST}" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{begin if place == 0 else ""}'
        f'<w:hyperlink w:anchor={quoteattr(anchor)} w:history="1"><w:r><w:t xml:space="preserve">{escape(text)}</w:t>'
        "</w:r></w:hyperlink></w:p>"
        for place, (level, text, anchor) in enumerate(rows)
    ]
    head = f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>{escape(label)}</w:t></w:r></w:p>'
    return head + "".join(lines) + end


def odt_contents(label: str, rows: list[tuple[int, str, str]]) -> str:
    """OpenDocument's own index (ODF 1.3, 8.3), with its body filled in."""
    lines = "".join(
        f'<text:p text:style-name="Contents_20_{level}"><text:a xlink:type="simple"'
        f" xlink:href={quoteattr('#' + anchor)}>{escape(text)}</text:a></text:p>"
        for level, text, anchor in rows
    )
    return (
        f'<text:table-of-content text:name="contents" text:protected="true"><text:table-of-content-source'
        f' text:outline-level="{DEEPEST}"><text:index-title-template text:style-name="Contents_20_Heading">'
        f"{escape(label)}</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title"
        f' text:name="contents_head"><text:p text:style-name="Contents_20_Heading">{escape(label)}</text:p>'
        f"</text:index-title>{lines}</text:index-body></text:table-of-content>"
    )
