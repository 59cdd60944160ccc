"""Find a name in the words of what goes into a report."""

import re
from collections.abc import Iterable
from typing import Any

from workgroups.core.text import fold

SILENT = frozenset({"key", "address", "sha256", "kind", "type", "id", "language"})  # fields that are no words


def first_named(names: Iterable[str], value: Any) -> str:
    """Return the first of the names that stands in a source's frozen input; empty without one.

    Letters' case and accents do not matter. A name in Latin letters stands as whole words; one in another script
    wherever its signs stand, because not every script parts words.
    """
    words = fold(_words(value))
    return next((name for name in names if (bare := fold(name)) and re.search(_pattern(bare), words)), "")


def _pattern(bare: str) -> str:
    before = r"(?<!\w)" if bare[0].isascii() else ""
    after = r"(?!\w)" if bare[-1].isascii() else ""
    return f"{before}{re.escape(bare)}{after}"


def _words(value: Any) -> str:
    """All that is said, pieces of one line of text (bold, linked) joined as they are read."""
    if isinstance(value, dict):
        if value.get("type") == "text":
            return str(value.get("text", ""))
        return f" {' '.join(_words(one) for name, one in value.items() if name not in SILENT)} "
    if isinstance(value, list | tuple):
        is_line = any(isinstance(one, dict) and one.get("type") == "text" for one in value)
        return ("" if is_line else " ").join(_words(one) for one in value)
    return value if isinstance(value, str) else ""
