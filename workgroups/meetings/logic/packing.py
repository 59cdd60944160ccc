"""What a pack prints, as plain values: blocks of minutes and texts, and what goes in of each kind of file."""

from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt

Block = dict[str, Any]  # kind (heading, paragraph, item, code), text, level
MOST_TEXT = 150_000  # characters of one paper that are printed
MOST_PAGES = 400  # of one PDF
MOST_BYTES = 60_000_000  # of one PDF
PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_parser = MarkdownIt("commonmark")


def blocks_of_document(node: dict[str, Any], depth: int = 0) -> Iterator[Block]:
    """Yield the blocks of a shared draft (ProseMirror JSON)."""
    for child in node.get("content", []):
        kind = child.get("type", "")
        if kind == "heading":
            yield {"kind": "heading", "text": _words(child), "level": int(child.get("attrs", {}).get("level", 1))}
        elif kind in {"paragraph", "code_block"}:
            yield {"kind": "item" if depth else "paragraph", "text": _words(child), "level": depth}
        else:
            yield from blocks_of_document(child, depth + (kind in {"bullet_list", "ordered_list"}))


def _words(node: dict[str, Any]) -> str:
    if node.get("type") == "text":
        return str(node.get("text", ""))
    return "".join("\n" if child.get("type") == "hard_break" else _words(child) for child in node.get("content", []))


def blocks_of_markdown(text: str) -> list[Block]:
    """Return the blocks of a Markdown file; marks inside a line are left out."""
    found: list[Block] = []
    kind, level, depth = "paragraph", 1, 0
    for token in _parser.parse(text):
        if token.type == "heading_open":
            kind, level = "heading", int(token.tag[1])
        elif token.type == "heading_close":
            kind = "paragraph"
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif token.type == "inline":
            words = "".join(_inline(child) for child in token.children or [])
            shape = kind if kind == "heading" or not depth else "item"
            found.append({"kind": shape, "text": words, "level": level if kind == "heading" else depth})
        elif token.type in {"fence", "code_block"}:
            found.append({"kind": "code", "text": token.content, "level": 0})
    return found


def _inline(token: Any) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " " if token.type == "softbreak" else "\n"
    return str(token.content)


def blocks_of_text(text: str) -> list[Block]:
    """Return the paragraphs of a plain text, its lines kept."""
    parts = (part.strip("\n") for part in text.split("\n\n"))
    return [{"kind": "paragraph", "text": part, "level": 0} for part in parts if part.strip()]


def shape_of(media_type: str) -> str:
    """Say how a file goes into a pack: `pdf`, `picture`, `text`, or `out` for what only the library has."""
    if media_type == "application/pdf":
        return "pdf"
    if media_type in PICTURES:
        return "picture"
    office = media_type.startswith(("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis."))
    return "text" if media_type == "text/plain" or office else "out"
