"""A file's name as it is kept: one line, no folders, no invisible direction marks, its ending kept."""

import unicodedata

LONGEST = 150
# Devices of Windows, which opens them instead of a file, whatever the ending (Win32, "Naming Files").
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³")}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def clean(name: str) -> str:
    """Return the last part of `name` without what could mislead an eye or a shell; never empty."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if unicodedata.category(c) in _HIDDEN else c for c in unicodedata.normalize("NFC", last))
    plain = " ".join(seen.split()).strip(". ") or "file"
    if plain.partition(".")[0].rstrip().lower() in _DEVICES:
        plain = f"file-{plain}"
    if len(plain) <= LONGEST:
        return plain
    ending = ending_of(plain)
    return plain[: LONGEST - len(ending)].rstrip() + ending


def ending_of(name: str) -> str:
    """Return `.pdf` for `Report.PDF`; empty when there is no plausible ending."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if stem and dot and ending.isalnum() and len(ending) <= 8 else ""
