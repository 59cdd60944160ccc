"""The child process that reads one stranger's file: limits, no network, no files but its folder; run by path.

Everything it needs is imported before it steps into its folder, which is then all the file system there is.
"""

import encodings
import html.parser
import importlib
import json
import os
import pkgutil
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any
from xml.parsers import expat

sys.path.append(sys.argv[1])

import pypdf
from confine import leave_network, limit, see_only  # type: ignore[import-not-found]
from pypdf.errors import DependencyError, PyPdfError

MOST_INSIDE = 200_000_000  # bytes that the members of an archive may unfold to
MOST_MEMBERS = 5_000
PIECE = 64 * 1024
# What readers raise on bytes that are not what they begin as: nearly anything.
FAULTS = (
    *(PyPdfError, ImportError, LookupError, ValueError, TypeError, AttributeError, OSError, RuntimeError, EOFError),
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, AssertionError, ArithmeticError),
)
ENOUGH_SECONDS = 20.0  # of the processor; a long PDF is then cut instead of refused


class Unreadable(Exception):  # noqa: N818  (an answer)
    """There is nothing to show; the text is a reason of files.Extract.Reason."""


class Enough(Exception):  # noqa: N818  (an answer)
    """As much text as is kept has been read."""


class Text:
    """What has been read so far, up to a limit."""

    def __init__(self, longest: int) -> None:
        self.pieces: list[str] = []
        self.room = longest

    def add(self, piece: str) -> None:
        """Keep a piece; raises Enough at the limit."""
        self.pieces.append(piece[: self.room])
        self.room -= len(piece)
        if self.room <= 0:
            raise Enough

    def whole(self) -> str:
        """Lines without spaces at their ends, and never more than one empty line."""
        lines = (
            "".join(self.pieces).replace("\x00", "").replace("\r", "\n").encode("utf-8", "ignore").decode().split("\n")
        )
        kept: list[str] = []
        for line in (one.rstrip() for one in lines):
            if line or (kept and kept[-1]):
                kept.append(line)
        return "\n".join(kept).strip()


def read_pdf(text: Text) -> int:
    """Pages of a PDF, as far as time and room allow; return how many it has."""
    reader = pypdf.PdfReader("in", strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("locked")
    pages = len(reader.pages)
    for page in reader.pages:
        if time.process_time() > ENOUGH_SECONDS:
            raise Enough
        text.add(page.extract_text() + "\n\n")
    return pages


def read_plain(text: Text) -> None:
    """Text in UTF-8, UTF-16 with its mark, or the western code page; a page of HTML without its tags."""
    with open("in", "rb") as source:  # noqa: PTH123  (the folder is all there is)
        data = source.read(8 * text.room)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        words = data.decode("utf-16", "replace")
    elif b"\x00" in data or data.startswith(b"{\\rtf"):
        raise Unreadable("not_text")
    else:
        try:
            words = data.decode()
        except UnicodeDecodeError:
            if sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data) > len(data) // 200:
                raise Unreadable("not_text") from None
            words = data.decode("utf-8" if _mostly_utf8(data) else "cp1252", "replace")
    if "<html" in words[:2000].lower():
        Page(text).feed(words)
    else:
        text.add(words)


def _mostly_utf8(data: bytes) -> bool:
    return (
        data.decode("utf-8", "ignore").encode() != b"" and len(data) - len(data.decode("utf-8", "ignore").encode()) < 4
    )


class Page(html.parser.HTMLParser):
    """The words of a page, without what runs or hides."""

    SILENT = ("script", "style", "template", "noscript", "svg")
    BLOCKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "section", "article", "title")

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text, self.silent = text, 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.text.add("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text.add(data)


class Archive:
    """The members of a ZIP, unfolded piece by piece under one limit for all of them."""

    def __init__(self) -> None:
        self.zip = zipfile.ZipFile("in")
        self.names = self.zip.namelist()
        if len(self.names) > MOST_MEMBERS:
            raise Unreadable("too_much")
        self.room = MOST_INSIDE

    def parse(self, name: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None],
              said: Callable[[str], None]) -> None:  # fmt: skip
        """Hand a member's elements (by local name) and words on; a document type is refused: it could define bombs."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = lambda tag, attributes: start(
            _local(tag), {_local(k): v for k, v in attributes.items()}
        )
        parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.CharacterDataHandler = said
        for piece in self.pieces(name):
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003  (its own signature)

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.zip.open(name) as member:
            while piece := member.read(PIECE):
                self.room -= len(piece)
                if self.room < 0:
                    raise Unreadable("too_much")
                yield piece


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("broken")


def _local(tag: str) -> str:
    return tag.rsplit(" ", 1)[-1]


def read_runs(text: Text, archive: Archive, names: list[str]) -> None:
    """Word and PowerPoint: words stand in `t`, a `p` is a line."""
    inside = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside += tag == "t"
        if tag in {"tab", "br", "cr"}:
            text.add("\t" if tag == "tab" else "\n")

    def end(tag: str) -> None:
        nonlocal inside
        inside -= tag == "t"
        if tag == "p":
            text.add("\n")

    for name in names:
        archive.parse(name, start, end, lambda words: text.add(words) if inside else None)
        text.add("\n")


def read_sheets(text: Text, archive: Archive) -> None:
    """Excel: shared words by number, a row is a line, cells stand apart by tabs."""
    shared = _shared(archive)
    cell = {"type": "", "words": ""}
    inside = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "c":
            cell.update(type=attributes.get("t", ""), words="")
        inside += tag in {"v", "t"}

    def end(tag: str) -> None:
        nonlocal inside
        inside -= tag in {"v", "t"}
        if tag == "c":
            words = cell["words"]
            place = int(words) if cell["type"] == "s" and words.isdecimal() and len(words) < 8 else -1
            text.add((shared[place] if 0 <= place < len(shared) else words) + "\t")
        elif tag == "row":
            text.add("\n")

    def said(words: str) -> None:
        if inside:
            cell["words"] = (cell["words"] + words)[:40_000]

    for name in sorted(one for one in archive.names if one.startswith("xl/worksheets/sheet")):
        archive.parse(name, start, end, said)
        text.add("\n")


def _shared(archive: Archive) -> list[str]:
    found: list[str] = []
    inside = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside += tag == "t"
        if tag == "si":
            found.append("")

    def end(tag: str) -> None:
        nonlocal inside
        inside -= tag == "t"

    def said(words: str) -> None:
        if inside and found:
            found[-1] += words

    if "xl/sharedStrings.xml" in archive.names:
        archive.parse("xl/sharedStrings.xml", start, end, said)
    return found


def read_open_document(text: Text, archive: Archive) -> None:
    """OpenDocument: a `p` or `h` is a line, cells stand apart by tabs; what was deleted under watch is left out."""
    lines = gone = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal lines, gone
        lines += tag in {"p", "h"}
        gone += tag == "tracked-changes"
        if tag in {"tab", "s", "line-break"} and lines and not gone:
            text.add({"tab": "\t", "s": " ", "line-break": "\n"}[tag])

    def end(tag: str) -> None:
        nonlocal lines, gone
        lines -= tag in {"p", "h"}
        gone -= tag == "tracked-changes"
        if tag in {"p", "h", "table-row"}:
            text.add("\n")
        elif tag == "table-cell":
            text.add("\t")

    archive.parse("content.xml", start, end, lambda words: text.add(words) if lines and not gone else None)


def read_packed(text: Text, media_type: str) -> None:
    """Office files, by their type."""
    archive = Archive()
    if media_type.endswith("wordprocessingml.document"):
        parts = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
        read_runs(text, archive, [name for name in parts if name in archive.names])
    elif media_type.endswith("presentationml.presentation"):
        slides = [name for name in archive.names if name.startswith("ppt/slides/slide")]
        read_runs(text, archive, sorted(slides, key=lambda name: (len(name), name)))
    elif media_type.endswith("spreadsheetml.sheet"):
        read_sheets(text, archive)
    elif media_type.startswith("application/vnd.oasis.opendocument."):
        read_open_document(text, archive)
    else:
        raise Unreadable("not_text")


def read(media_type: str, text: Text) -> dict[str, object]:
    """What a file of this type says."""
    pages: int | None = None
    cut = False
    try:
        if media_type == "application/pdf":
            pages = read_pdf(text)
        elif media_type in {"text/plain", "application/octet-stream"}:
            read_plain(text)
        else:
            read_packed(text, media_type)
    except Enough:
        cut = True
        if media_type == "application/pdf":
            pages = len(pypdf.PdfReader("in", strict=False).pages)
    words = text.whole()
    return {"text": words, "is_cut": cut, "pages": pages, "reason": "" if words else "empty"}


def load_all(package: ModuleType) -> None:
    """Import what a package would only look for later, when the disk is out of sight."""
    for one in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        with suppress(ImportError):
            importlib.import_module(one.name)


def main(folder: str, media_type: str, longest: str, memory: str, seconds: str, output: str) -> None:
    """Read `in` of the folder and tell what it says as JSON."""
    os.chdir(folder)
    load_all(encodings)
    if media_type == "application/pdf":
        load_all(pypdf)
    limit(int(memory), int(seconds), int(output))
    isolated = leave_network()
    confined = isolated and see_only(folder)
    try:
        answer = read(media_type, Text(int(longest)))
    except Unreadable as refusal:
        answer = {"reason": str(refusal)}
    except (MemoryError, RecursionError):
        answer = {"reason": "too_much"}
    except DependencyError:
        answer = {"reason": "locked"}  # a cipher that is not read here
    except FAULTS as fault:
        answer = {
            "reason": "locked" if "encrypt" in str(fault).lower() or "password" in str(fault).lower() else "broken"
        }
    answer |= {"isolated": isolated, "confined": confined}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[2:8])
