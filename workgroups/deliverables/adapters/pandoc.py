"""Word, OpenDocument and EPUB by pandoc: a document in, bytes out, by a child process with limits and no network."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pypandoc

from workgroups.core.confined.processes import HERE as CONFINED
from workgroups.core.confined.processes import Limits, Overrun, call

from ..logic.model import Document
from ..logic.pandoc import Target, to_pandoc
from .office import finished, reference
from .typst import Drawn

HERE = Path(__file__).parent
MEMORY = 4_000_000_000  # of addresses; the program reserves far more than it uses
CPU_SECONDS = 60
WALL_SECONDS = 120
OUTPUT = 50_000_000
TITLE_BLOCK = re.compile(r"\$if\(title\)\$.*?(?=\$if\(abstract\)\$)", re.DOTALL)


class WritingFailed(Exception):  # noqa: N818  (what happened, not what to call it)
    """No file came out. The text is for the log; people are told which format failed and what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    data: bytes
    isolated: bool


@cache
def pandoc_version() -> str:
    """The wheel's version, which fixes that of the program in it."""
    return version("pypandoc-binary")


@cache
def default(name: str) -> bytes:
    """One of the program's own data files, such as its reference document."""
    command = [pypandoc.get_pandoc_path(), f"--print-default-data-file={name}"]
    return subprocess.run(command, capture_output=True, check=True, timeout=WALL_SECONDS).stdout  # noqa: S603


@cache
def template(name: str) -> str:
    """The program's own template without its title block: the title page is ours."""
    command = [pypandoc.get_pandoc_path(), f"--print-default-template={name}"]
    found = subprocess.run(command, capture_output=True, check=True, timeout=WALL_SECONDS).stdout.decode()  # noqa: S603
    return TITLE_BLOCK.sub("", found, count=1)


def build_office(
    document: Document,
    target: Target,
    figures: Mapping[str, Drawn],
    images: Mapping[str, bytes],
    *,
    memory: int = MEMORY,
    cpu_seconds: int = CPU_SECONDS,
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
        isolated = run(folder, [*words, "--output=out"], document, memory, cpu_seconds)
        return Written(finished((folder / "out").read_bytes(), document, target), isolated)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def canonical_tree(tree: object) -> bytes:
    """JSON with the fractions that column widths are; everything else as in `canonical`."""
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace")


def options(folder: Path, document: Document, target: Target) -> list[str]:
    """What the program is told besides; what it reads for it is put into its folder."""
    if target == "epub":
        (folder / "report.css").write_bytes((HERE / "epub.css").read_bytes())
        return [
            "--css=report.css", "--toc", "--toc-depth=2", "--split-level=1", "--epub-title-page=false",
            "--data-dir=.", "--variable=document-css=false",
        ]  # fmt: skip
    (folder / f"reference.{target}").write_bytes(reference(default(f"reference.{target}"), document, target))
    (folder / "own.template").write_text(template("openxml" if target == "docx" else "opendocument"))
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
    limits = Limits(memory, cpu_seconds, WALL_SECONDS, OUTPUT)
    day = datetime.fromisoformat(document.front.date).replace(tzinfo=UTC)
    environment = {"HOME": "/", "SOURCE_DATE_EPOCH": str(int(day.timestamp()))}
    told = [str(folder), pypandoc.get_pandoc_path(), *limits.words(), *words]
    try:
        done = call(CONFINED / "pandoc_child.py", folder, told, limits, environment)
    except Overrun as fault:
        raise WritingFailed(str(fault)) from fault
    if done.returncode or not (folder / "out").exists():
        raise WritingFailed(f"ended with status {done.returncode}: {done.stderr[-500:].decode(errors='replace')}")
    return b"isolated=1 confined=1" in done.stderr
