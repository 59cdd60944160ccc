"""Blocks as Markdown and back, for forms without script and for a first text.

CommonMark and tables; what a draft has besides is written so:
`§ words` a clause, `§§ words` one below it; `#§ Title` an article; `> [!key]` opens a callout; `Table: words` before a
table is its caption; `![alternative](figure:id) words` a figure; `^[words]` a footnote; `[](#id)` a reference to a
block; `[@key, p. 3]` a citation; `[words]{lang=ar}` a passage in another language.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from markdown_it.token import Token

from workgroups.core.text import excerpt
from workgroups.drafts.adapters.markdown_rules import is_figure, parser
from workgroups.drafts.adapters.markdown_tables import joined
from workgroups.drafts.adapters.markdown_writing import KEY, to_text
from workgroups.drafts.logic import schema

__all__ = ["holds", "to_nodes", "to_text", "unsaid"]
Node = dict[str, Any]
_parser = parser()
_BLOCKS = {
    "paragraph": "paragraph",
    "heading": "heading",
    "bullet_list": "bullet_list",
    "ordered_list": "ordered_list",
    "list_item": "list_item",
    "blockquote": "blockquote",
    "table": "table",
    "tr": "table_row",
    "td": "table_cell",
    "th": "table_header",
}
_MARKS = {"strong": "strong", "em": "em", "link": "link", "tongue": "lang"}
_ATOMS = {"draft_footnote": "footnote", "draft_xref": "xref", "draft_citation": "citation"}
_NUMBERED = re.compile(r"(§{1,4}|#§)(?: |$)")
_NEXT_CLAUSE = re.compile(r"\n(?=§{1,4} |#§ )")
_CAPTION = re.compile(r"(\w+)\s?:\s*(\S.*)", re.DOTALL)


def to_nodes(text: str) -> list[Node]:
    """The text as blocks; what is no block of a draft becomes a paragraph with its words."""
    stack: list[Node] = [{"type": "doc", "content": []}]
    for token in _parser.parse(_NEXT_CLAUSE.sub("\n\n", text.replace("\x00", ""))):
        name = token.type.rsplit("_", 1)[0]
        if token.nesting == 1 and name in _BLOCKS:
            node: Node = {"type": _BLOCKS[name], "content": []}
            if name == "heading":
                node["attrs"] = {"level": min(int(token.tag[1]), 4)}
            elif name == "ordered_list" and token.attrGet("start"):
                node["attrs"] = {"order": min(int(token.attrGet("start") or 1), 9999)}
            stack[-1]["content"].append(node)
            stack.append(node)
        elif token.nesting == -1 and name in _BLOCKS:
            _close(stack.pop(), stack[-1])
        elif token.type == "inline":
            _fill(stack, token)
        elif token.type in {"fence", "code_block"}:
            stack[-1]["content"].append(_paragraph(token.content.rstrip("\n")))
    return list(stack[0]["content"])


def _fill(stack: list[Node], token: Token) -> None:
    """The words of a line into the block that is open; a paragraph may turn out to be something else."""
    node, around = stack[-1], stack[-2]
    tokens = token.children or []
    if node["type"] in {"table_cell", "table_header"}:
        node["raw"] = token.content
        node["content"] = [block for part in _parts(tokens) for block in _blocks(part, in_cell=True)]
    elif node["type"] != "paragraph":
        node["content"] = _inlines(tokens)
    elif token.content.strip() == KEY and around["type"] == "blockquote" and around["content"][0] is node:
        around["type"] = "callout"
        around["content"].clear()
    else:
        first, *rest = _blocks(tokens, token.content)
        node.update(first)
        around["content"] += rest


def _parts(tokens: list[Token]) -> Iterator[list[Token]]:
    """A cell's tokens, cut where one of its blocks ends."""
    start = 0
    for at, token in enumerate(tokens):
        if token.type == "draft_part":
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:]


def _blocks(tokens: list[Token], raw: str = "", *, in_cell: bool = False) -> list[Node]:
    """The blocks that a line makes: each figure in it begins one; `raw` is what stands in the text."""
    cuts = [at for at, token in enumerate(tokens) if is_figure(token)]
    made = [_figure(tokens[at], tokens[at + 1 : end]) for at, end in zip(cuts, [*cuts, None][1:], strict=True)]
    before = tokens[: cuts[0]] if cuts else tokens
    if before or not made:
        made.insert(0, _numbered(_inlines(before, in_cell=in_cell), raw))
    return made


def _figure(token: Token, rest: list[Token]) -> Node:
    attrs = {key: token.meta[key] for key in ("file", "alt", "width", "height") if token.meta.get(key)}
    attrs |= {"decorative": 1} if token.meta.get("decorative") else {}
    return _with({"type": "figure", "attrs": attrs}, _without(_inlines(rest), " "))


def _numbered(kids: list[Node], raw: str) -> Node:
    """A paragraph, or the clause or article that its first sign makes of it."""
    found = _NUMBERED.match(raw)
    if found is None:
        return _with({"type": "paragraph"}, kids)
    kids = _without(kids, found[0])
    if found[1] == "#§":
        return _with({"type": "article"}, kids)
    return _with({"type": "clause", "attrs": {"level": len(found[1])}}, kids)


def _without(kids: list[Node], start: str) -> list[Node]:
    """The runs without the words with which they begin."""
    first, rest = (kids[0], kids[1:]) if kids else ({}, [])
    if not first.get("text", "").startswith(start):
        return kids
    words = first["text"][len(start) :]
    return [{**first, "text": words}, *rest] if words else rest


def _with(node: Node, kids: list[Node]) -> Node:
    return {**node, "content": kids} if kids else node


def _close(node: Node, around: Node) -> None:
    if node["type"] in {"table_cell", "table_header"} and not node["content"]:
        node["content"] = [{"type": "paragraph"}]
    if node["type"] == "table":
        joined(node["content"])
        _take_caption(node, around["content"])
    if not node.get("content"):
        node.pop("content", None)


def _take_caption(table: Node, beside: list[Node]) -> None:
    """A paragraph `Table: words` before a table is its caption."""
    before = beside[-2] if len(beside) > 1 else {"type": ""}
    found = _CAPTION.match(schema.plain(before)) if before["type"] == "paragraph" else None
    if found and found[1].casefold() in {"table", _("Table").casefold()} and len(found[2]) <= 300:
        table["attrs"] = {"caption": " ".join(found[2].split())}
        beside.pop(-2)


def _paragraph(words: str) -> Node:
    parts: list[Node] = []
    for line in words.split("\n"):
        parts += [{"type": "hard_break"}] if parts else []
        parts += [{"type": "text", "text": line, "marks": [{"type": "code"}]}] if line else []
    return {"type": "paragraph", "content": parts} if parts else {"type": "paragraph"}


def _inlines(tokens: list[Token], *, in_cell: bool = False) -> list[Node]:
    out: list[Node] = []
    marks: list[Node] = []
    for token in tokens:
        name = token.type.rsplit("_", 1)[0]
        if token.nesting == 1 and name in _MARKS:
            mark: Node = {"type": _MARKS[name]}
            if name in {"link", "tongue"}:
                mark["attrs"] = dict(token.meta) if name == "tongue" else {"href": str(token.attrGet("href") or "")}
            marks.append(mark)
        elif token.nesting == -1 and name in _MARKS:
            marks.pop()
        elif token.type in {"hardbreak", "softbreak"}:
            out.append({"type": "hard_break"} if token.type == "hardbreak" else {"type": "text", "text": " "})
        elif token.type == "draft_break" and in_cell:
            out.append({"type": "hard_break"})
        elif token.type in _ATOMS:
            out.append({"type": _ATOMS[token.type], "attrs": dict(token.meta)})
        elif token.content:
            given = [*marks, {"type": "code"}] if token.type == "code_inline" else list(marks)
            out.append({"type": "text", "text": token.content, **({"marks": given} if given else {})})
    return out


def holds(node: Node) -> bool:
    """Whether the Markdown of a block says all of it: a list in a cell of a table, for instance, it cannot."""
    again = to_nodes(to_text(node))
    try:
        return [_said(schema.normal({"type": "doc", "content": [one]})) for one in again] == [
            _said(schema.normal({"type": "doc", "content": [node]}))
        ]
    except schema.Unknown:
        return False


def _said(node: Node) -> object:
    """What a node says, whatever its ids and the width of its spaces."""
    attrs = {key: value for key, value in node.get("attrs", {}).items() if key != "id" and value != ""}
    if node["type"] not in schema.TEXTBLOCKS:
        return node["type"], attrs, [_said(kid) for kid in node.get("content", [])]
    signs: list[object] = []
    for kid in node.get("content", []):
        if kid["type"] != "text":
            signs.append((kid["type"], kid.get("attrs")))
            continue
        for sign in kid["text"]:
            if not sign.isspace():
                signs.append((sign, kid.get("marks")))
            elif signs and signs[-1] != " ":
                signs.append(" ")
    return node["type"], attrs, signs[:-1] if signs and signs[-1] == " " else signs


def unsaid(node: Node, longest: int = 60) -> list[str]:
    """The words of the smallest parts of a block that its Markdown does not say, each in one line."""
    try:
        again = schema.normal({"type": "doc", "content": to_nodes(to_text(node))}).get("content", [])
    except schema.Unknown:
        again = []
    here = schema.normal({"type": "doc", "content": [node]})["content"][0]
    if len(again) != 1:
        return [] if not again and not schema.plain(node).strip() else [excerpt(schema.plain(node), longest)]
    return [words for part in _unsaid(here, again[0]) if (words := excerpt(schema.plain(part), longest))]


def _unsaid(node: Node, again: Node) -> Iterator[Node]:
    if _said(node) == _said(again):
        return
    kids, others = node.get("content", []), again.get("content", [])
    if node["type"] in schema.TEXTBLOCKS or node["type"] != again["type"] or len(kids) != len(others):
        yield node
        return
    for kid, other in zip(kids, others, strict=True):
        yield from _unsaid(kid, other)
