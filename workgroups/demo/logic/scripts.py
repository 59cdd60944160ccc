"""Scripts of the record: words with a line before each that says who writes them and when.

    === post 38 09:12 expert@uruguay
    === edit #3 37 16:40 expert@uruguay

A day is a number of working days before the record is built; the hour is the writer's own.
`{day:-22}` in the words becomes that day, as people write it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from pathlib import Path

WORDS = Path(__file__).with_name("words")
_CUE = re.compile(r"=== (\w+)(?: #(\d+))? (\d+) (\d\d:\d\d) (\S+)")
_DAY = re.compile(r"\{day:([+-]?\d+)\}")


@dataclass(frozen=True)
class Cue:
    """Somebody does something with these words; `number` is the post, block or option it is about."""

    verb: str
    number: int
    back: int  # working days before the record is built
    at: time
    who: str
    words: str


@dataclass(frozen=True)
class Script:
    """A title (the first line) and what follows, in the order of the file."""

    title: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True)
class Text:
    """A title (the first line) and the words below it."""

    title: str
    words: str


def text(name: str) -> Text:
    """Read a text by its path in `words/`, without `.md`."""
    title, _, rest = _read(name).partition("\n")
    return Text(title.removeprefix("# ").strip(), rest.strip())


def parts(name: str, level: int = 1) -> dict[str, str]:
    """Read the parts of a file, each below a heading of this level: heading → words."""
    found = re.split(rf"^{'#' * level} (.+)$", _read(name), flags=re.MULTILINE)[1:]
    return {title.strip(): words.strip() for title, words in zip(found[::2], found[1::2], strict=True)}


def script(name: str, day: Callable[[int], str]) -> Script:
    """Read a script by its path in `words/`, without `.md`; `day` writes a day that the words name."""
    title, _, rest = _read(name).partition("\n")
    parts = _CUE.split(_DAY.sub(lambda found: day(int(found[1])), rest))[1:]
    cues = [
        Cue(verb, int(number or 0), int(back), time.fromisoformat(at), who, words.strip())
        for verb, number, back, at, who, words in zip(*[iter(parts)] * 6, strict=True)
    ]
    return Script(title.removeprefix("# ").strip(), tuple(cues))


def _read(name: str) -> str:
    return (WORDS / f"{name}.md").read_text("utf-8")
