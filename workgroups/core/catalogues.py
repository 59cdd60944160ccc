"""Catalogues of the interface's words: gathered from the code and the templates, kept in step, judged, compiled.

Babel does all of it, so that nobody needs the programs of GNU gettext (Django's `makemessages` calls them). Babel reads
Python; a template is first turned into the calls that its tags stand for, by Django's own `templatize`.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "workgroups" / "locale"
COMPLETE = ("fr",)  # offered to readers: everything is translated
STARTED = ("ar",)  # what is translated is kept, the rest is left out of the file
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LINE = 120
_SPACES = (" ", "\n")  # a narrow one before a colon is typography
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-z]+[^>]*>")
Key = tuple[str | None, str]


def path_of(language: str, folder: Path = FOLDER) -> Path:
    """Return where a language's catalogue stands."""
    return folder / language / "LC_MESSAGES" / "django.po"


def gather(root: Path = ROOT) -> Catalog:
    """Return what the code and the templates say today, in the order of their files."""
    catalogue = Catalog(project="workgroups", charset="utf-8")
    for file in _sources(root):
        method: Any = "python" if file.suffix == ".py" else _template
        with file.open("rb") as opened:
            found = extract(method, opened, KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True)
            for _line, message, comments, context in list(found):
                place = [(file.relative_to(root).as_posix(), 0)]
                catalogue.add(message, None, place, auto_comments=comments, context=context)
    return catalogue


def read(language: str, folder: Path = FOLDER) -> Catalog:
    """Return a language's catalogue as it stands in its file, empty when there is none."""
    path = path_of(language, folder)
    if not path.exists():
        return Catalog(locale=language, domain="django", charset="utf-8")
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language, domain="django")


def keep_in_step(language: str, said: Catalog, folder: Path = FOLDER) -> Catalog:
    """Write a language's catalogue anew: with the messages of `said` and the translations that it has for them."""
    known = {key_of(message): message for message in read(language, folder) if message.id}
    fresh = Catalog(locale=language, domain="django", charset="utf-8", fuzzy=False)
    for message in said:
        if not message.id:
            continue
        old = known.get(key_of(message))
        if language in STARTED and not (old and is_translated(old)):
            continue
        kept: dict[str, Any] = {
            "locations": sorted(set(message.locations)),
            "auto_comments": message.auto_comments,
            "context": message.context,
        }
        fresh.add(message.id, old.string if old and _same_shape(old, message) else None, **kept)
    write(fresh, path_of(language, folder))
    return fresh


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue without dates, tools and lines: its file changes only when its words do."""
    plural = get_plural(catalogue.locale)
    head = {"Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    head |= {"Language": str(catalogue.locale), "Plural-Forms": plural.plural_forms}
    words = BytesIO()
    pofile.write_po(words, catalogue, width=LINE, omit_header=True, include_lineno=False, sort_by_file=True)
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in head.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'msgid ""\nmsgstr ""\n{lines}\n{words.getvalue().decode().strip()}\n', encoding="utf-8")


def compile_all(folder: Path = FOLDER) -> None:
    """Compile every catalogue that is newer than what was compiled from it."""
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        built = path.with_suffix(".mo")
        if built.exists() and built.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as source:
            catalogue = pofile.read_po(source, locale=path.parts[-3], domain=path.stem)
        fresh = built.with_suffix(f".{os.getpid()}")  # tests compile side by side
        with fresh.open("wb") as target:
            write_mo(target, catalogue)
        fresh.replace(built)


def out_of_step(catalogue: Catalog, said: Catalog) -> list[str]:
    """Return in which messages a complete catalogue differs from what the code and the templates say."""
    ours = {key_of(message) for message in catalogue if message.id}
    theirs = {key_of(message) for message in said if message.id}
    return [
        *(f"not in the catalogue: {key[1]}" for key in sorted(theirs - ours, key=str)),
        *(f"no longer said: {key[1]}" for key in sorted(ours - theirs, key=str)),
        *(f"not translated: {key_of(one)[1]}" for one in catalogue if one.id and not is_translated(one)),
    ]


def faults(catalogue: Catalog) -> list[str]:
    """Return the translations that would show something broken: placeholders, tags, plural forms, doubtful ones."""
    return [f"{why}: {key_of(one)[1]}" for one in catalogue if one.id and is_translated(one) for why in _wrong(one)]


def key_of(message: Message) -> Key:
    """Return what makes a message itself: its context and its words (of one thing)."""
    return message.context, forms(message.id)[0]


def forms(words: str | Iterable[str] | None) -> list[str]:
    """Return the one form or the plural forms of a message or of its translation."""
    return [words] if isinstance(words, str) else list(words or ())


def is_translated(message: Message) -> bool:
    """Tell whether every form of a message has its translation."""
    return bool(message.string) and all(forms(message.string))


def _sources(root: Path) -> Iterator[Path]:
    for folder in ("collab", "workgroups"):
        yield from sorted(path for path in (root / folder).rglob("*.py") if "migrations" not in path.parts)
    yield from sorted(path for path in (root / "templates").rglob("*") if path.suffix in {".html", ".txt"})


def _template(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Any:
    calls = templatize(file.read().decode())
    flush = "\n".join(line.strip() for line in calls.split("\n"))  # what is left of the page's indentation is no Python
    return extract_python(BytesIO(flush.encode()), keywords, tags, {"encoding": "utf-8"})


def _same_shape(old: Message, new: Message) -> bool:
    return len(forms(old.id)) == len(forms(new.id)) and forms(old.id)[-1] == forms(new.id)[-1]


def _wrong(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    asked, given = forms(message.id), forms(message.string)
    allowed = [Counter(PLACEHOLDER.findall(form)) for form in asked]
    for form in given:
        # a plural form may say "one" instead of the number, as the English singular may
        if Counter(PLACEHOLDER.findall(form)) not in allowed:
            yield "other placeholders"
        if Counter(TAG.findall(form)) != Counter(TAG.findall(asked[-1])):
            yield "other tags"
    if any(_ends(one) != _ends(given[0]) for one in asked):
        yield "other spaces at its ends"


def _ends(words: str) -> tuple[bool, bool]:
    return words[:1] in _SPACES, words[-1:] in _SPACES
