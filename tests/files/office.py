"""Small office files and PDFs, made at test time, honest and hostile."""

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)  # fmt: skip
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def packed(members: Mapping[str, str | bytes], mimetype: str = "") -> bytes:
    """A ZIP of these members; an OpenDocument says its type first, unpacked."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def word(*paragraphs: str, doctype: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document of these paragraphs."""
    rows = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    document = f'<?xml version="1.0"?>{doctype}<w:document {W}><w:body>{rows}</w:body></w:document>'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(more or {})})


def excel(*rows: tuple[str, ...], doctype: str = "") -> bytes:
    """A workbook of one sheet; its words are shared."""
    words = [cell for row in rows for cell in row]
    shared = "".join(f"<si><t>{one}</t></si>" for one in words)
    place = iter(range(len(words)))
    cells = "".join("<row>" + "".join(f'<c t="s"><v>{next(place)}</v></c>' for _ in row) + "</row>" for row in rows)
    sheet = f'<?xml version="1.0"?>{doctype}<worksheet {S}><sheetData>{cells}</sheetData></worksheet>'
    return packed(
        {
            "xl/workbook.xml": "<x/>",
            "xl/sharedStrings.xml": f"<sst {S}>{shared}</sst>",
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def slides(*lines: str) -> bytes:
    """A presentation, a line a slide."""
    members = {f"ppt/slides/slide{n}.xml": f"<x {A}><a:p><a:t>{one}</a:t></a:p></x>" for n, one in enumerate(lines, 1)}
    return packed({"ppt/presentation.xml": "<x/>", **members})


def open_text(*paragraphs: str, doctype: str = "") -> bytes:
    """An OpenDocument text with a deleted passage."""
    rows = "".join(f"<text:p>{one}<text:s/>.</text:p>" for one in paragraphs)
    gone = "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
    content = f'<?xml version="1.0"?>{doctype}<office:body {ODF}><office:text>{gone}{rows}</office:text></office:body>'
    return packed({"content.xml": content}, "application/vnd.oasis.opendocument.text")


def pdf(*pages: str, password: str = "", more: bytes = b"") -> bytes:
    """A PDF with a line a page; `more` stands in its catalogue."""
    from pypdf import PdfReader, PdfWriter

    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + more + b">>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, line in enumerate(pages):
        stream = f"BT /F 24 Tf 72 700 Td ({line}) Tj ET".encode()
        resources = b"/Resources<</Font<</F 3 0 R>>>>"
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents %d 0 R>>" % (resources, 5 + 2 * n))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, out.index(b"xref"))
    if password:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(out)))
        writer.encrypt(password, algorithm="RC4-128")
        target = io.BytesIO()
        writer.write(target)
        return target.getvalue()
    return out
