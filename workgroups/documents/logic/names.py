"""Names of files as they leave the library: symbol, language and marking, safe on every system."""

import re
from collections.abc import Iterable

_UNSAFE = re.compile(r"[^A-Za-z0-9.()_-]+")
# Short English words: a file's name travels without a translation. One a marking, none for an unknown one.
TAGS = {"public": "public", "group": "group", "restricted": "RESTRICTED", "unattributed": "NOT-FOR-ATTRIBUTION"}


def safe(words: str) -> str:
    """Return the words as one part of a path on any system: no folder, nothing that a shell or Windows minds."""
    return _UNSAFE.sub("-", words).strip("-. ") or "document"


def file_name(*, symbol: str, language: str, marking: str, brought_as: str) -> str:
    """Return `CLOUD-2026-4-Rev.1_en_group.pdf`: what a reader's folder says about the file."""
    _stem, dot, ending = brought_as.rpartition(".")
    kept = f".{ending.lower()}" if dot and ending.isascii() and ending.isalnum() and len(ending) <= 8 else ""
    parts = [safe(symbol), safe(language), TAGS.get(marking, "")]
    return "_".join(part for part in parts if part) + kept


def unique(names: Iterable[str]) -> list[str]:
    """Return the names, equal ones told apart by a number before the ending, also where case does not count."""
    taken: set[str] = set()
    found = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, f".{ending}") if dot and stem else (name, "")
        fresh, count = name, 1
        while fresh.lower() in taken:
            count += 1
            fresh = f"{stem}_{count}{ending}"
        taken.add(fresh.lower())
        found.append(fresh)
    return found
