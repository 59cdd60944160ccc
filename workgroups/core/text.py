"""Text for machines: folded for search and sorting, cut for a line."""

import re
import unicodedata

from django.utils.translation import gettext as _

_space = re.compile(r"\s+")
_letters = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})

_VAGUE = frozenset({"here", "click here", "link", "this link", "more", "read more", "this page"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width ones are formulas in some places
_BARE = re.compile(r"(https?://|www\.)\S*")


def fold(value: str) -> str:
    """Return `value` without case and accents, spaces collapsed: equal for a person, equal here."""
    if value.isascii():  # most words, and nothing to take off them
        return _space.sub(" ", value.lower()).strip()
    bare = "".join(c for c in unicodedata.normalize("NFKD", value.casefold()) if not unicodedata.combining(c))
    return _space.sub(" ", bare.translate(_letters)).strip()


def excerpt(value: str, limit: int = 160) -> str:
    """Return one line of at most `limit` characters, cut at a word and marked with an ellipsis."""
    line = _space.sub(" ", value).strip()
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def single_line(value: str) -> str:
    """Return `value` on one line: a line break in a title would end a mail header or a calendar field."""
    if value.isprintable():
        return _space.sub(" ", value).strip()
    return _space.sub(" ", "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in value)).strip()


def cell(value: str) -> str:
    """Return `value` for a spreadsheet: what a program would read as a formula begins with an apostrophe (OWASP)."""
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value


def uncell(value: str) -> str:
    """Return what `cell` was given: the apostrophe before a formula's beginning is a guard, not a letter."""
    return value[1:] if value.startswith("'") and cell(value[1:]) == value else value


def says_nothing(words: str) -> bool:
    """Whether a link's words do not say where it leads: "here" (in English or the active language), or an address."""
    said = " ".join(words.split()).strip(" .,:;!?()[]»«“”").casefold()
    vague = {_("here"), _("click here"), _("link"), _("this link"), _("more"), _("read more"), _("this page"), ""}
    return said in _VAGUE or said in vague or bool(_BARE.fullmatch(said))
