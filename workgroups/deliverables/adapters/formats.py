"""One report in every format: each writer is called with the same document, drawings and pictures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django.utils import translation

from workgroups.core.office.archives import packed

from ..logic.assemble import assemble
from ..logic.bundle import bundle
from ..logic.canonical import digest
from ..logic.html import to_html
from ..logic.inputs import Inputs
from ..logic.model import Document
from ..logic.pandoc import Target
from .officecheck import check_epub, check_odt, check_word
from .pandoc import build_office
from .pdfcheck import check_pdf
from .typst import Drawn, build_pdf, draw

Checked = dict[str, bool]


@dataclass
class Workshop:
    """Makes the files of one report and keeps what is known about them; `images`: pictures by SHA-256."""

    inputs: Inputs
    images: Mapping[str, bytes]
    files: dict[str, bytes] = field(default_factory=dict)
    checks: dict[str, Checked] = field(default_factory=dict)
    isolated: dict[str, bool] = field(default_factory=dict)
    pages: int = 0

    @cached_property
    def document(self) -> Document:
        """The document, in the report's own language. Raises InvalidDocument."""
        with translation.override(self.inputs["front"]["language"]):
            return assemble(self.inputs)

    @cached_property
    def drawn(self) -> dict[str, Drawn]:
        """Every drawn figure as a picture, by its anchor."""
        figures = [figure for figure in self.document.figures() if figure.image is None]
        return dict(zip((figure.anchor for figure in figures), draw(figures), strict=True))

    def make(self, name: str) -> bytes:
        """Make one format (of `makers`) and check it. Raises TypesettingFailed or WritingFailed."""
        self.files[name] = self.makers()[name]()
        return self.files[name]

    def makers(self) -> dict[str, Callable[[], bytes]]:
        """The formats in the order in which they are made; the bundle names the hashes of all others."""
        return {
            "pdf": self.pdf,
            "web": self.web,
            "docx": partial(self.office, "docx"),
            "odt": partial(self.office, "odt"),
            "epub": partial(self.office, "epub"),
            "bundle": self.bundle,
        }

    def pdf(self) -> bytes:
        made = build_pdf(self.document, self.images)
        self.checks["pdf"], self.pages = check_pdf(made.data, self.words())
        self.isolated["pdf"] = made.isolated
        return made.data

    def words(self) -> list[str]:
        """What must be found in the text of every format."""
        return [self.document.front.title, *(section.title for section in self.document.sections)]

    def web(self) -> bytes:
        with translation.override(self.inputs["front"]["language"]):
            return to_html(self.document).encode()

    def office(self, target: Target) -> bytes:
        made = build_office(self.document, target, self.drawn, self.images)
        check = {"docx": check_word, "odt": check_odt, "epub": check_epub}[target]
        self.checks[target] = check(made.data, self.document)
        self.isolated[target] = made.isolated
        return made.data

    def bundle(self) -> bytes:
        with translation.override(self.inputs["front"]["language"]):
            return packed(bundle(self.inputs, self.document, self.manifest(), self.images))

    def manifest(self) -> dict[str, Any]:
        """What is known about the files made so far: hashes, sizes, checks, tools."""
        return {
            "build": self.document.colophon.build,
            "inputs": {row.title: row.sha256 for row in self.document.colophon.inputs},
            "outputs": {name: {"sha256": digest(data), "size": len(data)} for name, data in self.files.items()},
            "tools": self.inputs["tools"],
            "pages": self.pages,
            "checks": self.checks.get("pdf", {}),
            "format_checks": {name: found for name, found in self.checks.items() if name != "pdf"},
            "isolated": all(self.isolated.values()),
        }


def pictures_in(inputs: Inputs) -> Iterator[str]:
    """The SHA-256 of every picture that the inputs name."""
    for part in inputs["parts"]:
        source = part["source"]
        if source["kind"] == "figure" and source["image"]:
            yield source["image"]["sha256"]
        elif source["kind"] == "draft" or source["kind"] == "key_points":
            yield from (image["sha256"] for image in source.get("images", []))
