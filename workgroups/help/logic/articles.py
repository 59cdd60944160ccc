"""Read the articles: a few lines of what matters on the page itself, then Markdown."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString

from workgroups.core import markdown
from workgroups.core.languages import PLAIN
from workgroups.core.text import fold
from workgroups.help.logic.index import GUIDES, slugs

WORDS = Path(__file__).parent / "words"
FIELDS = {"title", "summary", "deadline", "seen"}


@dataclass(frozen=True)
class Article:
    """One article. `deadline`: how time works there; `seen`: what others can see; both may be empty."""

    slug: str
    language: str
    title: str
    summary: str
    deadline: str
    seen: str
    html: SafeString
    folded: str = field(repr=False)  # title, summary and words as the search compares them


def article(slug: str, language: str) -> Article | None:
    """Return an article in a language (a regional one in its base), in English where it has no such edition."""
    base = language.split("-")[0].lower()
    return _read(slug, base) or _read(slug, PLAIN)


def guide(office: str, language: str) -> Article | None:
    """Return the one-page guide for an office."""
    return article(f"guide-{office}", language) if office in GUIDES else None


def search(query: str, language: str) -> list[Article]:
    """Return the articles that hold every word of a query, or words that begin so; the best first."""
    words = fold(query).split()
    found = [(_score(one, words), one) for slug in slugs() if (one := article(slug, language))]
    return [one for score, one in sorted(found, key=lambda pair: -pair[0]) if score] if words else []


def _score(one: Article, words: list[str]) -> int:
    title, summary = f" {fold(one.title)}", f" {fold(one.summary)}"
    counts = [one.folded.count(f" {word}") for word in words]
    if not all(counts):
        return 0
    in_title = sum(f" {word}" in title for word in words)
    return sum(counts) + 20 * in_title + 5 * sum(f" {word}" in summary for word in words)


@cache
def _read(slug: str, language: str) -> Article | None:
    path = WORDS / language / f"{slug}.md"
    if not path.is_file():
        return None
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    said = dict.fromkeys(FIELDS, "") | dict(_field(line) for line in head.splitlines())
    html = markdown.prose(body)
    plain = " ".join((*said.values(), markdown.plain(html)))
    folded = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(plain)).split())}"
    return Article(slug=slug, language=language, html=html, folded=folded, **said)


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    if name not in FIELDS:
        raise ValueError(f"an article begins with lines of {sorted(FIELDS)}, not with {line!r}")
    return name, value.strip()
