"""A draft as safe HTML. A heading of level 1 is an h2, since the title is the h1.

Numbers, the words of references and the addresses of pictures are there in a document from `shown`, else left out.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from workgroups.core.languages import direction
from workgroups.drafts.logic.references import Part
from workgroups.drafts.logic.schema import INLINES, TEXTBLOCKS, Node, is_href, is_tag

_TAGS = {
    "bullet_list": "ul",
    "list_item": "li",
    "blockquote": "blockquote",
    "table_row": "tr",
}
_MARKS = {"code": "code", "em": "em", "strong": "strong"}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
NOTHING = format_html("{}", "")


def document(doc: Node) -> SafeString:
    """All blocks, each with its id as `data-block`; then its notes and references."""
    return join([*(block(node) for node in doc.get("content", [])), ends(doc)])


def join(parts: object) -> SafeString:
    """Safe parts, one after the other."""
    return format_html_join("", "{}", ((part,) for part in parts))  # type: ignore[attr-defined]


def block(node: Node, inner: SafeString | None = None) -> SafeString:
    """One node; `inner` takes the place of its content (a difference, for instance)."""
    content = join(_part(kid) for kid in node.get("content", [])) if inner is None else inner
    attrs, told = node.get("attrs", {}), node.get("shown", {})
    where = _where(node)
    match node["type"]:
        case "paragraph":
            return format_html("<p{}>{}</p>", where, content)
        case "heading":
            level = attrs["level"] + 1
            return format_html("<h{}{}>{}</h{}>", level, where, content, level)
        case "clause":
            clause = '<p data-clause="{}" data-level="{}"{}>{}</p>'
            return format_html(clause, told.get("number", ""), attrs["level"], where, content)
        case "article":
            level = (told.get("level") or 1) + 1
            return format_html("<h{}{}>{}{}</h{}>", level, where, _number(told), content, level)
        case "ordered_list":
            return format_html('<ol start="{}"{}>{}</ol>', attrs.get("order", 1), where, content)
        case "callout":
            return format_html(
                '<div class="callout" role="note" aria-label="{}"{}>{}</div>', told.get("word", ""), where, content
            )
        case "figure":
            return figure(node, content)
        case "table":
            return table(node, content, format_html("{}", attrs.get("caption") or ""))
        case "table_cell" | "table_header" as name:
            tag = "th" if name == "table_header" and _has_words(node) else "td"  # an empty heading heads nothing
            spans = f'{{}}<{tag} colspan="{{}}" rowspan="{{}}">{{}}</{tag}>'
            return format_html(spans, "", attrs.get("colspan", 1), attrs.get("rowspan", 1), content)
    tag = _TAGS[node["type"]]
    return format_html(f"<{tag}{{}}>{{}}</{tag}>", where, content)


def table(node: Node, content: SafeString, caption: SafeString) -> SafeString:
    """A table in a frame that scrolls by itself, with a caption where it has one."""
    told = node.get("shown", {})
    head = format_html("<caption>{}{}</caption>", _number(told), caption) if caption else NOTHING
    return format_html(
        '<div class="table-wrap" tabindex="0"{}><table>{}<tbody>{}</tbody></table></div>', _where(node), head, content
    )


def figure(node: Node, caption: SafeString) -> SafeString:
    """A picture with its caption; one that this draft does not have is said to be missing, and nothing else of it."""
    attrs, told = node.get("attrs", {}), node.get("shown", {})
    alternative = "" if attrs.get("decorative") else attrs.get("alt") or ""
    if told.get("address"):
        sides = [(side, attrs[side]) for side in ("width", "height") if attrs.get(side)]
        size = format_html_join("", ' {}="{}"', sides)
        seen = format_html('<img src="{}" alt="{}"{} loading="lazy">', told["address"], alternative, size)
    else:
        seen = format_html('<p class="no-picture">{}</p>', told.get("none", ""))
    words = format_html("<figcaption>{}{}</figcaption>", _number(told), caption) if caption else NOTHING
    return format_html("<figure{}>{}{}</figure>", _where(node), seen, words)


def _number(told: Mapping[str, Any]) -> SafeString:
    return format_html('<span class="number">{}</span> ', told["number"]) if told.get("number") else NOTHING


def _has_words(node: Node) -> bool:
    return bool(node.get("text")) or any(_has_words(kid) for kid in node.get("content", []))


def _part(node: Node) -> SafeString:
    return run(node) if node["type"] in INLINES else block(node)


def run(node: Node, *, whole: bool = False) -> SafeString:
    """A run of text with its marks, a line break, note or reference; `whole`: a note with its words in place."""
    match node["type"]:
        case "hard_break":
            return format_html("<br>{}", "")
        case "footnote":
            return _note(node, whole=whole)
        case "xref" | "citation":
            told = node.get("shown", {})
            if told.get("href"):
                return format_html('<a class="xref" href="{}">{}</a>', told["href"], told["words"])
            name = "xref gone" if told.get("gone") else "xref"
            return format_html('<span class="{}">{}</span>', name, told.get("words") or "…")
    return _text(node)


def _text(node: Node) -> SafeString:
    out = format_html("{}", node["text"])
    marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", [])}
    for name, tag in _MARKS.items():
        if name in marks:
            out = format_html(f"<{tag}>{{}}</{tag}>", out)
    if "lang" in marks and is_tag(marks["lang"].get("lang")):
        out = format_html("<span{}>{}</span>", _tongue(marks["lang"]["lang"]), out)
    if "link" in marks and is_href(marks["link"].get("href")):
        out = format_html('<a href="{}" rel="noopener nofollow">{}</a>', marks["link"]["href"], out)
    return out


def _note(node: Node, *, whole: bool) -> SafeString:
    told, words = node.get("shown", {}), node.get("attrs", {}).get("words") or ""
    if whole or not told.get("number"):
        return format_html('<span class="note-words">[{}]</span>', words)
    return format_html(
        '<sup><a id="note-mark-{}" href="#note-{}" role="doc-noteref"><span class="visually-hidden">{} </span>{}</a>'
        "</sup>",
        told["number"], told["number"], told["word"], told["number"],
    )  # fmt: skip


def ends(doc: Node) -> SafeString:
    """What stands below the text: the notes, and the works that it cites."""
    told = doc.get("shown", {})
    parts: list[SafeString] = []
    if told.get("notes"):
        notes = format_html_join(
            "",
            '<li id="note-{}"><p>{} <a href="#note-mark-{}" role="doc-backlink">↩'
            '<span class="visually-hidden"> {}</span></a></p></li>',
            ((place, linked(words), place, told["back_word"]) for place, words in enumerate(told["notes"], 1)),
        )
        parts.append(_end("notes", told["notes_word"], "ol", notes))
    if told.get("references"):
        lines = format_html_join("", "<li>{}</li>", ((line(one),) for one in told["references"]))
        parts.append(_end("references", told["references_word"], "ul", lines))
    return join(parts)


def _end(name: str, title: str, tag: str, items: SafeString) -> SafeString:
    return format_html(
        f'<section class="doc-end" aria-labelledby="doc-{name}"><h2 id="doc-{name}">{{}}</h2><{tag}>{{}}</{tag}>'
        "</section>",
        title,
        items,
    )


def line(parts: Iterable[Part]) -> SafeString:
    """A work as the list prints it."""
    return join(part(one) for one in parts)


def part(given: Part) -> SafeString:
    """One part of a printed reference."""
    style, words = given
    if style == "link" and is_href(words):
        return format_html('<a href="{}" rel="noopener nofollow">{}</a>', words, words)
    return format_html("<em>{}</em>" if style == "em" else "{}", words)


def linked(words: str) -> SafeString:
    """Plain words in which web addresses are links."""
    parts, start = [], 0
    for found in _ADDRESS.finditer(words):
        parts += [format_html("{}", words[start : found.start()]), part(("link", found[0]))]
        start = found.end()
    return join([*parts, format_html("{}", words[start:])])


def tongue_of(node: Node) -> str:
    """The language in which all of a block is, where its words say so."""
    if node["type"] not in TEXTBLOCKS:
        return ""
    said = {
        next((mark["attrs"]["lang"] for mark in kid.get("marks", []) if mark["type"] == "lang"), "")
        for kid in node.get("content", [])
        if kid["type"] == "text" and kid["text"].strip()
    }
    return said.pop() if len(said) == 1 else ""


def _tongue(tag: str) -> SafeString:
    return format_html(' lang="{}" dir="{}"', tag, direction(tag))


def _where(node: Node) -> SafeString:
    """A block's id, the anchor to which others lead, and the language of all of it."""
    attrs, told, tag = node.get("attrs", {}), node.get("shown", {}), tongue_of(node)
    out = format_html(' data-block="{}"', attrs["id"]) if attrs.get("id") else NOTHING
    if told.get("anchor"):
        out = format_html('{} id="{}"', out, told["anchor"])
    if tag:
        return format_html("{}{}", out, _tongue(tag))
    return format_html('{} dir="auto"', out) if node["type"] in {"heading", "article"} else out
