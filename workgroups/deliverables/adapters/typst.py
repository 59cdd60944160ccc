"""PDF/UA-1 by Typst: a document in, bytes out, in a child process with limits and without network."""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from workgroups.core.confined.typesetting import LIMITS, TypesettingFailed, typeset
from workgroups.core.office import odt_style, word_style

from ..logic.canonical import canonical, digest, plain
from ..logic.model import Document, Figure
from .fonts import fonts_hash

__all__ = ["Drawn", "Pdf", "TypesettingFailed", "build_pdf", "draw", "tools"]
HERE = Path(__file__).parent
TEMPLATES = (HERE / "report.typ", HERE / "drawing.typ", HERE / "figures.typ")
STYLES = (Path(word_style.__file__), Path(odt_style.__file__), HERE / "epub.css")
LONG_WORD = re.compile(r"\S{32,}")
BREAKABLE_CELL = 900  # bytes of content from which a table cell may continue on the next page
SHOWN = frozenset({"text", "label", "value", "title", "subtitle", "question", "caption"})


@dataclass(frozen=True, slots=True)
class Pdf:
    data: bytes
    isolated: bool
    warnings: tuple[str, ...]


@cache
def tools() -> dict[str, str]:
    """What a PDF is made with, as printed in the colophon and hashed with the inputs."""
    return {
        "typst": version("typst"),
        "pandoc": version("pypandoc-binary"),
        "template": digest(b"".join(path.read_bytes() for path in TEMPLATES + STYLES))[:16],
        "fonts": fonts_hash()[:16],
    }


def build_pdf(
    document: Document,
    images: Mapping[str, bytes] | None = None,
    *,
    memory: int = LIMITS.memory,
    cpu_seconds: int = LIMITS.cpu_seconds,
) -> Pdf:
    """The document as PDF/UA-1; `images`: bytes of its pictures by SHA-256.

    Raises TypesettingFailed: refused input, or a limit was reached.
    """
    with workshop(images or {}) as folder:
        (folder / "document.json").write_bytes(canonical(for_typst(document)))
        answer = typeset(folder, "report", "pdf:ua-1", replace(LIMITS, memory=memory, cpu_seconds=cpu_seconds))
        pdf = (folder / "report.pdf").read_bytes()
        return Pdf(pdf, bool(answer["isolated"]), tuple(answer["warnings"]))


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure as a picture, twice: for what shows vectors, and for what does not."""

    svg: bytes
    png: bytes


def draw(figures: Sequence[Figure]) -> list[Drawn]:
    """Return each figure (bars, theme map or word cloud) as pictures. Raises TypesettingFailed."""
    if not figures:
        return []
    with workshop({}) as folder:
        data: list[Any] = plain(list(figures))
        prepare(data)
        (folder / "document.json").write_bytes(canonical(data))
        typeset(folder, "figures", "figures")
        names = [folder / f"figure-{place}" for place in range(1, len(figures) + 1)]
        return [Drawn(n.with_suffix(".svg").read_bytes(), n.with_suffix(".png").read_bytes()) for n in names]


@contextmanager
def workshop(images: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with the templates and pictures, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="report-"))
    try:
        for path in TEMPLATES:
            shutil.copyfile(path, folder / path.name)
        for sha256, data in images.items():
            (folder / f"picture-{sha256}").write_bytes(data)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def for_typst(document: Document) -> dict[str, Any]:
    """The document as plain data, with the few values that are easier to work out here than in a template."""
    data: dict[str, Any] = plain(document)
    front = data["front"]
    front["ymd"] = [int(part) for part in document.front.date.split("-")]
    title = document.front.title
    front["running"] = title if len(title) <= 60 else title[:58].rsplit(" ", 1)[0] + "…"
    data["notes"] = {str(note["number"]): note for note in data["notes"]}
    for row in data["colophon"]["inputs"]:
        row["sha256"] = "\u200b".join(row["sha256"][place : place + 16] for place in range(0, 64, 16))
    prepare(data)
    return data


def prepare(value: Any) -> None:
    """Say which table cells may break over a page, and let words that fit no line break at all."""
    if isinstance(value, list):
        for item in value:
            prepare(item)
    elif isinstance(value, dict):
        if value.get("kind") == "cell":
            value["long"] = len(canonical(value["blocks"])) > BREAKABLE_CELL
        for key, item in value.items():
            if key in SHOWN and isinstance(item, str):
                value[key] = LONG_WORD.sub(split_word, item)
            else:
                prepare(item)


def split_word(match: re.Match[str]) -> str:
    word = match.group()
    return "\u200b".join(word[place : place + 12] for place in range(0, len(word), 12))
