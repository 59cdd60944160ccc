"""What a file's name says about it: title, type, language; always only a guess that people correct."""

import re
from dataclasses import dataclass

from workgroups.core.text import fold

_TAGS = {
    "en": ("en", "eng", "english", "anglais", "ingles"),
    "fr": ("fr", "fra", "fre", "french", "francais"),
    "ar": ("ar", "ara", "arabic", "arabe"),
    "es": ("es", "esp", "spa", "spanish", "espanol", "espagnol"),
    "ru": ("ru", "rus", "russian", "russe"),
    "zh-Hans": ("zh", "chi", "zho", "cn", "chinese", "chinois"),
}
_LANGUAGES = {tag: language for language, tags in _TAGS.items() for tag in tags}
_TYPES = (
    ("agenda", ("agenda", "ordre du jour", "orden del dia", "programme of the meeting")),
    ("minutes", ("minutes", "summary record", "compte rendu", "proces-verbal", "acta")),
    ("presentation", ("presentation", "slides", "slide deck")),
    ("contribution", ("contribution", "statement", "position", "comments of", "national")),
    ("letter", ("circular", "letter", "lettre", "circulaire")),
    ("report", ("report", "rapport", "informe")),
    ("information", ("information", "info", "inf", "note")),
    ("working", ("working paper", "wp", "draft", "proposal")),
)
_SPLIT = re.compile(r"[\s_.,;()\[\]–-]+")
_PAUSE = re.compile(r"[_\s]+")
_LAST = re.compile(r"[\s_.–(\[-]+([^\W_]+)[)\]]?$")
_VERSION = re.compile(r"[\s_-]+(v\d+|final|copy|rev\.?\d+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """What a name suggests; `language` is empty when it suggests none."""

    title: str
    type: str
    language: str


def guess(name: str) -> Guess:
    """Return what the name of a file says about it."""
    stem, dot, ending = name.rpartition(".")
    bare = stem if dot and stem else name
    bare, language = _without_language(bare)
    words = f" {' '.join(part for part in _SPLIT.split(fold(bare)) if part)} "
    by_words = next((kind for kind, marks in _TYPES if any(f" {mark} " in words for mark in marks)), "")
    by_ending = "presentation" if ending.lower() in {"pptx", "ppt", "odp"} else ""
    return Guess(_title(bare), by_words or by_ending or "working", language)


def belongs_to(titles: list[str]) -> list[int]:
    """Return for each title the place of the first that equals it: files of one document in several languages."""
    first: dict[str, int] = {}
    return [first.setdefault(fold(title), place) for place, title in enumerate(titles)]


def _without_language(bare: str) -> tuple[str, str]:
    found = _LAST.search(bare)
    language = _LANGUAGES.get(fold(found.group(1)), "") if found else ""
    return (bare[: found.start()], language) if found and language else (bare, "")


def _title(bare: str) -> str:
    plain = _VERSION.sub("", bare)
    words = _PAUSE.sub(" ", plain if " " in plain else plain.replace("-", " ")).strip(" -–.") or bare
    return words[:1].upper() + words[1:]
