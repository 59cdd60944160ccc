"""Look into a finished PDF with an independent reader: what a person with a screen reader depends on (ISO 14289-1)."""

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

CHECKS = ("tagged", "language", "title", "identified", "bookmarks", "headings", "tables", "figures", "text")
DEEPEST = 200


def check_pdf(data: bytes, words: list[str]) -> tuple[dict[str, bool], int]:
    """Return each of CHECKS with its outcome, and the number of pages.

    `words`: texts that must be found in the text layer, such as the headings; spaces do not count.
    """
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    tags = Counter(str(element.get("/S")) for element in _elements(root.get("/StructTreeRoot")))
    figures = [e for e in _elements(root.get("/StructTreeRoot")) if e.get("/S") == "/Figure"]
    metadata = root["/Metadata"].get_object().get_data() if "/Metadata" in root else b""
    layer = _bare("".join(page.extract_text() for page in reader.pages))
    outcome = {
        "tagged": bool(root.get("/MarkInfo", {}).get("/Marked")),
        "language": bool(root.get("/Lang")),
        "title": bool(reader.metadata and reader.metadata.title)
        and bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
        "identified": b"pdfuaid:part" in metadata,
        "bookmarks": bool(reader.outline),
        "headings": tags["/H1"] > 0,
        "tables": tags["/Table"] == 0 or tags["/TH"] >= tags["/Table"],
        "figures": all(figure.get("/Alt") for figure in figures),
        "text": all(_stands(word, layer) for word in words),
    }
    return outcome, len(reader.pages)


def _elements(node: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _elements(child, depth)
    elif isinstance(node, dict) and depth < DEEPEST:
        if "/S" in node:
            yield node
        yield from _elements(node.get("/K"), depth + 1)


def _stands(words: str, layer: str) -> bool:
    """Whether words are in the text layer; from right to left, readers disagree on their order but not on the words."""
    if _bare(words) in layer:
        return True
    backwards = any(unicodedata.bidirectional(c) in {"R", "AL"} for c in words)
    return backwards and all(_bare(word) in layer for word in words.split())


def _bare(value: str) -> str:
    return "".join(c for c in value if not c.isspace() and c not in "\u200b\xad")
