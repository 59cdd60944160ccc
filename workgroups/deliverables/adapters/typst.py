"""PDF/UA-1 by Typst: a document in, bytes out, in a child process with limits and without network."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..logic.canonical import canonical, digest, plain
from ..logic.model import Annex, Document
from .fonts import folder as fonts_folder
from .fonts import fonts_hash

HERE = Path(__file__).parent
TEMPLATE = HERE / "report.typ"
MEMORY = 1_500_000_000
CPU_SECONDS = 60
WALL_SECONDS = 120
OUTPUT = 50_000_000
LONG_WORD = re.compile(r"\S{32,}")
BREAKABLE_CELL = 900  # bytes of content from which a table cell may continue on the next page
SHOWN = frozenset({"text", "label", "title", "subtitle", "name", "delegation", "function", "question", "finding"})


class TypesettingFailed(Exception):  # noqa: N818  (what happened, not what to call it)
    """No PDF came out. The text is for the log; people are told that the build failed and what to do."""


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
        "template": digest(TEMPLATE.read_bytes())[:16],
        "fonts": fonts_hash()[:16],
    }


def build_pdf(document: Document, *, memory: int = MEMORY, cpu_seconds: int = CPU_SECONDS) -> Pdf:
    """The document as PDF/UA-1. Raises TypesettingFailed: refused input, or a limit was reached."""
    folder = Path(tempfile.mkdtemp(prefix="report-"))
    try:
        shutil.copyfile(TEMPLATE, folder / "report.typ")
        (folder / "document.json").write_bytes(canonical(for_typst(document)))
        answer = run(folder, memory, cpu_seconds)
        if "fault" in answer:
            raise TypesettingFailed(answer["fault"])
        data = (folder / "report.pdf").read_bytes()
        return Pdf(data, bool(answer["isolated"]), tuple(answer["warnings"]))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(folder: Path, memory: int, cpu_seconds: int) -> dict[str, Any]:
    """The child's answer. Its environment is empty but for what Python and two threads need."""
    limits = [str(memory), str(cpu_seconds), str(OUTPUT)]
    command = [sys.executable, "-I", str(HERE / "typst_child.py"), str(folder), str(fonts_folder()), *limits]
    environment = {"PATH": os.defpath, "HOME": str(folder), "RAYON_NUM_THREADS": "2", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603  (a fixed program, no shell, no words of users)
            command, cwd=folder, env=environment, capture_output=True, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise TypesettingFailed(f"no answer within {WALL_SECONDS} s") from fault
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as fault:
        tail = done.stderr[-500:].decode(errors="replace")
        raise TypesettingFailed(f"ended with status {done.returncode}: {tail}") from fault
    return answer


def for_typst(document: Document) -> dict[str, Any]:
    """The document as plain data, with the few values that are easier to work out here than in a template."""
    data: dict[str, Any] = plain(document)
    front = data["front"]
    front["ymd"] = [int(part) for part in document.front.date.split("-")]
    title = document.front.title
    front["running"] = title if len(title) <= 60 else title[:58].rsplit(" ", 1)[0] + "…"
    for annex, source in zip(data["annexes"], document.annexes, strict=True):
        annex["rows"] = annex_rows(source)
    for row in data["colophon"]["inputs"]:
        row["sha256"] = "\u200b".join(row["sha256"][place : place + 16] for place in range(0, 64, 16))
    prepare(data)
    return data


def annex_rows(annex: Annex) -> list[dict[str, str]]:
    """One row a person when names are printed, else one row a delegation."""
    if annex.named:
        return [
            {"delegation": group.delegation, "name": person.name, "function": person.function}
            for group in annex.groups
            for person in group.people
        ]
    return [
        {"delegation": group.delegation, "standing": group.standing, "people": group.summary} for group in annex.groups
    ]


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
