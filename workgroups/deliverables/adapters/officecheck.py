"""Look into finished Word, OpenDocument and EPUB files: what a person with a screen reader depends on."""

import io
import re
import zipfile
from html import escape

from ..logic.model import Block, Document, Heading, Table
from ..logic.walking import walk

EPUB_TEXT = re.compile(r"EPUB/text/.*\.xhtml")


def check_word(data: bytes, document: Document) -> dict[str, bool]:
    """Language, title, headings, notes, heads of tables, alternatives and contents of a Word file."""
    parts = opened(data)
    body, core = parts["word/document.xml"], parts.get("docProps/core.xml", "")
    tables = body.count("<w:tbl>")
    return {
        "language": f'w:val="{document.front.language}"' in parts["word/styles.xml"] + parts["word/document.xml"]
        or document.front.language in core,
        "title": escape(document.front.title, quote=False) in core,
        "headings": len(re.findall(r'w:pStyle w:val="Heading\d"', body)) == headings(document),
        "notes": body.count("<w:footnoteReference ") == len(document.notes),
        "tables": tables == 0 or body.count("<w:tblHeader") >= headed(document),
        "figures": all(re.findall(r'<wp:docPr[^>]* descr="([^"]*)"', body)) and drawn(body, "<wp:docPr", document),
        "contents": "TOC " in body,
    }


def check_odt(data: bytes, document: Document) -> dict[str, bool]:
    """The same of an OpenDocument file."""
    parts = opened(data)
    body, meta = parts["content.xml"], parts.get("meta.xml", "")
    return {
        "language": f'fo:language="{document.front.language.split("-")[0]}"' in parts["styles.xml"],
        "title": escape(document.front.title, quote=False) in meta,
        "headings": len(re.findall(r"<text:h ", body)) == headings(document),
        "notes": body.count("<text:note ") == len(document.notes),
        "tables": body.count("<table:table-header-rows>") >= headed(document),
        "figures": body.count("<svg:desc>") == body.count("<draw:image ") == len(list(document.figures())),
        "contents": "<text:table-of-content " in body,
    }


def check_epub(data: bytes, document: Document) -> dict[str, bool]:
    """The same of an EPUB, and what it says about how it can be read (EPUB Accessibility 1.1)."""
    parts = opened(data)
    package = parts["EPUB/content.opf"]
    text = "".join(found for name, found in parts.items() if EPUB_TEXT.fullmatch(name))
    pictures = re.findall(r"<img [^>]*>", text)
    return {
        "language": f"<dc:language>{document.front.language}</dc:language>" in package,
        "title": escape(document.front.title, quote=False) in package,
        "headings": len(re.findall(r"<h[1-6][ >]", text)) == headings(document) + 1,  # and the title page's
        "notes": text.count('role="doc-noteref"') == len(document.notes),
        "tables": text.count("<thead>") >= headed(document),
        "figures": all(re.search(r' alt="[^"]+"', one) for one in pictures)
        and len(pictures) == len(list(document.figures())),
        "contents": 'epub:type="toc"' in parts["EPUB/nav.xhtml"],
        "declared": "schema:accessMode" in package and "schema:accessibilityFeature" in package,
    }


def opened(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".opf", ".xhtml"))]
        return {name: archive.read(name).decode() for name in names}


def blocks(document: Document) -> list[Block]:
    return [block for part in document.parts() for block in walk(part)]


def headings(document: Document) -> int:
    inner = sum(isinstance(block, Heading) for block in blocks(document))
    return inner + len(document.sections) + len(document.annexes) + 1  # and the colophon


def headed(document: Document) -> int:
    """How many tables of the sources have a head."""
    return sum(isinstance(block, Table) and bool(block.header_rows) for block in blocks(document))


def drawn(body: str, mark: str, document: Document) -> bool:
    return body.count(mark) == len(list(document.figures()))
