"""Markdown that members write to each other, to safe HTML, with mentions: no HTML of the writer's own, cleaned."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from workgroups.core.markdown import SCHEMES, is_safe_link
from workgroups.core.markdown import plain as plain
from workgroups.core.text import fold

BLOCKS = ("p", "ul", "ol", "blockquote", "h3", "h4", "h5", "table")
TAGS = {*BLOCKS, "br", "hr", "strong", "em", "s", "code", "pre", "li", "a", "thead", "tbody", "tr", "th", "td", "span"}
ATTRIBUTES = {tag: {"dir"} for tag in BLOCKS} | {
    "a": {"href", "title"},
    "ol": {"start", "dir"},
    "span": {"data-mention"},
}
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”]+", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@/])@(?=\w)")
_MENTIONED = re.compile(r'<span data-mention="([pd]\d+)">@([^<]*)</span>')


@dataclass(frozen=True)
class Rendered:
    """Safe HTML and whom it mentions: the words as they were typed, by key (`p12` a person, `d3` a delegation)."""

    html: str
    mentions: dict[str, str] = field(default_factory=dict)


def render(body: str, names: Mapping[str, str] | None = None) -> Rendered:
    """Return the HTML of Markdown; `names` gives the keys of those who can be mentioned, by folded name."""
    env: dict[str, Any] = {"names": names or {}, "longest": max(map(len, names or {"": ""})), "found": {}}
    raw = _parser.render(body, env)
    return Rendered(_clean(raw), env["found"])


def shown(stored: str, names: Mapping[str, str]) -> SafeString:
    """Return stored HTML for a page: mentions carry today's name of those in `names` (name by key)."""

    def mention(found: re.Match[str]) -> str:
        name = html.escape(names.get(found[1], html.unescape(found[2])))
        return f'<span class="mention" dir="auto">@{name}</span>'

    return mark_safe(_MENTIONED.sub(mention, stored))  # noqa: S308  (cleaned when it was written)


def _clean(raw: str) -> str:
    return nh3.clean(
        raw,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow ugc",
    ).strip()


def _shape_blocks(state: StateCore) -> None:
    """Begin headings below the page's own, and let each block find the direction of its script."""
    for token in state.tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        if token.nesting == 1 and token.level == 0 and token.tag in BLOCKS:
            token.attrSet("dir", "auto")


def _link_words(state: StateCore) -> None:
    """Turn bare addresses into links and `@Name` of somebody known into a mention; not inside links or code."""
    for block in state.tokens:
        depth = 0
        children: list[Token] = []
        for token in block.children or ():
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            if token.type == "text" and not depth:
                children += _pieces(token.content, state.env)
            else:
                children.append(token)
        if block.children is not None:
            block.children = children


def _pieces(text: str, env: Any) -> list[Token]:
    pieces: list[Token] = []
    at = 0
    while found := _next_piece(text, at, env):
        start, end, tokens = found
        pieces += [_text(text[at:start]), *tokens]
        at = end
    return [*pieces, _text(text[at:])]


def _next_piece(text: str, at: int, env: Any) -> tuple[int, int, list[Token]] | None:
    address, sign = _ADDRESS.search(text, at), _MENTION.search(text, at)
    while sign and not (address and address.start() < sign.start()):
        if known := _known(text[sign.end() :], env):
            words, key = known
            env["found"].setdefault(key, words)
            opened = Token("mention_open", "span", 1, attrs={"data-mention": key})
            tokens = [opened, _text("@" + words), Token("mention_close", "span", -1)]
            return sign.start(), sign.end() + len(words), tokens
        sign = _MENTION.search(text, sign.end())
    if not address:
        return None
    url = _without_tail(address.group())
    tokens = [Token("link_open", "a", 1, attrs={"href": url}), _text(url), Token("link_close", "a", -1)]
    return address.start(), address.start() + len(url), tokens


def _known(text: str, env: Any) -> tuple[str, str] | None:
    """Return the longest beginning of `text` that is a known name, as typed, with its key."""
    for end in range(min(len(text), env["longest"] + 8), 0, -1):
        whole = end == len(text) or not text[end].isalnum()
        if whole and not text[end - 1].isspace() and (key := env["names"].get(fold(text[:end]))):
            return text[:end], key
    return None


def _without_tail(url: str) -> str:
    """Leave the full stop, comma or closing bracket that ends the sentence outside of its address."""
    while url and url[-1] in ".,;:!?'*_)]}»":
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _empty_heads(state: StateCore) -> None:
    """The empty corner of a table heads nothing: it is a cell, which nobody is told of as a heading."""
    for place, token in enumerate(state.tokens):
        if token.type == "th_open" and not state.tokens[place + 1].content.strip():
            token.tag = state.tokens[place + 2].tag = "td"


def _build() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    parser.disable("image")
    parser.validateLink = is_safe_link  # type: ignore[method-assign]
    parser.core.ruler.push("shape_blocks", _shape_blocks)
    parser.core.ruler.push("empty_heads", _empty_heads)
    parser.core.ruler.push("link_words", _link_words)
    return parser


_parser = _build()
