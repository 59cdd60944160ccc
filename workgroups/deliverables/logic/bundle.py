"""The data bundle: everything a report was made from, the numbers behind its figures, and how to make it again."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from .canonical import canonical, digest
from .inputs import FigureInput, Inputs
from .model import Document

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?\s?%?")
NAME = re.compile(r"[^a-z0-9]+")


def bundle(
    inputs: Inputs, document: Document, manifest: Mapping[str, Any], images: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files of the bundle by name, in the order of the archive. Active language: the report's own."""
    files: dict[str, bytes] = {
        "README.txt": readme(document, manifest).encode(),
        "manifest.json": canonical(manifest),
        "inputs.json": canonical(inputs),
    }
    for place, part in enumerate(inputs["parts"], 1):
        files[f"inputs/{place:02}-{plain_name(part['source']['key'])}.json"] = canonical(part["source"])
    files["document.json"] = canonical(document)
    for place, figure in enumerate(figures_in(inputs), 1):
        if figure["rows"]:
            files[f"data/{place:02}-{plain_name(figure['key'])}.csv"] = table(figure)
    for sha256, data in sorted(images.items()):
        files[f"pictures/{sha256}"] = data
    sums = "".join(f"{digest(data)}  {name}\n" for name, data in files.items())
    return {**files, "sha256sums.txt": sums.encode()}


def plain_name(key: str) -> str:
    return NAME.sub("-", key.lower()).strip("-") or "source"


def figures_in(inputs: Inputs) -> Iterator[FigureInput]:
    """Every poll and question with numbers behind it, also those of calls and annexes."""
    for part in inputs["parts"]:
        source = part["source"]
        if source["kind"] == "figure":
            yield source
        elif source["kind"] == "polls":
            yield from source["polls"]
        elif source["kind"] == "call":
            questions = (question for section in source["sections"] for question in section["questions"])
            yield from (question["figure"] for question in questions if question["figure"])


def table(figure: FigureInput) -> bytes:
    """A figure's data as CSV (RFC 4180, UTF-8 with a mark, so that office programs read every script)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(word) for word in figure["columns"]])
    writer.writerows([safe(word) for word in row] for row in figure["rows"])
    return out.getvalue().encode("utf-8-sig", "replace")


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one is set behind an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell


def readme(document: Document, manifest: Mapping[str, Any]) -> str:
    """What is in the bundle and how the report is made again from it."""
    front = document.front
    lines = [
        front.title,
        f"{front.release_words}, {front.date_words}",
        front.address,
        front.demonstration,
        "",
        _("inputs.json holds everything the report was made from; inputs/ has the same, one file a source."),
        _("document.json is the report as the writers of all formats were given it."),
        _("data/ holds the numbers behind the figures. A cell that begins like a formula has an apostrophe before it."),
        _("manifest.json names the hash of every file of the release, the tools and the outcome of the checks."),
        _("sha256sums.txt lists the hash of every file in this bundle: sha256sum -c sha256sums.txt"),
        "",
        _("To make the report again, install the product in the versions named below and run:"),
        "    manage.py rebuild_report <this file>",
        _("It makes every format from inputs.json and says whether the bytes are the same."),
        "",
        *(f"{name}: {version}" for name, version in sorted(manifest["tools"].items())),
        "",
    ]
    return "\n".join(line for place, line in enumerate(lines) if line or place > 3)
