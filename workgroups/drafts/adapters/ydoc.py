"""A draft's Yjs document through pycrdt: bytes in and out, ProseMirror JSON in and out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from pycrdt import Doc, XmlElement, XmlFragment, XmlText, merge_updates

from workgroups.drafts.logic.schema import TEXTBLOCKS

Node = dict[str, Any]
Block = XmlElement | XmlText | XmlFragment

ROOT = "prosemirror"
EMPTY_STATE = b"\x00"
MERGE = 200
"""Updates merged into one at most: the cost of merging grows faster than their number."""


class Broken(ValueError):  # noqa: N818
    """The bytes, or the tree they make, cannot be read."""


def new(client_id: int | None = None) -> Doc[Any]:
    """An empty document; what it writes carries the client id."""
    doc: Doc[Any] = Doc(client_id=client_id)
    root(doc)
    return doc


def load(payloads: Iterable[bytes], client_id: int | None = None) -> Doc[Any]:
    """A document from a snapshot and the contiguous run of updates after it, one by one (never merged)."""
    doc = new(client_id)
    with doc.transaction():  # one for all: ending one costs more than what a keystroke brings
        for payload in payloads:
            apply(doc, payload)
    return doc


def root(doc: Doc[Any]) -> XmlFragment:
    fragment: XmlFragment = doc.get(ROOT, type=XmlFragment)
    return fragment


def apply(doc: Doc[Any], update: bytes) -> None:
    """Raises `Broken` when pycrdt cannot take the bytes."""
    try:
        doc.apply_update(update)
    except Exception as fault:  # pycrdt raises ValueError, RuntimeError and others of its own
        raise Broken(str(fault)) from fault


def merged(updates: list[bytes]) -> list[bytes]:
    """The updates as few; raises `Broken`."""
    if len(updates) < 2:
        return updates
    try:
        return [merge_updates(*updates[at : at + MERGE]) for at in range(0, len(updates), MERGE)]
    except Exception as fault:
        raise Broken(str(fault)) from fault


def encode(doc: Doc[Any], since: bytes = EMPTY_STATE) -> bytes:
    """Everything that the owner of the state vector `since` lacks."""
    try:
        return doc.get_update(since)
    except Exception as fault:
        raise Broken(str(fault)) from fault


def state(doc: Doc[Any]) -> bytes:
    return doc.get_state()


def clocks(vector: bytes) -> dict[int, int]:
    """A state vector as client → next clock."""
    numbers, value, shift = [], 0, 0
    for byte in vector:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value, shift = 0, 0
    return dict(zip(numbers[1::2], numbers[2::2], strict=True))


@dataclass(frozen=True, slots=True)
class Touch:
    """One shared type that an update changed."""

    target: Any
    path: tuple[int, ...]
    inserted: tuple[tuple[int, Any], ...]
    """(index, what was put there): elements, texts, or, in a hostile update, bare characters"""
    keyed: bool

    @property
    def is_text(self) -> bool:
        return isinstance(self.target, XmlText)


def apply_watched(doc: Doc[Any], update: bytes) -> list[Touch]:
    """Applies an update and tells what it changed; raises `Broken`."""
    touches: list[Touch] = []
    fragment = root(doc)
    watch = fragment.observe_deep(lambda events: touches.extend(_touch(event) for event in events))
    try:
        apply(doc, update)
    finally:
        fragment.unobserve(watch)
    return touches


def _touch(event: Any) -> Touch:
    target = event.target
    if isinstance(target, XmlText):
        return Touch(target, tuple(event.path), (), keyed=False)
    at, inserted = 0, []
    for part in event.delta:
        at += part.get("retain", 0)
        for one in part.get("insert", ()):
            inserted.append((at, one))
            at += 1
    return Touch(target, tuple(event.path), tuple(inserted), keyed=bool(event.keys))


def read(doc: Doc[Any]) -> Node:
    """The whole document as ProseMirror JSON, names and values as they stand (nothing checked)."""
    with doc.transaction():
        return {"type": "doc", "content": [part for child in root(doc).children for part in read_node(child)]}


def read_node(node: Block) -> list[Node]:
    """One element, or the runs of one text, as ProseMirror JSON. Depth is bounded by what was accepted."""
    if isinstance(node, XmlText):
        return [_run(value, marks) for value, marks in node.diff() if value != ""]
    if not isinstance(node, XmlElement):
        raise Broken("unexpected fragment")
    out: Node = {"type": name_of(node)}
    if attrs := attributes_of(node):
        out["attrs"] = dict(attrs)
    kids = list(node.children)
    if len(kids) != len(node.children):
        raise Broken("characters outside a text")
    if content := [part for kid in kids for part in read_node(kid)]:
        out["content"] = content
    return [out]


def _run(value: object, marks: Mapping[str, Any] | None) -> Node:
    """A run with its marks by name: pycrdt gives them in another order each time."""
    if not isinstance(value, str):
        raise Broken("an object inside a text")
    run: Node = {"type": "text", "text": value}
    if kept := [{"type": name, "attrs": attrs} for name, attrs in sorted((marks or {}).items()) if attrs is not None]:
        run["marks"] = kept
    return run


def write(doc: Doc[Any], nodes: Iterable[Node], index: int | None = None) -> None:
    """Inserts blocks at `index` (default: at the end) as new operations of this document's client."""
    with doc.transaction():
        fill(root(doc), nodes, index)


def fill(parent: XmlFragment | XmlElement, nodes: Iterable[Node], index: int | None = None) -> None:
    """Puts nodes into a parent at a place (default: at the end); inside a transaction of the caller's.

    A block without words gets a text all the same: two pages that begin to write in it at once would each put in one of
    their own, which y-prosemirror then makes one by writing words anew, in both pages, so that they stand twice.
    """
    at = len(parent.children) if index is None else index
    text: XmlText | None = None
    for node in nodes:
        if node["type"] == "text":
            if text is None:
                text = _insert(parent, at, XmlText(""))
                at += 1
            _append_run(text, node)
            continue
        text = None
        element = _insert(parent, at, XmlElement(node["type"]))
        at += 1
        for key, value in node.get("attrs", {}).items():
            if value is not None:
                element.attributes[key] = value
        fill(element, node.get("content", []))
        if node["type"] in TEXTBLOCKS and not len(element.children):
            element.children.append(XmlText(""))


def _insert(parent: XmlFragment | XmlElement, at: int, child: Any) -> Any:
    parent.children.insert(at, child)
    return parent.children[at]


def _append_run(text: XmlText, run: Node) -> None:
    marks = {mark["type"]: mark.get("attrs", {}) for mark in run.get("marks", [])}
    text.insert(len(text), run["text"], marks)


def swap_block(doc: Doc[Any], index: int, nodes: list[Node]) -> None:
    """Puts blocks in the place of a top-level one."""
    with doc.transaction():
        write(doc, nodes, index + 1)
        del root(doc).children[index]


def set_ids(doc: Doc[Any], given: Iterable[tuple[tuple[int, ...], str]]) -> None:
    """Writes block ids at paths of child indexes."""
    with doc.transaction():
        for path, block_id in given:
            here: Any = root(doc)
            for at in path:
                here = here.children[at]
            here.attributes["id"] = block_id


def read_block(doc: Doc[Any], index: int) -> list[Node]:
    with doc.transaction():
        return read_node(root(doc).children[index])


def name_of(element: XmlElement) -> str:
    return str(element.tag)


def attributes_of(element: XmlElement) -> list[tuple[str, Any]]:
    return [(str(key), value) for key, value in cast("Iterable[tuple[str, Any]]", element.attributes)]


def child_names(element: XmlElement | XmlFragment) -> list[str]:
    """What an element holds, by name; a text counts as `text`."""
    with element.doc.transaction():
        return [name_of(kid) if isinstance(kid, XmlElement) else "text" for kid in element.children]


def check_element(element: XmlElement) -> None:
    """Raises `Broken` when characters stand directly in an element."""
    with element.doc.transaction():
        if len(list(element.children)) != len(element.children):
            raise Broken("characters outside a text")


def check_height(node: object, room: int) -> None:
    """Raises `Broken` when a subtree is higher than `room`, or no element or text; never recursive."""
    layer, height = [node], 1
    while layer:
        if height > room:
            raise Broken("nested too deeply")
        if not all(isinstance(one, XmlElement | XmlText) for one in layer):
            raise Broken("characters outside a text")
        layer = [kid for one in layer if isinstance(one, XmlElement) for kid in one.children]
        height += 1
