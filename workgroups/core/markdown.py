"""Markdown of public prose to safe HTML: CommonMark with tables, no HTML of the writer's own, cleaned at the end."""

import html
import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

BLOCKS = {"p", "ul", "ol", "blockquote", "table", "h2", "h3", "h4", "h5", "h6"}
WORDS = {"strong", "em", "s", "code", "a", "br"}
TAGS = BLOCKS | WORDS | {"hr", "pre", "li", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {tag: {"dir"} for tag in BLOCKS} | {"a": {"href", "title"}, "ol": {"start", "dir"}}
SCHEMES = {"http", "https", "mailto"}

_scheme = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def prose(body: str, *, top: int = 2) -> SafeString:
    """Return the HTML of Markdown; its highest heading becomes one of level `top`, the others follow it."""
    tokens = _parser.parse(body)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = top - min(levels, default=top)
    for token in tokens:
        _shape(token, shift)
    raw = _parser.renderer.render(tokens, _parser.options, {})
    return mark_safe(_clean(raw, TAGS))  # noqa: S308  (cleaned in this line)


def line(body: str) -> SafeString:
    """Return the HTML of one line of Markdown: links and emphasis, no blocks."""
    return mark_safe(_clean(_parser.renderInline(" ".join(body.split())), WORDS - {"br"}))  # noqa: S308  (cleaned in this line)


def plain(stored: str) -> str:
    """Return the words of HTML made here, for search, feeds and excerpts."""
    spaced = re.sub(r"</(p|li|h\d|t[dh]|pre)>|<br>", " ", stored)
    return html.unescape(nh3.clean(spaced, tags=set())).strip()


def is_safe_link(url: str) -> bool:
    """Allow the web, mail, a place on the page and a path of our own; nothing that runs."""
    if url.startswith("/"):
        return not url.startswith(("//", "/\\"))
    scheme = _scheme.match(url)
    return bool(scheme and scheme[1].lower() in SCHEMES) or url.startswith("#")


def _shape(token: Token, shift: int) -> None:
    """Put headings below the page's own, and let each block find the direction of its script."""
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(int(token.tag[1]) + shift, 6)}"
    if token.nesting == 1 and token.level == 0 and token.tag in BLOCKS:
        token.attrSet("dir", "auto")


def _clean(raw: str, tags: set[str]) -> str:
    return nh3.clean(raw, tags=tags, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener").strip()


def _build() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.disable("image")
    parser.validateLink = is_safe_link  # type: ignore[method-assign]
    return parser


_parser = _build()
