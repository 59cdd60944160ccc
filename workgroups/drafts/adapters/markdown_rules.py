"""What the Markdown of drafts has beside CommonMark, inside a line: notes, references, citations, figures, passages."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_ID = r"[A-Za-z0-9_-]{1,64}"
_WORDS = r"(?:\\.|[^\\\[\]])*"
_FILE = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ATOMS = {
    "footnote": re.compile(rf"\^\[(?P<words>{_WORDS})\]"),
    "xref": re.compile(rf"\[\]\(#(?P<to>{_ID})\)"),
    "citation": re.compile(rf"\[@(?P<source>{_ID})(?:, (?P<at>{_WORDS}))?\]"),
    "figure": re.compile(
        rf"!\[(?P<alt>{_WORDS})\]\(figure:(?P<file>{_FILE})"
        r"(?: (?P<width>\d+)x(?P<height>\d+))?(?P<decorative> decorative)?\)"
    ),
    "break": re.compile(r"<br>"),
    "part": re.compile(r"<p>"),
}
_TONGUE = re.compile(r"\{lang=([A-Za-z0-9-]{2,35})\}")
_SPECIAL = re.compile(r"([\\\[\]|])")


def parser() -> MarkdownIt:
    """A parser of all that; pictures from elsewhere and HTML stay words."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
    for name, pattern in _ATOMS.items():
        made.inline.ruler.before("link", f"draft_{name}", _atom_rule(name, pattern))
    made.inline.ruler.before("link", "draft_tongue", _tongue_rule)
    return made


def escaped(words: str) -> str:
    """Words as they stand inside the brackets of a note, a picture or a citation."""
    return _SPECIAL.sub(r"\\\1", words)


def _unescaped(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words)


def _atom_rule(name: str, pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (the parser's own way to call)
        found = pattern.match(state.src, state.pos, state.posMax)
        if found is None:
            return False
        if not silent:
            token = state.push(f"draft_{name}", "", 0)
            token.content = found[0]
            token.meta = {key: _unescaped(value) for key, value in found.groupdict().items() if value}
        state.pos = found.end()
        return True

    return rule


def _tongue_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (the parser's own way to call)
    if state.src[state.pos] != "[":
        return False
    start, end = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos)
    found = _TONGUE.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        state.push("tongue_open", "", 1).meta = {"lang": found[1]}
        whole, state.pos, state.posMax = state.posMax, start, end
        state.md.inline.tokenize(state)
        state.posMax = whole
        state.push("tongue_close", "", -1)
    state.pos = found.end()
    return True


def is_figure(token: Token) -> bool:
    return token.type == "draft_figure"
