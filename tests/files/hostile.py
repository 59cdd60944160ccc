"""Files that lie, burst, reach out or run, made at test time; none does harm on its own."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

from tests.files import office

MZ = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200
HTML = b"<!DOCTYPE html><html><script>fetch('/settings/')</script><p>Minutes</p></html>"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def picture(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """A plain picture."""
    target = io.BytesIO()
    Image.new("P", size).save(target, kind, **options)
    return target.getvalue()


def pixels(width: int, height: int) -> bytes:
    """A PNG of few bytes that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1000)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def frames(number: int) -> bytes:
    """A GIF of one pixel and many pictures."""
    one = b"\x21\xf9\x04\x00\x00\x00\x00\x00" + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\x00\x00\x00\xff\xff\xff" + one * number + b"\x3b"


def listed(number: int) -> bytes:
    """A ZIP whose list names far more members than it has."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, number & 0xFFFF, number & 0xFFFF, number * len(entry), 4, 0)
    return b"PK\x03\x04" + entry * number + end


def unfolding(member: str, size: int, begins: bytes = b"<a>") -> bytes:
    """A ZIP with a member that unfolds to `size` bytes, a thousand times what it takes up."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(member, "w") as written:
            written.write(begins)
            for _ in range(size // 1_000_000):
                written.write(b" " * 1_000_000)
        archive.writestr("xl/workbook.xml", "<x/>")
    return target.getvalue()


def pointing(kind: str, target: str, *, in_utf_16: bool = False) -> bytes:
    """A Word document with a relationship to something outside of it."""
    rel = f'<Relationship Id="r" Type="{RELS}{kind}" Target="{target}" TargetMode="External"/>'
    part = f'<Relationships xmlns="{RELS}">{rel}</Relationships>'
    data = part.encode("utf-16") if in_utf_16 else part.encode()
    return office.word("Minutes", more={"word/_rels/settings.xml.rels": data})


def with_part(data: bytes, more: Mapping[str, bytes]) -> bytes:
    """An office file with parts that it should not have."""
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        for name, content in more.items():
            archive.writestr(name, content)
    return target.getvalue()


def old_office(*, with_macros: bool) -> bytes:
    """The head of a Word document as it was until 2003, with the name of the stream that holds macros."""
    name = "_VBA_PROJECT" if with_macros else "WordDocument"
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 300_000 + name.encode("utf-16-le")


def climbing() -> bytes:
    """A ZIP whose members would be unpacked outside of its folder."""
    return office.packed({"../../outside.txt": "x", "/etc/passwd": "x", "..\\windows.ini": "x", "a\x00b": "x"})


def dde() -> bytes:
    """A Word document with a field that once started programs."""
    field = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
    body = f"<w:document {office.W}><w:body>{field}<w:p><w:r><w:t>Minutes</w:t></w:r></w:p></w:body></w:document>"
    return office.packed({"word/document.xml": body})


def squeezed(size: int) -> bytes:
    """Zeros, packed."""
    return gzip.compress(b"\x00" * size)


def stuffed_pdf(size: int) -> bytes:
    """A PDF whose page is packed twice and unfolds to `size` bytes."""
    twice = zlib.compress(zlib.compress(b"BT " + b" " * size + b"ET", 9), 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(twice), twice),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, at)
