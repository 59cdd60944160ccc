"""Files that lie about their type, bombs, path tricks, scripts: refused in words, or served so that nothing runs."""

import csv
import io
import re
import socket
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from tests.files import hostile, office
from workgroups.accounts.models import Person
from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.files.actions import read_extract, store, want_text
from workgroups.files.models import Blob, Extract, File
from workgroups.files.queries import bytes_of
from workgroups.files.registry import readers

ANY = "application/octet-stream"
PLAIN = "text/plain"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMED = "“{0}” is not what its ending {1} says."
MACROS = "“{0}” holds macros. Save it without them (as .docx, .xlsx, .pptx or PDF) and bring it again."
REMOTE = (
    "“{0}” would load a part of itself from another address when it is opened. Remove that link, or save it as PDF, "
    "and bring it again."
)
PIXELS = "“{0}” has too many pixels: send it at half its width and height."


@dataclass(frozen=True)
class Kept:
    """It is taken, as an attachment of this type; what can be read of it, or why nothing can."""

    type: str
    says: str = ""
    reason: str = ""
    shown: bool = False  # in place, because it was written anew


Made = Callable[[str], bytes]  # given an address that must never be asked

TABLE: dict[str, tuple[str, bytes | Made, str | Kept]] = {
    # type liars
    "html as pdf": ("minutes.pdf", hostile.HTML, NAMED.format("minutes.pdf", ".pdf")),
    "html as html": ("minutes.html", hostile.HTML, Kept(PLAIN, says="Minutes")),
    "program as word": ("minutes.docx", hostile.MZ, NAMED.format("minutes.docx", ".docx")),
    "program": ("setup.exe", hostile.MZ, Kept(ANY, reason="not_text")),
    "zip as word": ("minutes.docx", office.packed({"a.txt": "x"}), NAMED.format("minutes.docx", ".docx")),
    "sheet as word": ("minutes.docx", office.excel(("a",)), NAMED.format("minutes.docx", ".docx")),
    "pdf and page at once": ("minutes.pdf", b"%PDF-1.7\n" + hostile.HTML, Kept(PDF, reason="broken")),
    "page before the pdf": ("minutes.pdf", hostile.HTML + office.pdf("x"), NAMED.format("minutes.pdf", ".pdf")),
    "picture and archive at once": (
        "chart.gif",
        hostile.picture("GIF") + office.packed({"Main.class": "x"}),
        Kept("image/gif", reason="not_text"),
    ),
    "picture and page at once": (
        "chart.jpg",
        hostile.picture("GIF") + hostile.HTML,
        Kept("image/gif", reason="not_text"),
    ),
    # bombs
    "pixels": ("chart.png", hostile.pixels(60_000, 60_000), PIXELS.format("chart.png")),
    "moving picture": (
        "chart.gif",
        hostile.frames(100_000),
        "“chart.gif” is a moving image of too many pictures: send a shorter one, or a still.",
    ),
    "word that unfolds": ("a.docx", hostile.unfolding("word/document.xml", 300_000_000), Kept(WORD, reason="too_much")),
    "sheet that unfolds": (
        "a.xlsx",
        hostile.unfolding("xl/worksheets/sheet1.xml", 300_000_000),
        Kept(SHEET, reason="too_much"),
    ),
    "archive in a sheet": (
        "a.xlsx",
        hostile.with_part(office.excel(("a",)), {"xl/media/b.zip": hostile.unfolding("c", 9_000_000)}),
        Kept(SHEET, says="a"),
    ),
    "archive with a long list": ("a.docx", hostile.listed(400_000), NAMED.format("a.docx", ".docx")),
    "zeros in gzip": ("a.csv.gz", hostile.squeezed(50_000_000), Kept(ANY, reason="not_text")),
    "pdf packed twice": ("a.pdf", hostile.stuffed_pdf(150_000_000), Kept(PDF, reason="empty")),
    "entities in word": ("a.docx", office.word("&c;", doctype=office.LAUGHS), Kept(WORD, reason="broken")),
    "entities in a sheet": ("a.xlsx", office.excel(("a",), doctype=office.LAUGHS), Kept(SHEET, reason="broken")),
    "file of the server in word": ("a.docx", office.word("&a;", doctype=office.OUTSIDE), Kept(WORD, reason="broken")),
    # macros
    "macros": ("a.docm", hostile.with_part(office.word("x"), {"word/vbaProject.bin": b"x"}), MACROS.format("a.docm")),
    "macros named otherwise": (
        "a.xlsx",
        hostile.with_part(office.excel(("x",)), {"XL/vbaproject.BIN": b"x"}),
        MACROS.format("a.xlsx"),
    ),
    "macro sheets": (
        "a.xlsm",
        hostile.with_part(office.excel(("x",)), {"xl/macrosheets/sheet1.xml": b"x"}),
        MACROS.format("a.xlsm"),
    ),
    "macros in open document": (
        "a.odt",
        hostile.with_part(office.open_text("x"), {"Basic/Standard/Module1.xml": b"x"}),
        MACROS.format("a.odt"),
    ),
    "macros of old": ("a.doc", hostile.old_office(with_macros=True), MACROS.format("a.doc")),
    "without macros of old": (
        "a.doc",
        hostile.old_office(with_macros=False),
        Kept("application/x-ole-storage", reason="broken"),
    ),
    # reaching out
    "template elsewhere": ("a.docx", lambda to: hostile.pointing("attachedTemplate", to), REMOTE.format("a.docx")),
    "template elsewhere, in UTF-16": (
        "a.docx",
        lambda to: hostile.pointing("attachedTemplate", to, in_utf_16=True),
        REMOTE.format("a.docx"),
    ),
    "object elsewhere": ("a.docx", lambda to: hostile.pointing("oleObject", "mhtml:" + to), REMOTE.format("a.docx")),
    "link": ("a.docx", lambda to: hostile.pointing("hyperlink", to), Kept(WORD, says="Minutes")),
    "picture elsewhere": ("a.docx", lambda to: hostile.pointing("image", to), Kept(WORD, says="Minutes")),
    "program by DDE": ("a.docx", hostile.dde(), Kept(WORD, says="Minutes")),
    "page that fetches": (
        "a.html",
        lambda to: f"<html><img src='{to}'><p>Minutes</p></html>".encode(),
        Kept(PLAIN, says="Minutes"),
    ),
    # drawings that run
    "script in a drawing": (
        "a.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><foreignObject/></svg>',
        Kept(PLAIN, says='<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><foreignObject/></svg>'),
    ),
    "drawing as picture": ("a.png", b"<svg/>", "“a.png” is named as an image but is not one."),
    # PDFs that act
    "pdf with script": (
        "a.pdf",
        office.pdf("Minutes", more=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        Kept(PDF, says="Minutes"),
    ),
    "pdf that starts a program": (
        "a.pdf",
        office.pdf("Minutes", more=b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
        Kept(PDF, says="Minutes"),
    ),
    "pdf that fetches": (
        "a.pdf",
        lambda to: office.pdf("Minutes", more=f"/OpenAction<</S/URI/URI({to})>>".encode()),
        Kept(PDF, says="Minutes"),
    ),
    "pdf with a file inside": (
        "a.pdf",
        office.pdf("Minutes", more=b"/Names<</EmbeddedFiles<</Names[(a.exe)<</F(a.exe)/EF<</F 3 0 R>>>>]>>>>"),
        Kept(PDF, says="Minutes"),
    ),
    "archive that climbs": ("a.zip", hostile.climbing(), Kept("application/zip", reason="not_text")),
}


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    readers["tests.paper"] = lambda user, file: bool(user.pk and user.pk == file.owner_id)
    yield
    del readers["tests.paper"]


@pytest.fixture
def trap() -> Iterator[socket.socket]:
    """A web server that must never be asked."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def bring(owner: Person, name: str, data: bytes) -> File:
    return store(owner=owner, group_id=None, name=name, content=ContentFile(data), kind="tests.paper")


@pytest.mark.parametrize("case", TABLE)
def test_a_hostile_file_is_refused_in_words_or_does_nothing(
    case: str, owner: Person, client: Client, trap: socket.socket
) -> None:
    name, made, expected = TABLE[case]
    data = made if isinstance(made, bytes) else made(f"http://127.0.0.1:{trap.getsockname()[1]}/x.dotm")
    if isinstance(expected, str):
        with pytest.raises(Refused) as refused:
            bring(owner, name, data)
        assert (str(refused.value), Blob.objects.count()) == (expected, 0)
    else:
        file = bring(owner, name, data)
        read_extract(extract=want_text(blob=file.blob))
        found = Extract.objects.get()
        assert (file.type, found.text, found.reason) == (expected.type, expected.says, expected.reason)
        assert_sent_harmlessly(client, owner, file)
    with pytest.raises(BlockingIOError):
        trap.accept()  # nobody came


def assert_sent_harmlessly(client: Client, owner: Person, file: File) -> None:
    client.force_login(owner)
    sent = client.get(file.get_absolute_url())
    in_place = file.type in {"image/png", "image/jpeg", "image/webp"}
    assert sent["Content-Disposition"].startswith("inline" if in_place else "attachment")
    assert sent["Content-Type"] == file.type
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert sent["Cross-Origin-Resource-Policy"] == "same-origin"
    sent.close()


def test_what_hid_behind_a_picture_is_gone(owner: Person) -> None:
    kept = bytes_of(bring(owner, "chart.gif", hostile.picture("GIF") + office.packed({"Main.class": "evil"})))
    assert (b"PK\x03\x04" in kept, b"Main.class" in kept) == (False, False)


def test_a_long_list_of_members_takes_no_memory(owner: Person) -> None:
    data = hostile.listed(400_000)  # 19 MB
    tracemalloc.start()
    with pytest.raises(Refused):
        bring(owner, "a.docx", data)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/cron.d/x", "x"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\x00.pdf.exe", "a .pdf.exe"),
        ("minutes\u202efdp.exe", "minutes fdp.exe"),
        ("minutes.txt...   ", "minutes.txt"),
        ("a\r\nSet-Cookie: b=c", "a Set-Cookie: b=c"),
        ("CON", "file-CON"),
        ("nul.txt", "file-nul.txt"),
        ("Lpt1 .txt", "file-Lpt1 .txt"),
        ("console.txt", "console.txt"),
        ("é" * 400 + ".txt", "é" * 146 + ".txt"),
        ("\u202e\u2066", "file"),
    ],
)
def test_a_name_leads_nowhere(given: str, kept: str, owner: Person, store: Path, client: Client) -> None:
    file = bring(owner, given, b"hello")
    assert file.name == kept
    (on_disk,) = (path for path in store.rglob("*") if path.is_file())
    assert on_disk.parent.parent == store / "blobs"
    client.force_login(owner)
    sent = client.get(file.get_absolute_url())
    assert (sent.status_code, sent.getvalue()) == (200, b"hello")


FORMULAS = ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "  =1", "＝1"]


def test_no_cell_of_an_export_is_a_formula() -> None:
    assert [text.cell(one)[0] for one in FORMULAS] == ["'"] * len(FORMULAS)


WRITERS = ["core/sheets.py", "deliverables/logic/bundle.py"]
"""Who writes tables: `core.sheets` for everybody; a figure's data by itself, where a negative number stays a number."""


def test_every_export_guards_its_cells() -> None:
    guards = ("cell(", "safe(")
    root = Path(__file__).parents[2] / "workgroups"
    writers = re.compile(r"csv\.(w|DictW)riter\(|Workbook\(")
    writing = sorted(path for path in root.rglob("*.py") if writers.search(path.read_text()))
    assert [str(path.relative_to(root)) for path in writing] == WRITERS
    assert [str(path) for path in writing if not any(guard in path.read_text() for guard in guards)] == []


def test_the_index_of_an_archive_holds_no_formula() -> None:
    from workgroups.documents.logic import contents

    packed = [contents.Packed(one, one, one, one, one, one, one, one, 1) for one in FORMULAS]
    rows = list(csv.reader(io.StringIO(contents.table(packed, contents.paths_of(packed), ["A"] * 8))))[1:]
    assert [cell for row in rows for cell in row[:-1] if not cell.startswith("'")] == []
    assert all(".." not in row[-1] and not row[-1].startswith("/") for row in rows)
