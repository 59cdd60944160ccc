"""Reading Django templates for the checks: their tags, and their text with the tags blanked out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split

TRANSLATED = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans"}
UNSPOKEN = {"comment": "endcomment"}
# A block that fills an attribute holds no words: its name says so.
ATTRIBUTE_BLOCK = re.compile(r"\{%\s*block\s+\w*(class|attributes|id)\s*%\}")


@dataclass(frozen=True)
class Tag:
    """One `{% … %}` of a template, split into words."""

    line: int
    name: str
    words: tuple[str, ...]

    def literal(self) -> str:
        """The first argument when it is a quoted string, else empty."""
        first = self.words[0] if self.words else ""
        return first[1:-1] if first[:1] in {"'", '"'} and first[-1:] == first[:1] else ""


def templates_in(root: Path) -> Iterator[Path]:
    """Every template file, in order."""
    yield from sorted(path for path in (root / "templates").rglob("*") if path.is_file())


def tokens(source: str) -> list[Token]:
    """Django's own reading of a template."""
    return Lexer(source).tokenize()


def tags(source: str) -> Iterator[Tag]:
    """The block tags of a template."""
    for token in tokens(source):
        if token.token_type is TokenType.BLOCK:
            name, *words = list(smart_split(token.contents)) or [""]
            yield Tag(token.lineno or 0, name, tuple(words))


def blanked(source: str, *, keep_translated: bool) -> str:
    """The template with its tags blanked, line for line.

    A variable becomes `0`, so that an attribute keeps a value; a block tag becomes a space. What a translator
    sees (`{% blocktranslate %}`) is kept or blanked as asked; comments always go.
    """
    out: list[str] = []
    until = ""
    for piece in re.split(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\})", source):
        lines = "\n" * piece.count("\n")
        name = piece[2:-2].split()[0] if piece.startswith("{%") and piece[2:-2].split() else ""
        quiet = ATTRIBUTE_BLOCK.match(piece)
        if until:
            until = "" if name == until else until
            out.append(lines)
        elif name in UNSPOKEN or (name in TRANSLATED and not keep_translated):
            until = (UNSPOKEN | TRANSLATED)[name]
            out.append(" " + lines)
        elif quiet:
            until = "endblock"
            out.append(" " + lines)
        elif piece.startswith("{{"):
            out.append("0")
        elif piece.startswith(("{%", "{#")):
            out.append(" " + lines)
        else:
            out.append(piece)
    return "".join(out)


@dataclass(frozen=True)
class Element:
    """A start tag with its attributes."""

    line: int
    name: str
    attributes: dict[str, str]


class Markup(HTMLParser):
    """Collects the elements and the visible text of blanked markup."""

    SILENT = ("script", "style", "code", "kbd", "samp", "pre")

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[int, str]] = []
        self._silent: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(self.getpos()[0], tag, {name: value or "" for name, value in attrs}))
        if tag in self.SILENT:
            self._silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(self.getpos()[0], tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append((self.getpos()[0] + _leading_lines(data), data.strip()))


def _leading_lines(data: str) -> int:
    return data[: len(data) - len(data.lstrip())].count("\n")
