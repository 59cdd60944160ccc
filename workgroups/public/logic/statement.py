"""What an accessibility statement may say: what was checked, by what, with which outcome – never more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEANINGS = {
    "tagged": gettext_lazy("The document is tagged, so that a screen reader knows its structure."),
    "language": gettext_lazy("The language is declared."),
    "title": gettext_lazy("The title is declared and shown."),
    "identified": gettext_lazy("The file declares itself as PDF/UA."),
    "bookmarks": gettext_lazy("Bookmarks lead to the chapters."),
    "headings": gettext_lazy("Headings are headings."),
    "tables": gettext_lazy("Tables have header cells."),
    "figures": gettext_lazy("Figures have a text alternative."),
    "text": gettext_lazy("The words can be selected, searched and read aloud."),
    "notes": gettext_lazy("Notes are notes, tied to their places."),
    "contents": gettext_lazy("There is a table of contents."),
    "declared": gettext_lazy("The file says itself how it can be read."),
}

TOOLS = {
    "typst": "Typst",
    "pandoc": "Pandoc",
    "template": gettext_lazy("Template"),
    "fonts": gettext_lazy("Fonts"),
    "platform": gettext_lazy("Platform"),
}


FORMATS = {"docx": gettext_lazy("Word"), "odt": "ODT", "epub": "EPUB"}


@dataclass(frozen=True)
class Check:
    """One automated check of one file: what it means, in words, and whether it passed."""

    meaning: str
    passed: bool


@dataclass(frozen=True)
class Checked:
    """A file by its format, and the checks that really ran on it."""

    name: str
    checks: tuple[Check, ...]

    @property
    def failed(self) -> int:
        return sum(not check.passed for check in self.checks)


@dataclass(frozen=True)
class Statement:
    """The files with the checks that ran; `tools`: (name, version) of what made them."""

    files: tuple[Checked, ...]
    tools: tuple[tuple[str, str], ...]

    @property
    def failed(self) -> int:
        return sum(one.failed for one in self.files)


def statement(manifest: Mapping[str, Any]) -> Statement:
    """Read a build's manifest: `checks` are the PDF's, `format_checks` those of the others; without checks, no file."""
    outcomes = {"PDF": manifest.get("checks")} | dict(manifest.get("format_checks") or {})
    files = tuple(Checked(str(FORMATS.get(name, name)), _checks(found)) for name, found in outcomes.items() if found)
    tools = tuple((str(TOOLS.get(name, name)), str(version)) for name, version in (manifest.get("tools") or {}).items())
    return Statement(files, tools)


def _checks(found: Mapping[str, Any]) -> tuple[Check, ...]:
    """In one order, whatever the database did to it; what has no plain words yet is shown by its own name."""
    names = [name for name in dict.fromkeys((*MEANINGS, *sorted(found))) if name in found]
    return tuple(
        Check(str(MEANINGS.get(name) or _("Check “%(name)s”") % {"name": name}), bool(found[name])) for name in names
    )
