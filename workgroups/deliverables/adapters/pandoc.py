"""Word, OpenDocument and EPUB by pandoc: a document in, bytes out, by a child process with limits and no network."""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from workgroups.core.confined.conversion import LIMITS, ConversionFailed, convert, default, template
from workgroups.core.office.reference import reference

from ..logic.model import Document
from ..logic.pandoc import Target, to_pandoc
from .office import finished, running
from .typst import Drawn

HERE = Path(__file__).parent
TITLE_BLOCK = re.compile(r"\$if\(title\)\$.*?(?=\$if\(abstract\)\$)", re.DOTALL)


class WritingFailed(Exception):  # noqa: N818  (what happened, not what to call it)
    """No file came out. The text is for the log; people are told which format failed and what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    data: bytes
    isolated: bool


def build_office(
    document: Document,
    target: Target,
    figures: Mapping[str, Drawn],
    images: Mapping[str, bytes],
    *,
    memory: int = LIMITS.memory,
    cpu_seconds: int = LIMITS.cpu_seconds,
) -> Written:
    """The document as `docx`, `odt` or `epub`; `figures` by anchor, `images` by SHA-256. Raises WritingFailed."""
    folder = Path(tempfile.mkdtemp(prefix="report-"))
    try:
        shown = pictures(document, target, figures, images)
        for name, data in shown.values():
            (folder / name).write_bytes(data)
        tree = to_pandoc(document, target, {anchor: name for anchor, (name, _data) in shown.items()})
        (folder / "tree.json").write_bytes(canonical_tree(tree))
        words = ["--from=json", f"--to={'epub3' if target == 'epub' else target}", "--standalone", "tree.json"]
        words += options(folder, document, target)
        isolated = run(folder, words, document, memory, cpu_seconds)
        return Written(finished((folder / "out").read_bytes(), document, target), isolated)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def canonical_tree(tree: object) -> bytes:
    """JSON with the fractions that column widths are; everything else as in `canonical`."""
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace")


def untitled(name: str) -> str:
    """The program's own template without its title block: the title page is ours."""
    return TITLE_BLOCK.sub("", template(name), count=1)


def options(folder: Path, document: Document, target: Target) -> list[str]:
    """What the program is told besides; what it reads for it is put into its folder."""
    if target == "epub":
        (folder / "report.css").write_bytes((HERE / "epub.css").read_bytes())
        return [
            "--css=report.css", "--toc", "--toc-depth=2", "--split-level=1", "--epub-title-page=false",
            "--data-dir=.", "--variable=document-css=false",
        ]  # fmt: skip
    (folder / f"reference.{target}").write_bytes(reference(default(f"reference.{target}"), running(document), target))
    (folder / "own.template").write_text(untitled("openxml" if target == "docx" else "opendocument"))
    return [f"--reference-doc=reference.{target}", "--template=own.template", "--data-dir=."]


def pictures(
    document: Document, target: Target, figures: Mapping[str, Drawn], images: Mapping[str, bytes]
) -> dict[str, tuple[str, bytes]]:
    """For each figure's anchor the name and bytes of its picture."""
    out: dict[str, tuple[str, bytes]] = {}
    for figure in document.figures():
        name = f"figure-{figure.number}"
        if figure.image:
            ending = "png" if figure.image.type == "image/png" else "jpg"
            out[figure.anchor] = (f"{name}.{ending}", images[figure.image.sha256])
        elif figure.anchor in figures:
            drawn = figures[figure.anchor]
            out[figure.anchor] = (f"{name}.svg", drawn.svg) if target == "epub" else (f"{name}.png", drawn.png)
    return out


def run(folder: Path, words: list[str], document: Document, memory: int, cpu_seconds: int) -> bool:
    """Let the child write `out`; say whether it had no network and no files but its own."""
    day = datetime.fromisoformat(document.front.date).replace(tzinfo=UTC)
    environment = {"SOURCE_DATE_EPOCH": str(int(day.timestamp()))}
    try:
        return convert(folder, words, replace(LIMITS, memory=memory, cpu_seconds=cpu_seconds), environment)
    except ConversionFailed as fault:
        raise WritingFailed(str(fault)) from fault
