"""A draft's document with what is not stored in it but shown: numbers, the words of references, addresses of pictures.

Each node carries that under `shown`, beside its `attrs`; a document with it is for reading only, never for storing.
Words are in the language that is active: activate the draft's own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from workgroups.drafts.logic.labels import Label, labelled, labels
from workgroups.drafts.logic.references import Reference, listed, short_names
from workgroups.drafts.logic.schema import Node, walk


@dataclass(frozen=True, slots=True)
class Sources:
    """What a document refers to outside of itself: all works of the group by key, this draft's pictures by file id."""

    references: Mapping[str, Reference]
    pictures: Mapping[str, str]
    """file id → address"""


NOTHING = Sources({}, {})


def shown(doc: Node, sources: Sources = NOTHING, *, aim: bool = True) -> Node:
    """The document to be shown. With `aim`, references and notes lead to their place: once on a page.

    Without it a note's words stand where its number would.
    """
    return _Shower(doc, sources, aim=aim).whole()


def bare(node: Node) -> Node:
    """The node as it is stored."""
    out = {key: value for key, value in node.items() if key != "shown"}
    if "content" in out:
        out["content"] = [bare(kid) for kid in out["content"]]
    return out


def pictured(blocks: list[Node], sources: Sources) -> list[Node]:
    """Blocks with the addresses of their pictures and nothing else beside them."""
    out = []
    for node in blocks:
        address = sources.pictures.get(node.get("attrs", {}).get("file", ""), "") if node["type"] == "figure" else ""
        told = {"shown": {"address": address, "none": _("No picture")}} if node["type"] == "figure" else {}
        kids = {"content": pictured(node["content"], sources)} if "content" in node else {}
        out.append({**node, **told, **kids})
    return out


class _Shower:
    def __init__(self, doc: Node, sources: Sources, *, aim: bool) -> None:
        self.doc, self.sources, self.aim = doc, sources, aim
        self.labels = labels(doc)
        self.by_place = {id(node): label for node, label in labelled(doc)}
        aims = (node for node in walk(doc) if node["type"] == "xref")
        self.aims = {node.get("attrs", {}).get("to") for node in aims} & set(self.labels) if aim else set()
        cited = dict.fromkeys(cited_in(doc))
        self.cited = [sources.references[key] for key in cited if key in sources.references]
        self.names = short_names(sources.references.values())
        self.notes: list[str] = []

    def whole(self) -> Node:
        out = self.node(self.doc)
        ends: Node = {"notes": self.notes, "notes_word": _("Notes"), "back_word": _("Back to the text")}
        if self.cited:
            ends |= Node(references=listed(self.cited, self.names), references_word=_("References"))
        out["shown"] = ends
        return out

    def node(self, node: Node) -> Node:
        out = dict(node)
        if told := dict(self.told(node, node.get("attrs", {}))):
            out["shown"] = told
        if "content" in node:
            out["content"] = [self.node(kid) for kid in node["content"]]
        return out

    def told(self, node: Node, attrs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        if label := self.by_place.get(id(node)):
            yield from _numbered(label)
        if attrs.get("id") in self.aims:
            yield "anchor", f"at-{attrs['id']}"
        if node["type"] == "footnote":
            self.notes.append(attrs.get("words") or "")
        if node["type"] == "footnote" and self.aim:
            yield from (("number", len(self.notes)), ("word", _("Note")))
        elif node["type"] == "xref":
            aimed = self.labels.get(attrs.get("to", ""))
            yield "words", (aimed.words if aimed else "") or _("reference to a place that is gone")
            yield "gone", aimed is None
            yield "href", f"#at-{attrs['to']}" if attrs.get("to") in self.aims else ""
        elif node["type"] == "citation":
            name, at = self.names.get(attrs.get("source", "")), attrs.get("at")
            yield "words", f"({f'{name}, {at}' if at else name})" if name else _("source that is not in the list")
            yield "gone", name is None
        elif node["type"] == "figure":
            yield from (("address", self.sources.pictures.get(attrs.get("file", ""), "")), ("none", _("No picture")))
        elif node["type"] == "callout":
            yield "word", _("Key point")


def _numbered(label: Label) -> Iterator[tuple[str, Any]]:
    if label.number:
        yield from (("number", label.number), ("level", label.level))


def cited_in(doc: Node) -> Iterator[str]:
    """The keys of the references that a document cites, in its order."""
    found = (node.get("attrs", {}).get("source") for node in walk(doc) if node["type"] == "citation")
    return (key for key in found if key)


def pictured_in(doc: Node) -> set[str]:
    """The ids of the files whose pictures a document shows."""
    found = (node.get("attrs", {}).get("file") for node in walk(doc) if node["type"] == "figure")
    return {file for file in found if file}
