"""Reference documents for Word and OpenDocument: the program's own in the house's styles, with running heads."""

import io
import re
import zipfile
from collections.abc import Mapping
from html import escape

from ..logic.model import Document, Figure
from .odt_style import odt_styles
from .word_style import FOOTER, HEADER, word_document, word_styles

DAY = (1980, 1, 1, 0, 0, 0)  # the first that an archive can hold: no clock gets in
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FRAME_END = re.compile("</draw:frame>")


def reference(default: bytes, document: Document, target: str) -> bytes:
    """The reference document of one report: its running head is the title, its foot says when it is a demonstration."""
    parts = unpacked(default)
    front = document.front
    if target == "odt":
        parts["styles.xml"] = odt_styles(parts["styles.xml"].decode(), front, document.labels["page"]).encode()
        return packed(parts)
    parts["word/styles.xml"] = word_styles(parts["word/styles.xml"].decode()).encode()
    parts["word/document.xml"] = word_document(parts["word/document.xml"].decode()).encode()
    parts["word/header1.xml"] = HEADER.format(title=escape(front.title), group=escape(front.group)).encode()
    parts["word/footer1.xml"] = FOOTER.format(words=escape(front.demonstration or front.group)).encode()
    related = "".join(
        f'<Relationship Id="rIdOwn{place}" Type="{RELATION}/{name}" Target="{name}1.xml"/>'
        for place, name in enumerate(("header", "footer"), 1)
    )
    insert(parts, "word/_rels/document.xml.rels", "</Relationships>", related)
    overrides = "".join(
        f'<Override PartName="/word/{name}1.xml" ContentType="{CONTENT_TYPE}.{name}+xml"/>'
        for name in ("header", "footer")
    )
    insert(parts, "[Content_Types].xml", "</Types>", overrides)
    return packed(parts)


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


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of the same bytes for the same parts; `mimetype` stays first and uncompressed (ODF 1.3, 3.3)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            made = zipfile.ZipInfo(name, DAY)
            made.external_attr = 0o644 << 16
            made.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(made, data)
    return out.getvalue()


def insert(parts: dict[str, bytes], name: str, before: str, text: str) -> None:
    parts[name] = parts[name].decode().replace(before, text + before).encode()
