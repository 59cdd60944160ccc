"""What the system counts in a draft: clauses and articles, tables and figures, each by its block id."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from workgroups.drafts.logic.schema import Node, plain, walk

_TENS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Label:
    """`number` is printed at the block; `words` name it elsewhere ("Table 2"); `level`: of an article's heading."""

    kind: str
    number: str
    words: str
    level: int = 0


def name_of(kind: str, number: object) -> str:
    """How other places call a block: Table 2."""
    patterns = {
        "clause": _("clause %(number)s"),
        "article": pgettext("of a legal text", "Article %(number)s"),
        "table": _("Table %(number)s"),
        "figure": _("Figure %(number)s"),
    }
    return patterns[kind] % {"number": number}


def labels(doc: Node) -> dict[str, Label]:
    """Every block that can be referred to, in document order; clauses begin anew below each article."""
    return {node["attrs"]["id"]: label for node, label in labelled(doc) if node.get("attrs", {}).get("id")}


def labelled(doc: Node) -> Iterator[tuple[Node, Label]]:
    """Each block that carries a number or is a heading, with its label."""
    counts = {"article": 0, "table": 0, "figure": 0}
    clauses, level = [0, 0, 0, 0], 0
    for node in walk(doc):
        kind, attrs = node["type"], node.get("attrs", {})
        if kind == "heading":
            level = attrs.get("level", 1)
            yield node, Label(kind, "", " ".join(plain(node).split()))
        elif kind == "clause":
            number = _next_clause(clauses, attrs.get("level", 1))
            whole = name_of(kind, _path(clauses))
            within = f"{name_of('article', counts['article'])}, {whole}" if counts["article"] else whole
            yield node, Label(kind, number, within)
        elif kind == "article":
            clauses, counts[kind] = [0, 0, 0, 0], counts[kind] + 1
            words = name_of(kind, counts[kind])
            yield node, Label(kind, words, words, min(level + 1, 4))
        elif (kind == "table" and attrs.get("caption")) or (kind == "figure" and not attrs.get("decorative")):
            counts[kind] += 1
            words = name_of(kind, counts[kind])
            yield node, Label(kind, words, words)


def _next_clause(counts: list[int], level: int) -> str:
    if level == 2 and not counts[0]:
        counts[0] = 1
    counts[level - 1] += 1
    counts[level:] = [0] * (4 - level)
    if level < 3:
        return ".".join(str(count) for count in counts[:level])
    return f"({letters(counts[2])})" if level == 3 else f"({roman(counts[3])})"


def _path(counts: list[int]) -> str:
    """A clause's whole number: 2.1(a)(i)."""
    found = ".".join(str(count) for count in counts[:2] if count)
    found += f"({letters(counts[2])})" if counts[2] else ""
    return found + (f"({roman(counts[3])})" if counts[3] else "")


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(97 + rest) + out
    return out


def roman(number: int) -> str:
    """Small roman figures, x by x: nobody counts clauses beyond thirty-nine."""
    out = ""
    for value, sign in _TENS:
        while number >= value:
            out, number = out + sign, number - value
    return out
