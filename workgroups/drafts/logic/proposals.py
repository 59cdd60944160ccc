"""What a proposal changes: its checked content, as marked words, and in one line."""

import re
from collections.abc import Collection
from typing import Any, Final

from django.utils.safestring import SafeString

from workgroups.core.text import excerpt
from workgroups.drafts.logic import blocks, diff, html, schema

LONGEST: Final = 100_000
"""Characters of canonical JSON that one proposal may hold."""
_AROUND: Final = 3
_WORDS = re.compile(r"\s+|\S+")


def checked(content: Any, base: schema.Node) -> list[schema.Node]:
    """What a browser sent, as blocks that may stand in a draft; foreign ids are taken off.

    Raises `schema.Unknown` for what the schema does not have and for more than a proposal may hold.
    """
    if not isinstance(content, list) or len(text := blocks.canonical(content)) > LONGEST or "\\u0000" in text:
        raise schema.Unknown("no blocks, or too many")
    try:
        text.encode()  # half a surrogate pair cannot be stored
        made = schema.normal({"type": "doc", "content": content})
    except (AttributeError, KeyError, TypeError, RecursionError, UnicodeEncodeError) as fault:
        raise schema.Unknown("not the form of a draft") from fault
    fixed = schema.repaired(made) if made.get("content") else None
    known = set(_ids(base)) - {base.get("attrs", {}).get("id")}
    return [_bare(one, known) for one in fixed["content"]] if fixed else []


def bare(node: schema.Node) -> schema.Node:
    """A block without ids: equal where the words and their form are equal."""
    return _bare(node, ())


def _ids(node: schema.Node) -> list[str]:
    own = node.get("attrs", {}).get("id")
    return [*([own] if own else []), *(one for kid in node.get("content", []) for one in _ids(kid))]


def _bare(node: schema.Node, keep: Collection[str]) -> schema.Node:
    """Ids inside a block that are its own stay, so that what hangs on them stays too."""
    attrs = {key: value for key, value in node.get("attrs", {}).items() if key != "id" or value in keep}
    out = {key: value for key, value in node.items() if key not in {"attrs", "content"}}
    if attrs:
        out["attrs"] = attrs
    if "content" in node:
        out["content"] = [_bare(kid, keep) for kid in node["content"]]
    return out


def marked(old: list[schema.Node], new: list[schema.Node]) -> SafeString:
    """Old blocks and new ones in one text, with what went and what came marked word by word."""
    before, after = [bare(one) for one in old], [bare(one) for one in new]
    both = min(len(before), len(after), 1)
    parts = [diff.rewritten(one, other) for one, other in zip(before[:both], after[:both], strict=True)]
    parts += [diff.whole(one, "del") for one in before[both:]]
    parts += [diff.whole(one, "ins") for one in after[both:]]
    return html.join(parts)


def gone_and_come(old: list[schema.Node], new: list[schema.Node], limit: int = 90) -> tuple[str, str]:
    """The words that would go and those that would come, with a few of those around them, each in one line."""
    before = _WORDS.findall(" ".join(schema.plain(one) for one in old))
    after = _WORDS.findall(" ".join(schema.plain(one) for one in new))
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    start = max(head - 2 * _AROUND, 0)

    def line(words: list[str]) -> str:
        end = min(len(words), len(words) - tail + 2 * _AROUND)
        cut = "".join(words[start:end]).strip()
        opening = "… " if start and cut else ""
        return excerpt(opening + cut + (" …" if end < len(words) and cut else ""), limit)

    return line(before), line(after)
