"""Names and bytes are judged by what they are."""

import io
import zipfile

import pytest

from workgroups.files.logic import names, sniff


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Report.pdf", "Report.pdf"),
        ("C:\\fakepath\\Report.pdf", "Report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("two\r\nlines\u2028here.txt", "two lines here.txt"),
        ("invoice\u202efdp.exe", "invoice fdp.exe"),
        ("  .hidden. ", "hidden"),
        ("", "file"),
        ("..", "file"),
        ("Nota te\u0301cnica.odt", "Nota técnica.odt"),
        ("x" * 300 + ".docx", "x" * 145 + ".docx"),
    ],
)
def test_clean(given: str, kept: str) -> None:
    assert names.clean(given) == kept


def _zip(*members: str, first: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for member in members:
            archive.writestr(member, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (b"GIF89a....", "image/gif"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        ("Café".encode(), "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"", "application/octet-stream"),
        (b"Caf\xe9", "application/octet-stream"),
        (_zip("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (_zip("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (_zip("a.txt"), "application/zip"),
        (_zip(first=b"application/epub+zip"), "application/epub+zip"),
        (_zip(first=b"application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
        (_zip(first=b"text/html"), "application/zip"),
        (b"PK\x03\x04 broken", "application/octet-stream"),
    ],
)
def test_type_of(data: bytes, media_type: str) -> None:
    stream = io.BytesIO(data)
    assert sniff.type_of(stream) == media_type
    assert stream.tell() == 0


def test_type_of_text_cut_inside_a_letter() -> None:
    assert sniff.type_of(io.BytesIO(b"a" * (sniff.HEAD - 1) + "é".encode())) == "text/plain"
