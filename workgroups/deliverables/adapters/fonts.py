"""The report's fonts: which files, and which characters they can show.

`sha256sums.txt` beside them locks each file. Arabic is set in Amiri because it has one glyph a letter: of fonts that
draw dots by themselves a letter is in the text layer twice. Noto Sans SC is cut down to those characters of GB 2312
that its package @fontsource/noto-sans-sc 5.3.0 has: they suffice for published Chinese; whole, it is far larger.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont


def folder() -> Path:
    return Path(settings.ROOT) / "static" / "fonts"


@cache
def fonts_hash() -> str:
    """One hash over all font files, in name order: part of what a build is made with."""
    total = hashlib.sha256()
    for path in sorted(folder().glob("*.ttf")):
        total.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@cache
def covered() -> frozenset[int]:
    """Every code point that at least one upright text font has a glyph for."""
    serif, sans, arabic, chinese = (
        frozenset(TTFont(folder() / f"{name}-Regular.ttf", lazy=True).getBestCmap())
        for name in ("SourceSerif4", "SourceSans3", "Amiri", "NotoSansSC")
    )
    return (serif & sans) | arabic | chinese


def uncovered(text: str) -> str:
    """The characters of a text that would be missing from the page, each once, in order."""
    known, out = covered(), dict[str, None]()
    for char in text:
        if ord(char) not in known and char not in INVISIBLE:
            out[char] = None
    return "".join(out)


# Shown by no glyph and needing none: the engine handles them itself.
INVISIBLE = frozenset("\t\n\xa0\xad\u061c\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u2066\u2067\u2068\u2069\ufeff")
