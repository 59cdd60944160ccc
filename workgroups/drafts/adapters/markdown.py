"""Blocks as Markdown and back, for forms without script and for a first text (CommonMark and tables)."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Node = dict[str, Any]
_parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
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
_MARKS = {"strong": "strong", "em": "em", "link": "link"}
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|&"})
_OPENING = re.compile(r"^\s*(?=[#+=~-])|^\s*\d{1,9}(?=[.)](?:\s|$))")
"""What would begin a block of another kind at the start of a line."""


def to_nodes(text: str) -> list[Node]:
    """The text as blocks; what is no block of a draft becomes a paragraph with its words."""
    stack: list[Node] = [{"type": "doc", "content": []}]
    for token in _parser.parse(text.replace("\x00", "")):
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
            _close(stack.pop())
        elif token.type == "inline":
            stack[-1]["content"] += _inlines(token.children or [])
        elif token.type in {"fence", "code_block"}:
            stack[-1]["content"].append(_paragraph(token.content.rstrip("\n")))
    return list(stack[0]["content"])


def _close(node: Node) -> None:
    if node["type"] in {"table_cell", "table_header"}:
        inner = node["content"]
        node["content"] = [{"type": "paragraph", **({"content": inner} if inner else {})}]
    if not node["content"]:
        del node["content"]


def _paragraph(words: str) -> Node:
    parts: list[Node] = []
    for line in words.split("\n"):
        parts += [{"type": "hard_break"}] if parts else []
        parts += [{"type": "text", "text": line, "marks": [{"type": "code"}]}] if line else []
    return {"type": "paragraph", "content": parts} if parts else {"type": "paragraph"}


def _inlines(tokens: list[Token]) -> list[Node]:
    out: list[Node] = []
    marks: list[Node] = []
    for token in tokens:
        name = token.type.rsplit("_", 1)[0]
        if token.nesting == 1 and name in _MARKS:
            mark: Node = {"type": _MARKS[name]}
            if name == "link":
                mark["attrs"] = {"href": str(token.attrGet("href") or "")}
            marks.append(mark)
        elif token.nesting == -1 and name in _MARKS:
            marks.pop()
        elif token.type in {"hardbreak", "softbreak"}:
            out.append({"type": "hard_break"} if token.type == "hardbreak" else {"type": "text", "text": " "})
        elif token.content:
            given = [*marks, {"type": "code"}] if token.type == "code_inline" else list(marks)
            out.append({"type": "text", "text": token.content, **({"marks": given} if given else {})})
    return out


def to_text(node: Node) -> str:
    """One block as Markdown."""
    return "\n".join(_lines(node))


def _lines(node: Node) -> list[str]:
    kids = node.get("content", [])
    match node["type"]:
        case "heading":
            return [f"{'#' * node['attrs']['level']} {_line(kids)}"]
        case "bullet_list":
            return [line for kid in kids for line in _indented(kid, "- ")]
        case "ordered_list":
            first = node.get("attrs", {}).get("order", 1)
            return [line for at, kid in enumerate(kids) for line in _indented(kid, f"{first + at}. ")]
        case "blockquote":
            return [f"> {line}".rstrip() for line in _spaced(kids)]
        case "table":
            return _table(kids)
    return _line(kids).split("\n")


def _spaced(kids: list[Node]) -> list[str]:
    lines: list[str] = []
    for kid in kids:
        lines += ["", *_lines(kid)] if lines else _lines(kid)
    return lines


def _indented(item: Node, sign: str) -> list[str]:
    lines = _spaced(item.get("content", [])) or [""]
    return [sign + lines[0], *(f"{' ' * len(sign)}{line}".rstrip() for line in lines[1:])]


def _table(rows: list[Node]) -> list[str]:
    cells = [[_cell(cell) for cell in row.get("content", [])] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    width = max((len(row) for row in cells), default=1)
    return [*lines[:1], f"|{' --- |' * width}", *lines[1:]]


def _cell(cell: Node) -> str:
    return " ".join(" ".join(_lines(kid)) for kid in cell.get("content", [])).replace("\n", " ")


def _line(kids: list[Node]) -> str:
    words = "".join("\n" if kid["type"] == "hard_break" else _run(kid) for kid in kids)
    return "\\\n".join(_OPENING.sub(lambda found: f"{found[0]}\\", line) for line in words.split("\n"))


def _run(run: Node) -> str:
    marks = {mark["type"]: mark.get("attrs", {}) for mark in run.get("marks", [])}
    words = run["text"]
    words = f"`{words.replace('`', ' ')}`" if "code" in marks else words.translate(_SPECIAL)
    for name, sign in (("strong", "**"), ("em", "*")):
        if name in marks and words.strip():
            bare = words.strip()
            words = words.replace(bare, f"{sign}{bare}{sign}", 1)
    return f"[{words}](<{marks['link']['href']}>)" if "link" in marks else words
