"""Pandoc's tree (pandoc-types 1.23) of a stranger's file, read into tracked blocks of a draft and comments.

What a draft cannot hold is left out and counted, its words kept wherever it has words. Nothing is trusted: the blocks
are checked and repaired by `schema` afterwards like any other text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from workgroups.drafts.logic import asides, captions, paragraph_ends
from workgroups.drafts.logic.limits import DEPTH
from workgroups.drafts.logic.schema import Node, is_href
from workgroups.drafts.logic.to_pandoc import ASIDE, CITED, NUMBER
from workgroups.drafts.logic.tracked import joined

CHARACTERS = 400_000
BLOCKS = 20_000
MARKER = ("\ue000", "\ue001")
"""Around the name of a bookmark, which the reader of Word files would drop: see `adapters.office`."""
SET_AS_CAPTION = "\ue002"
"""At the head of a paragraph that was set as a caption, where pandoc would drop its style."""
ROUNDABOUT = "https://www.google.com/url?"
_UNSPOKEN = re.compile(r"[\x00-\x1f\x7f\ue000-\ue002]+")
_BOOKMARK = re.compile(r"#b_[a-z0-9]{1,40}\Z")
_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
_CHANGES = {"insertion": "insertion", "deletion": "deletion"}
_PARAGRAPHS = {"paragraph-insertion": "insertion", "paragraph-deletion": "deletion"}
_WRAPS = {"Strong": "strong", "Emph": "em"}
_PLAIN_WRAPS = frozenset({"Underline", "Strikeout", "SmallCaps", "Superscript", "Subscript"})


class TooMuch(ValueError):  # noqa: N818
    """The file says more than a draft can hold."""


@dataclass
class Said:
    """A comment of the file: who said what when, and the words of the text that it stands on."""

    author: str
    date: str
    words: str
    quote: str = ""
    place: int = 0
    """which top-level block it stands in"""
    key: str = ""
    """its id in the file"""


@dataclass
class Found:
    """What a file holds: tracked blocks, the bookmarks in each, comments, how much of each kind was left out."""

    blocks: list[Node] = field(default_factory=list)
    bookmarks: list[list[str]] = field(default_factory=list)
    comments: list[Said] = field(default_factory=list)
    pieces: list[asides.Piece] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    title: str = ""


def from_pandoc(tree: Any, alternatives: Mapping[str, list[str]] | None = None) -> Found:
    """Read a tree. Raises TooMuch, or ValueError for what is no tree.

    A figure names its picture as the file does (`picture`). `alternatives`: what is said of the pictures, in the order
    in which each is shown, where the tree does not say it.
    """
    if not isinstance(tree, dict) or not isinstance(tree.get("blocks"), list):
        raise ValueError("not a document of pandoc")
    reader = _Reader(alternatives or {})
    reader.found.title = reader.plain(tree.get("meta", {}).get("title", {}).get("c", []))[:200]
    for one in tree["blocks"]:
        for block in reader.block(one, 1):
            reader.close(block)
    paragraph_ends.settled(reader.found.blocks)
    reader.found.blocks = [captions.plainly(one) for one in reader.found.blocks]
    return reader.found


class _Reader:
    def __init__(self, alternatives: Mapping[str, list[str]]) -> None:
        self.found = Found()
        self.alternatives = {name: list(words) for name, words in alternatives.items()}
        self.characters = 0
        self.open: dict[str, Said] = {}
        self.names: list[str] = []
        self.paragraph: Node | None = None
        """the change that the paragraph being read is, as a whole"""
        self.is_caption = False

    def close(self, block: Node) -> None:
        """Take a top-level block with the bookmarks read in it."""
        both = captions.together(self.found.blocks[-1], block) if self.found.blocks else None
        if both:
            self.found.blocks[-1] = both
            self.found.bookmarks[-1] += self.names
            for said in self.found.comments:
                said.place = min(said.place, len(self.found.blocks) - 1)
        else:
            self.found.blocks.append(block)
            self.found.bookmarks.append(self.names)
        self.names = []
        if len(self.found.blocks) > BLOCKS:
            raise TooMuch

    def blocks(self, nodes: Any, depth: int) -> list[Node]:
        return captions.settled([made for node in nodes for made in self.block(node, depth)])

    def block(self, node: Any, depth: int) -> list[Node]:
        if depth > DEPTH // 3:
            raise TooMuch
        kind, content = node["t"], node.get("c")
        match kind:
            case "Para" | "Plain":
                return self.textblock("paragraph", content)
            case "Header":
                return self.textblock("heading", content[2], level=min(max(content[0], 1), 4))
            case "BulletList":
                return self.items("bullet_list", content, depth)
            case "OrderedList":
                return self.items("ordered_list", content[1], depth, order=max(min(content[0][0], 9999), 0))
            case "BlockQuote":
                inner = self.blocks(content, depth + 1)
                return [{"type": "blockquote", "content": inner}] if inner else []
            case "CodeBlock":
                return [self.code(content[1])]
            case "LineBlock":
                lines = [[*line, {"t": "LineBreak"}] for line in content]
                return self.textblock("paragraph", [one for line in lines for one in line][:-1])
            case "Div":
                inner = self.blocks(content[1], depth + 1)
                styled = captions.is_caption_style(dict(content[0][2]).get("custom-style", ""))
                inner = [captions.as_caption(one) for one in inner] if styled else inner
                return captions.settled(inner) if len(inner) > 1 else inner
            case "Figure":
                shown, under = self.blocks(content[2], depth + 1), self.blocks(content[1][1], depth + 1)
                return captions.one_figure(shown, under) or [*shown, *under]
            case "DefinitionList":
                made = [self.textblock("paragraph", [{"t": "Strong", "c": term}]) for term, _ in content]
                told = [self.blocks([b for one in texts for b in one], depth + 1) for _, texts in content]
                return [one for pair in zip(made, told, strict=True) for part in pair for one in part]
            case "Table":
                return self.table(content, depth)
        self.found.left_out["line" if kind == "HorizontalRule" else "raw"] += 1
        return []

    def textblock(self, name: str, inlines: Any, **attrs: Any) -> list[Node]:
        """A paragraph or heading; an empty paragraph of a word processor is spacing, not a block."""
        self.paragraph, self.is_caption = None, False
        runs, added = asides.apart(self.inlines(inlines, []))
        figures = [run for run in runs if run["type"] == "figure"]
        leads = bool(figures) and next(run for run in runs if run.get("text", "x").strip())["type"] == "figure"
        content = joined(_trimmed(_without_figures(runs)))
        place = max(0, len(self.found.blocks) - (not runs))
        self.found.comments += [Said(author, "", words, place=place) for author, words in asides.told(added)]
        self.found.pieces += asides.pieces(added, place)
        if not content and (figures or self.paragraph is None):
            return figures
        made = {"type": name, **({"attrs": attrs} if attrs else {}), **({"content": content} if content else {})}
        made = paragraph_ends.as_told(made, self.paragraph) if self.paragraph else made
        made = captions.as_caption(made) if self.is_caption else made
        self.paragraph, self.is_caption = None, False
        return [*figures, made] if leads else [made, *figures]

    def items(self, name: str, given: Any, depth: int, **attrs: Any) -> list[Node]:
        items = [
            {"type": "list_item", "content": self.blocks(one, depth + 2) or [{"type": "paragraph"}]} for one in given
        ]
        return [{"type": name, **({"attrs": attrs} if attrs else {}), "content": items}] if items else []

    def code(self, text: str) -> Node:
        self.spend(text)
        lines = [
            {"type": "text", "text": line, "marks": [{"type": "code"}]} if line else None for line in text.split("\n")
        ]
        content: list[Node] = []
        for at, line in enumerate(lines):
            content += [{"type": "hard_break"}] if at else []
            content += [line] if line else []
        return {"type": "paragraph", **({"content": content} if content else {})}

    def table(self, content: Any, depth: int) -> list[Node]:
        _attr, caption, _columns, head, bodies, foot = content
        rows = [self.row(row, depth, "table_header") for row in head[1]]
        for _attr2, side, between, body in bodies:
            rows += [self.row(row, depth, "table_header") for row in between]
            rows += [self.row(row, depth, "table_cell", side) for row in body]
        rows += [self.row(row, depth, "table_cell") for row in foot[1]]
        rows = [row for row in rows if row["content"]]
        words = " ".join(self.plain(_unnumbered(one)) for one in _lines_in(caption[1]))[:300].strip()
        attrs = {"attrs": {"caption": words}} if words else {}
        return [{"type": "table", **attrs, "content": rows}] if rows else []

    def row(self, row: Any, depth: int, kind: str, side: int = 0) -> Node:
        cells = []
        for at, (_attr, _align, rowspan, colspan, inner) in enumerate(row[1]):
            name = "table_header" if at < side else kind
            spans = {"colspan": min(max(colspan, 1), 50), "rowspan": min(max(rowspan, 1), 50)}
            made = self.blocks(inner, depth + 3) or [{"type": "paragraph"}]
            cells.append({"type": name, "attrs": spans, "content": made})
        return {"type": "table_row", "content": cells}

    def inlines(self, nodes: Any, marks: list[Node], depth: int = 0) -> Iterator[Node]:
        if depth > DEPTH:
            raise TooMuch
        for node in nodes:
            yield from self.inline(node, marks, depth + 1)

    def inline(self, node: Any, marks: list[Node], depth: int) -> Iterator[Node]:
        kind, content = node["t"], node.get("c")
        if kind in {"Str", "Space", "SoftBreak"}:
            yield from self.text(content if kind == "Str" else " ", marks)
        elif kind == "LineBreak":
            yield {"type": "hard_break"}
        elif kind in _WRAPS:
            yield from self.inlines(content, [*marks, {"type": _WRAPS[kind]}], depth)
        elif kind in _PLAIN_WRAPS:
            self.found.left_out["letters"] += 1
            yield from self.inlines(content, marks, depth)
        elif kind == "Code":
            yield from self.text(content[1], [*marks, {"type": "code"}])
        elif kind == "Link":
            href = content[2][0]
            if _BOOKMARK.match(href):
                yield {"type": "xref", "attrs": {"to": href[1:], "said": self.plain(content[1])[:300]}}
                return
            if href.startswith(ROUNDABOUT):  # Google's documents lead every link past a counter
                href = parse_qs(href.partition("?")[2]).get("q", [""])[0]
            made = [*marks, {"type": "link", "attrs": {"href": href}}] if is_href(href) else marks
            yield from self.inlines(content[1], made, depth)
        elif kind == "Quoted":
            signs = _QUOTES[content[0]["t"]]
            yield from self.text(signs[0], marks)
            yield from self.inlines(content[1], marks, depth)
            yield from self.text(signs[1], marks)
        elif kind == "Cite":
            yield from self.inlines(content[1], marks, depth)
        elif kind == "Math":
            yield from self.text(content[1], [*marks, {"type": "code"}])
        elif kind == "Note":
            yield from self.note(content, marks)
        elif kind == "Span":
            yield from self.span(content, marks, depth)
        elif kind == "Image":
            yield self.figure(content, marks)
        else:
            self.found.left_out["raw"] += 1

    def figure(self, content: Any, marks: list[Node]) -> Node:
        """A picture with what is said of it; pandoc gives the words below one of OpenDocument in their place."""
        _attr, inner, (name, title) = content
        words = joined(_trimmed(asides.apart(self.inlines(inner, []))[0])) if title.startswith("fig:") else []
        own = self.alternatives.get(name)
        said = own.pop(0) if own else "" if words else self.plain(inner) or title
        told = " ".join(_UNSPOKEN.sub(" ", said).split())[:1000]
        attrs: dict[str, Any] = {"picture": name, **({"alt": told} if told else {})}
        if change := next((one for one in marks if one["type"] in _CHANGES), None):
            attrs["change"] = {"kind": change["type"], **change["attrs"]}
        self.is_caption = self.is_caption and not words
        content = captions.unlabelled(words)
        return {"type": "figure", "attrs": attrs, **({"content": content} if content else {})}

    def note(self, blocks: Any, marks: list[Node]) -> Iterator[Node]:
        """A footnote with its words; changes in it are taken as made."""
        words = " ".join(self.plain(one.get("c", [])) for one in blocks)
        change = next((one for one in marks if one["type"] in _CHANGES), None)
        attrs: dict[str, Any] = {"words": " ".join(_UNSPOKEN.sub(" ", words).split())[:2000]}
        if change:
            attrs["change"] = {"kind": change["type"], **change["attrs"]}
        if attrs["words"]:
            yield {"type": "footnote", "attrs": attrs}

    def span(self, content: Any, marks: list[Node], depth: int) -> Iterator[Node]:
        (_name, classes, pairs), inner = content
        told = dict(pairs)
        kind = classes[0] if classes else ""
        if kind in _CHANGES:
            hand = {"author": told.get("author", "")[:120], "date": told.get("date", "")[:32]}
            yield from self.inlines(inner, [*marks, {"type": kind, "attrs": hand}], depth)
        elif kind in _PARAGRAPHS:
            hand = {"author": told.get("author", "")[:120], "date": told.get("date", "")[:32]}
            self.paragraph = {"kind": _PARAGRAPHS[kind], **hand}
        elif (style := told.get("custom-style", "")) == NUMBER:
            return
        elif style == ASIDE:
            names, self.names = self.names, []
            yield {"type": asides.KIND, "content": list(self.inlines(inner, marks, depth))}
            self.names = names  # a copy's own lines have bookmarks too, and leave no block to carry them
        elif style.startswith(f"{CITED} "):
            yield {
                "type": "citation",
                "attrs": {"source": style[len(CITED) + 1 :][:64], "said": self.plain(inner)[:300]},
            }
        elif kind == "comment-start":
            place = len(self.found.blocks)
            said = Said(
                told.get("author", "")[:120],
                told.get("date", "")[:32],
                self.plain(inner),
                place=place,
                key=told.get("id", ""),
            )
            self.found.comments.append(said)
            self.open[told.get("id", "")] = said
        elif kind == "comment-end":
            self.open.pop(told.get("id", ""), None)
            yield from self.inlines(inner, marks, depth)  # the end of another one may stand in it
        else:
            yield from self.inlines(inner, marks, depth)

    def text(self, words: str, marks: list[Node]) -> Iterator[Node]:
        """Words, without the names of bookmarks that stand in them; open comments quote them."""
        if MARKER[0] in words:
            before, _sign, rest = words.partition(MARKER[0])
            name, _sign, after = rest.partition(MARKER[1])
            self.names.append(name)
            words = before + after
        if SET_AS_CAPTION in words:
            self.is_caption = True
            words = words.replace(SET_AS_CAPTION, "")
        if words:
            self.spend(words)
            for said in self.open.values():
                if said.place == len(self.found.blocks) and not any(one["type"] == "insertion" for one in marks):
                    said.quote = (said.quote + words)[:500]
            yield {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}

    def spend(self, words: str) -> None:
        self.characters += len(words)
        if self.characters > CHARACTERS:
            raise TooMuch

    def plain(self, inlines: Any) -> str:
        """The words of inlines, nothing else; for comments, notes and titles, which may hold paragraphs."""
        out: list[str] = []
        for one in _parts(inlines):
            kind, content = one.get("t"), one.get("c")
            if kind == "Str":
                out.append(str(content))
            elif kind in {"Space", "SoftBreak", "LineBreak"}:
                out.append(" ")
            elif isinstance(content, list):
                out.append(self.plain(content))
        words = "".join(out)
        self.spend(words)
        return words.strip()


def _without_figures(runs: list[Node]) -> list[Node]:
    """The other runs; where a picture stood between two spaces, one is enough."""
    out: list[Node] = []
    after_figure = False
    for run in runs:
        is_figure = run["type"] == "figure"
        if not is_figure:
            spaced = after_figure and out and out[-1].get("text", "").endswith(" ") and run.get("text") == " "
            out += [] if spaced else [run]
        after_figure = is_figure
    return out


def _lines_in(blocks: Any) -> Iterator[list[Any]]:
    """The inlines of each paragraph in blocks, whatever they stand in."""
    for one in blocks:
        if one["t"] == "Div":
            yield from _lines_in(one["c"][1])
        elif one["t"] in {"Para", "Plain"}:
            yield one["c"]


def _unnumbered(inlines: Any) -> list[Any]:
    """Inlines of a caption without the number that is worked out anew."""
    return [
        one for one in inlines if not (one.get("t") == "Span" and dict(one["c"][0][2]).get("custom-style") == NUMBER)
    ]


def _parts(content: Any) -> Iterator[Node]:
    """The nodes in whatever lists of lists they stand."""
    for one in content if isinstance(content, list) else []:
        if isinstance(one, dict):
            yield one
        else:
            yield from _parts(one)


def _trimmed(runs: list[Node]) -> list[Node]:
    """Without spaces at the ends that mean nothing."""
    for at, cut in ((0, str.lstrip), (-1, str.rstrip)):
        while runs and runs[at]["type"] == "text":
            words = cut(runs[at]["text"])
            if words:
                runs[at] = {**runs[at], "text": words}
                break
            runs.pop(at)
    return runs
