"""Blocks of a draft as Markdown; the other way is `markdown`."""

import re
from typing import Any

from django.utils.translation import gettext as _

from workgroups.drafts.adapters.markdown_rules import escaped
from workgroups.drafts.adapters.markdown_tables import lines_of

Node = dict[str, Any]
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|&^"})
_OPENING = re.compile(r"^\s*(?=[#+=~-])|^\s*\d{1,9}(?=[.)](?:\s|$))")
"""What would begin a block of another kind at the start of a line."""
_CLAUSE_SIGN = re.compile(r"^§(?=§{0,3}(?: |$))")
KEY = "[!key]"


def to_text(node: Node) -> str:
    """One block as Markdown."""
    return "\n".join(_lines(node))


def _lines(node: Node) -> list[str]:
    kids, attrs = node.get("content", []), node.get("attrs", {})
    match node["type"]:
        case "heading":
            return [f"{'#' * attrs['level']} {_line(kids)}"]
        case "clause":
            return f"{'§' * attrs.get('level', 1)} {_line(kids)}".split("\n")
        case "article":
            return f"#§ {_line(kids)}".split("\n")
        case "figure":
            return f"{_picture(attrs)} {_line(kids)}".rstrip().split("\n")
        case "bullet_list":
            return [line for kid in kids for line in _indented(kid, "- ")]
        case "ordered_list":
            first = attrs.get("order", 1)
            return [line for at, kid in enumerate(kids) for line in _indented(kid, f"{first + at}. ")]
        case "blockquote":
            return [f"> {line}".rstrip() for line in _spaced(kids)]
        case "callout":
            return [f"> {KEY}", ">", *(f"> {line}".rstrip() for line in _spaced(kids))]
        case "table":
            lines = lines_of([[(cell, _cell(cell)) for cell in row.get("content", [])] for row in kids])
            words = (attrs.get("caption") or "").translate(_SPECIAL)
            return [f"{_('Table')}: {words}", "", *lines] if words else lines
    return _line(kids).split("\n")


def _picture(attrs: Node) -> str:
    size = f" {attrs['width']}x{attrs['height']}" if attrs.get("width") and attrs.get("height") else ""
    sign = " decorative" if attrs.get("decorative") else ""
    return f"![{escaped(attrs.get('alt') or '')}](figure:{attrs.get('file') or '?'}{size}{sign})"


def _spaced(kids: list[Node]) -> list[str]:
    lines: list[str] = []
    for kid in kids:
        lines += ["", *_lines(kid)] if lines else _lines(kid)
    return lines


def _indented(item: Node, sign: str) -> list[str]:
    lines = _spaced(item.get("content", [])) or [""]
    return [sign + lines[0], *(f"{' ' * len(sign)}{line}".rstrip() for line in lines[1:])]


def _cell(cell: Node) -> str:
    parts = ("\n".join(_lines(kid)).replace("\\\n", "<br>") for kid in cell.get("content", []))
    return "<p>".join(part.replace("\n", " ") for part in parts)


def _line(kids: list[Node]) -> str:
    words = "".join("\n" if kid["type"] == "hard_break" else _run(kid) for kid in kids)
    lines = (_OPENING.sub(lambda found: f"{found[0]}\\", line) for line in words.split("\n"))
    return "\\\n".join(_CLAUSE_SIGN.sub("&sect;", line) for line in lines)


def _run(run: Node) -> str:
    attrs = run.get("attrs", {})
    match run["type"]:
        case "footnote":
            return f"^[{escaped(attrs.get('words') or '')}]"
        case "xref":
            return f"[](#{attrs['to']})" if attrs.get("to") else ""
        case "citation":
            at = f", {escaped(attrs['at'])}" if attrs.get("at") else ""
            return f"[@{attrs['source']}{at}]" if attrs.get("source") else ""
    marks = {mark["type"]: mark.get("attrs", {}) for mark in run.get("marks", [])}
    words = _code(run["text"]) if "code" in marks else run["text"].translate(_SPECIAL)
    for name, sign in (("strong", "**"), ("em", "*")):
        if name in marks and words.strip():
            bare = words.strip()
            words = words.replace(bare, f"{sign}{bare}{sign}", 1)
    if "link" in marks:
        words = f"[{words}](<{marks['link']['href']}>)"
    return f"[{words}]{{lang={marks['lang']['lang']}}}" if "lang" in marks else words


def _code(words: str) -> str:
    """Words between as many backticks as they do not hold themselves."""
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"
