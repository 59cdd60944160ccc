"""Templates that every group begins with, in the languages of the product; a group may write its own in their place.

Their words stand in `words/<key>.<language>.md`: the first line is the subject.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workgroups.circulars.logic.wanted import Words

FOLDER = Path(__file__).parent / "words"
NAMES: dict[str, str | Promise] = {
    "invitation": _("Invitation to a meeting"),
    "reminder": _("Reminder"),
    "papers": _("Call for papers"),
    "report": _("Transmission of a report"),
    "thanks": _("Note of thanks"),
}


@dataclass(frozen=True)
class Shipped:
    """A template: its key, its name, its words by language."""

    key: str
    name: str | Promise
    texts: dict[str, Words]


@cache
def shipped() -> dict[str, Shipped]:
    """Return the templates by key, in the order in which they are offered."""
    return {key: Shipped(key, name, _texts(key)) for key, name in NAMES.items()}


def _texts(key: str) -> dict[str, Words]:
    found = {}
    for path in sorted(FOLDER.glob(f"{key}.*.md")):
        subject, _blank, body = path.read_text(encoding="utf-8").partition("\n")
        found[path.suffixes[0].lstrip(".")] = Words(subject.strip(), body.strip())
    return found
