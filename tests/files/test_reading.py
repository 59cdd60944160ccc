"""What files say, read in a child that cannot reach anything; why they do not is a result in words."""

import io
import time
import zipfile
from pathlib import Path

import pytest

from tests.files import office
from workgroups.accounts.models import Person
from workgroups.core.confined.processes import HERE as CONFINED
from workgroups.core.confined.processes import call
from workgroups.files import tasks
from workgroups.files.actions import store_bytes, take_extract, want_text
from workgroups.files.adapters import reading
from workgroups.files.models import Blob, Extract
from workgroups.files.queries import text_of, texts_of
from workgroups.files.registry import told_text

pytestmark = pytest.mark.django_db


def blob(data: bytes) -> Blob:
    return store_bytes(owner=None, group_id=None, name="a", data=data, kind="tests.paper").blob


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café\r\nand more\n\n\n\nend ".encode(), "Café\n\nand more\n\nend"),
        (b"a;b\n1;2", "a;b\n1;2"),
        ("Café".encode("cp1252") * 9, "Café" * 9),
        ("Ünïcode".encode("utf-16"), "Ünïcode"),
        (b"<!DOCTYPE html><html><style>p{}</style><script>alert(1)</script><p>Hello &amp; more</p>", "Hello & more"),
        (office.word("One &amp; two", "Three"), "One & two\nThree"),
        (office.excel(("Country", "Sum"), ("Chile", "7")), "Country\tSum\nChile\t7"),
        (office.slides("First", "Second"), "First\n\nSecond"),
        (office.open_text("Hello", "World"), "Hello .\nWorld ."),
    ],
    ids=["text", "csv", "western", "utf-16", "html", "word", "excel", "slides", "open document"],
)
def test_read_words(data: bytes, text: str) -> None:
    assert reading.read(blob(data)) == reading.Read(text=text)


def test_read_a_pdf_with_a_picture_of_its_first_page() -> None:
    found = reading.read(blob(office.pdf("Hello pages", "Second page")))
    assert (found.text, found.pages, found.is_cut, found.reason) == ("Hello pages\n\nSecond page", 2, False, "")
    assert found.picture.startswith(b"\x89PNG")
    assert 2_000 < len(found.picture) < 100_000


def bomb(size: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("word/document.xml", "w") as member:
            member.write(b"<a>")
            for _ in range(size // 1_000_000):
                member.write(b" " * 1_000_000)
        for number in range(3):
            archive.writestr(f"{number}.zip", b"x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x00\x01\x02", "not_text"),
        (b"{\\rtf1 hello}", "not_text"),
        (b"   \n", "empty"),
        (office.pdf("Secret", password="opensesame"), "locked"),
        (b"%PDF-1.7 and nothing else", "broken"),
        (office.word("&c;", doctype=office.LAUGHS), "broken"),
        (office.word("&a;", doctype=office.OUTSIDE), "broken"),
        (office.excel(("a",), doctype=office.LAUGHS), "broken"),
        (office.open_text("&c;", doctype=office.LAUGHS), "broken"),
        (office.word("a <unclosed"), "broken"),
        (bomb(300_000_000), "too_much"),
        (office.packed({f"{n}.xml": "" for n in range(5_001)} | {"word/document.xml": "<a/>"}), "too_much"),
        (office.packed({"a.txt": "x"}), "not_text"),
    ],
    ids=[
        "bytes", "rtf", "blank", "locked pdf", "broken pdf", "laughs in word", "outside in word", "laughs in excel",
        "laughs in open document", "broken word", "bomb", "too many members", "zip",
    ],
)  # fmt: skip
def test_read_says_why_there_is_nothing(data: bytes, reason: str) -> None:
    began = time.monotonic()
    assert reading.read(blob(data)) == reading.Read(reason=reason)
    assert time.monotonic() - began < 15


def test_read_cuts_what_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 10)
    assert reading.read(blob(b"0123456789abc")) == reading.Read(text="0123456789", is_cut=True)


def test_the_reader_has_no_network_and_sees_only_its_folder(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"hello")
    told = [str(CONFINED), str(tmp_path), "text/plain", "100", *reading.LIMITS.words()]
    done = call(reading.HERE / "reading_child.py", tmp_path, told, reading.LIMITS)
    assert b'"isolated": true, "confined": true' in done.stdout


def test_worker_reads_once_and_tells(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    monkeypatch.setattr("workgroups.files.actions.extracts.told_text", [*told_text, heard.append])
    one = blob(b"hello")
    assert text_of(one) is None
    assert want_text(blob=one) == want_text(blob=one)
    assert tasks.read() == 1
    found = text_of(one)
    assert found
    assert (found.state, found.text, found.words, heard) == ("done", "hello", "", [one.pk])
    assert (tasks.read(), want_text(blob=one).state, list(texts_of([one.pk]))) == (0, "done", [one.pk])


def test_a_file_that_ends_its_worker_twice_is_given_up_in_words() -> None:
    one = blob(b"hello")
    want_text(blob=one)
    for _ in range(2):
        assert take_extract()  # and the worker dies
        assert take_extract() is None  # nobody takes it meanwhile
        Extract.objects.update(leased_until=None)
    assert take_extract() is None
    found = text_of(one)
    assert found
    assert (found.state, found.words) == (
        "failed",
        "This file is damaged or unusual, so it cannot be shown here. It can be downloaded.",
    )
