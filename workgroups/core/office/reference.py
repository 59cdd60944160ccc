"""Reference documents for Word and OpenDocument: the program's own in the house's styles, with running heads."""

from dataclasses import dataclass
from html import escape

from workgroups.core.office.archives import insert, packed, unpacked
from workgroups.core.office.odt_style import odt_styles
from workgroups.core.office.word_style import FOOTER, HEADER, word_document, word_styles

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: `head` left and `side` right above it, `foot` below it; `page`: the word for one.

    `is_wide`: the pages of a Word file lie across.
    """

    head: str
    side: str
    foot: str
    page: str
    is_wide: bool = False


def reference(default: bytes, running: Running, target: str) -> bytes:
    """The program's reference document of `docx` or `odt`, dressed."""
    parts = unpacked(default)
    if target == "odt":
        head = f"{escape(running.head)}<text:tab/>{escape(running.side)}"
        foot = f"{escape(running.foot)}<text:tab/>{escape(running.page)} "
        parts["styles.xml"] = odt_styles(parts["styles.xml"].decode(), head, foot).encode()
        return packed(parts)
    parts["word/styles.xml"] = word_styles(parts["word/styles.xml"].decode()).encode()
    parts["word/document.xml"] = word_document(parts["word/document.xml"].decode(), is_wide=running.is_wide).encode()
    edge = 13_770 if running.is_wide else 8_840  # the right margin, in twentieths of a point
    parts["word/header1.xml"] = HEADER.format(
        title=escape(running.head), group=escape(running.side), edge=edge
    ).encode()
    parts["word/footer1.xml"] = FOOTER.format(words=escape(running.foot), edge=edge).encode()
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
