"""A draft as safe HTML. A heading of level 1 is an h2, since the title is the h1."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from workgroups.drafts.logic.schema import Node, is_href

_TAGS = {
    "bullet_list": "ul",
    "list_item": "li",
    "blockquote": "blockquote",
    "table_row": "tr",
}
_MARKS = {"code": "code", "em": "em", "strong": "strong"}


def document(doc: Node) -> SafeString:
    """All blocks, each with its id as `data-block`."""
    return join(block(node) for node in doc.get("content", []))


def join(parts: object) -> SafeString:
    """Safe parts, one after the other."""
    return format_html_join("", "{}", ((part,) for part in parts))  # type: ignore[attr-defined]


def block(node: Node, inner: SafeString | None = None) -> SafeString:
    """One node; `inner` takes the place of its content (a difference, for instance)."""
    content = join(_part(kid) for kid in node.get("content", [])) if inner is None else inner
    attrs = node.get("attrs", {})
    match node["type"]:
        case "paragraph":
            return format_html("<p{}>{}</p>", _id(attrs), content)
        case "heading":
            level = attrs["level"] + 1
            return format_html('<h{}{} dir="auto">{}</h{}>', level, _id(attrs), content, level)
        case "ordered_list":
            return format_html('<ol start="{}"{}>{}</ol>', attrs.get("order", 1), _id(attrs), content)
        case "table":
            return format_html(
                '<div class="table-wrap" tabindex="0"{}><table><tbody>{}</tbody></table></div>',
                _id(attrs),
                content,
            )
        case "table_cell" | "table_header" as name:
            tag = "th" if name == "table_header" and _has_words(node) else "td"  # an empty heading heads nothing
            spans = f'{{}}<{tag} colspan="{{}}" rowspan="{{}}">{{}}</{tag}>'
            return format_html(spans, "", attrs.get("colspan", 1), attrs.get("rowspan", 1), content)
    tag = _TAGS[node["type"]]
    return format_html(f"<{tag}{{}}>{{}}</{tag}>", _id(attrs), content)


def _has_words(node: Node) -> bool:
    return bool(node.get("text")) or any(_has_words(kid) for kid in node.get("content", []))


def _part(node: Node) -> SafeString:
    return run(node) if node["type"] in {"text", "hard_break"} else block(node)


def run(node: Node) -> SafeString:
    """A run of text with its marks, or a line break."""
    if node["type"] == "hard_break":
        return format_html("<br>{}", "")
    out = format_html("{}", node["text"])
    marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", [])}
    for name, tag in _MARKS.items():
        if name in marks:
            out = format_html(f"<{tag}>{{}}</{tag}>", out)
    if "link" in marks and is_href(marks["link"].get("href")):
        out = format_html('<a href="{}" rel="noopener nofollow">{}</a>', marks["link"]["href"], out)
    return out


def _id(attrs: Node) -> SafeString:
    return format_html(' data-block="{}"', attrs["id"]) if attrs.get("id") else format_html("{}", "")
