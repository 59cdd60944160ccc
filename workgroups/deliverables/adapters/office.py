"""What a report's Word and OpenDocument files get besides what pandoc writes."""

import re
from html import escape

from workgroups.core.office.archives import packed, unpacked
from workgroups.core.office.reference import Running

from ..logic.model import Document, Figure

FRAME_END = re.compile("</draw:frame>")


def running(document: Document) -> Running:
    """What stands on every page: the title, the group, and at the foot when it is a demonstration."""
    front = document.front
    return Running(front.title, front.group, front.demonstration or front.group, document.labels["page"])


def finished(data: bytes, document: Document, target: str) -> bytes:
    """What the program leaves out: in OpenDocument, the words that stand for a picture (ODF 1.3, 12.5 and 12.6)."""
    if target != "odt":
        return data
    parts = unpacked(data)
    figures = iter(list(document.figures()))
    content = FRAME_END.sub(lambda _found: described(next(figures, None)), parts["content.xml"].decode())
    parts["content.xml"] = content.encode()
    return packed(parts)


def described(figure: Figure | None) -> str:
    if figure is None:
        return "</draw:frame>"
    words = f"<svg:title>{escape(figure.title)}</svg:title><svg:desc>{escape(figure.alternative)}</svg:desc>"
    return f"{words}</draw:frame>"
