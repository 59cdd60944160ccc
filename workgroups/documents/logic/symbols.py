"""Symbols: what a document is cited by, made by the group's pattern, such as CLOUD/{year}/{n}."""

import re

LONGEST = 60
TOKEN = re.compile(r"\{[^{}]*\}")
_PLAIN = re.compile(r"[A-Za-z0-9/._()-]*")
_WIDTHS = {"{n}": 1, "{nn}": 2, "{nnn}": 3}
_YEARS = {"{year}", "{yy}"}
PARTS = {"add": "Add.", "corr": "Corr."}


def fault_in(pattern: str) -> str:
    """Return what is wrong with a pattern: `empty`, `long`, `token`, `letters`, `number` or `year`; else nothing."""
    if not pattern:
        return "empty"
    if len(pattern) > LONGEST:
        return "long"
    tokens = TOKEN.findall(pattern)
    if any(token not in _WIDTHS and token not in _YEARS for token in tokens):
        return "token"
    if not _PLAIN.fullmatch(TOKEN.sub("", pattern)):
        return "letters"
    if sum(token in _WIDTHS for token in tokens) != 1:
        return "number"
    return "year" if sum(token in _YEARS for token in tokens) > 1 else ""


def is_yearly(pattern: str) -> bool:
    """Whether the numbers begin anew each year: when the year is part of the symbol."""
    return any(token in pattern for token in _YEARS)


def made(pattern: str, *, year: int, serial: int) -> str:
    """Return the symbol of the document with this number in this year."""
    values = {token: str(serial).zfill(width) for token, width in _WIDTHS.items()}
    values |= {"{year}": str(year), "{yy}": str(year % 100).zfill(2)}
    return TOKEN.sub(lambda found: values[found.group()], pattern)


def part_of(symbol: str, part: str, number: int) -> str:
    """Return the symbol of an addendum (`add`) or a corrigendum (`corr`) of a document."""
    return f"{symbol}/{PARTS[part]}{number}"


def revision_of(symbol: str, revision: int) -> str:
    """Return how a revision of a document is cited; revision 0 is the document as it first came."""
    return f"{symbol}/Rev.{revision}" if revision else symbol


def default_pattern(slug: str) -> str:
    """Return the pattern of a group that has set down none: the first letters of its address's words, or its word."""
    words = [word for word in slug.upper().split("-") if word]
    initials = "".join(word[0] for word in words)
    return f"{initials if len(words) > 1 else slug.upper()[:12]}/{{year}}/{{n}}"
