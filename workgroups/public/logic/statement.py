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
}


@dataclass(frozen=True)
class Check:
    """One automated check of one file: what it means, in words, and whether it passed."""

    meaning: str
    passed: bool


@dataclass(frozen=True)
class Statement:
    """The checks that really ran; `tools`: (name, version)."""

    checks: tuple[Check, ...]
    tools: tuple[tuple[str, str], ...]

    @property
    def failed(self) -> int:
        return sum(not check.passed for check in self.checks)


def statement(manifest: Mapping[str, Any]) -> Statement:
    """Read a build's manifest; what has no plain words yet is shown by its own name."""
    outcomes: Mapping[str, Any] = manifest.get("checks") or {}
    checks = tuple(
        Check(str(MEANINGS.get(name) or _("Check “%(name)s”") % {"name": name}), bool(passed))
        for name, passed in outcomes.items()
    )
    tools = tuple((str(name), str(version)) for name, version in (manifest.get("tools") or {}).items())
    return Statement(checks, tools)
