"""A document in pycrdt and what people do to it: text, marks, attributes, blocks, lists, tables, notes, undo."""

import ast
import random
from types import SimpleNamespace
from typing import Any

from pycrdt import UndoManager, XmlElement, XmlText

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.rooms.replica import Replica

SAFE = "tttttttmmabinu"
"""Nothing is taken out and nothing written twice, so that every word can be counted. (u: undo)"""
CUTS = SAFE + "ddddrwxq"
"""Words, blocks, rows and cells go too, but none is copied."""
ALL = CUTS + "sssjjvvok"
"""Split, join, move, other kinds and quotation as well: an editor does them by writing words anew."""
TABLE = {"type": "table", "content": []}


class PyDoc:
    """One window's document."""

    def __init__(self, client_id: int) -> None:
        self.client_id = client_id
        self.doc = ydoc.new(client_id)
        self.own = False
        self.words = 0
        self._made: list[bytes] = []
        self._watch = self.doc.observe(self._note)
        self.undo = UndoManager(scopes=[ydoc.root(self.doc)], capture_timeout_millis=0)
        self.undo.include_origin("me")

    def _note(self, event: Any) -> None:
        if self.own and event.update != b"\x00\x00":
            self._made.append(event.update)

    def apply(self, update: bytes) -> list[bytes]:
        self.doc.apply_update(update)
        return []

    def reads(self) -> None:
        return  # pycrdt takes out no marks by itself

    def vector(self) -> bytes:
        return ydoc.state(self.doc)

    def lacking(self, vector: bytes) -> bytes:
        return ydoc.encode(self.doc, vector)

    def clock(self) -> int:
        return ydoc.clocks(self.vector()).get(self.client_id, 0)

    def content(self) -> schema.Node:
        return schema.normal(ydoc.read(self.doc))

    def holdings(self) -> Any:
        return holdings(self.doc)

    def act(self, seed: int, kinds: str) -> list[bytes]:
        if not len(ydoc.root(self.doc).children):
            return []  # nothing is shown yet
        chance = random.Random(seed)
        self._made, self.own = [], True
        kind = chance.choice(kinds)
        try:
            if kind == "u":
                back = chance.random() < 0.7
                (self.undo.undo if back else self.undo.redo)()
            else:
                with self.doc.transaction(origin="me"):
                    Hand(self, chance).do(kind)
        finally:
            self.own = False
        return self._made


def holdings(doc: Any) -> Any:
    """Clocks and deleted ranges, in order."""
    held = SimpleNamespace(doc=doc, vector=lambda: ydoc.state(doc))
    clocks, deleted = ast.literal_eval(Replica.holdings(held).decode())  # type: ignore[arg-type]
    return clocks, [(client, joined(runs)) for client, runs in deleted]


def joined(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that touch, as one."""
    out: list[tuple[int, int]] = []
    for clock, size in runs:
        if out and sum(out[-1]) == clock:
            out[-1] = (out[-1][0], out[-1][1] + size)
        else:
            out.append((clock, size))
    return out


class Hand:
    """One edit."""

    def __init__(self, owner: PyDoc, chance: random.Random) -> None:
        self.owner, self.chance = owner, chance
        self.root = ydoc.root(owner.doc)
        self.elements: list[XmlElement] = []
        self.texts: list[XmlText] = []
        stack: list[Any] = list(self.root.children)
        while stack:
            one = stack.pop()
            if isinstance(one, XmlText):
                self.texts.append(one)
            else:
                self.elements.append(one)
                stack.extend(one.children)

    def do(self, kind: str) -> None:
        {
            "t": self.type, "m": self.mark, "a": self.attribute, "b": self.block, "i": self.grow, "n": self.note,
            "d": self.delete, "r": self.remove, "w": self.shrink, "x": self.shrink, "q": self.unmark,
            "s": self.split, "j": self.join, "v": self.move, "o": self.turn, "k": self.wrap,
        }[kind]()  # fmt: skip

    def word(self) -> str:
        """A word that nobody else writes, in one of several scripts."""
        self.owner.words += 1
        return f"‹{self.owner.client_id}.{self.owner.words}{self.chance.choice(['', '', ' é', '😀', 'ش'])}›"

    def some(self, *names: str) -> XmlElement | None:
        found = [one for one in self.elements if one.tag in names]
        return self.chance.choice(found) if found else None

    def text(self) -> XmlText | None:
        """One of the texts; the later ones are where several write."""
        return self.chance.choice(self.texts[:6]) if self.texts else None

    def place(self, text: XmlText) -> int:
        """A place between two letters, in bytes, and never inside a word that is counted."""
        whole = str_of(text)
        ends = [0] + [at + 1 for at, letter in enumerate(whole) if letter in "› "] + [len(whole)]
        at = self.chance.choice(ends)
        inside = whole[:at].count("‹") > whole[:at].count("›")
        return 0 if inside else len(whole[:at].encode())

    def type(self) -> None:
        if text := self.text():
            marks = {"strong": {}} if self.chance.random() < 0.1 else {}
            text.insert(self.place(text), self.word(), marks)
        else:
            self.block()

    def _span(self) -> tuple[XmlText, int, int] | None:
        text = self.text()
        if text is None:
            return None
        start, end = sorted((self.place(text), self.place(text)))
        return (text, start, end) if start < end else None

    def mark(self) -> None:
        if span := self._span():
            name = self.chance.choice(["strong", "em", "code", "link", "lang"])
            value = {"link": {"href": "https://example.org/a"}, "lang": {"lang": "fr"}}.get(name, {})
            span[0].format(span[1], span[2], {name: value})

    def unmark(self) -> None:
        if span := self._span():
            span[0].format(span[1], span[2], {self.chance.choice(["strong", "em", "code", "link", "lang"]): None})

    def delete(self) -> None:
        if span := self._span():
            del span[0][span[1] : span[2]]

    def attribute(self) -> None:
        if one := self.some("heading", "clause", "ordered_list", "table", "table_cell", "figure"):
            key, value = {
                "heading": ("level", self.chance.randint(1, 4)),
                "clause": ("level", self.chance.randint(1, 4)),
                "ordered_list": ("order", self.chance.randint(0, 9)),
                "table": ("caption", self.word()),
                "table_cell": ("colspan", self.chance.randint(1, 2)),
                "figure": ("alt", self.word()),
            }[one.tag]
            one.attributes[key] = value

    def block(self) -> None:
        """A new block of some kind."""
        text = [{"type": "text", "text": self.word()}]
        paragraph = {"type": "paragraph", "content": text}
        cell = {"type": "table_cell", "content": [{"type": "paragraph"}]}
        row = {"type": "table_row", "content": [{**cell, "type": "table_header"}, cell]}
        made = self.chance.choice([
            paragraph, paragraph, paragraph,
            {"type": "heading", "attrs": {"level": 2}, "content": text},
            {"type": "clause", "attrs": {"level": 1}, "content": text},
            {"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph]}]},
            {"type": "ordered_list", "content": [{"type": "list_item", "content": [paragraph]}]},
            {"type": "blockquote", "content": [paragraph]},
            {"type": "callout", "content": [paragraph]},
            {"type": "figure", "attrs": {"alt": "x"}, "content": text},
            {"type": "table", "content": [row, row]},
        ])  # fmt: skip
        ydoc.fill(self.root, blocks.with_ids([made]), self.chance.randint(0, len(self.root.children)))

    def grow(self) -> None:
        """An item, a row or a cell more."""
        one = self.some("bullet_list", "ordered_list", "table", "table_row")
        if one is None:
            return self.block()
        paragraph = {"type": "paragraph", "content": [{"type": "text", "text": self.word()}]}
        cell = {"type": "table_cell", "content": [paragraph]}
        empty = {"type": "table_cell", "content": [{"type": "paragraph"}]}
        made = {"table": {"type": "table_row", "content": [cell, empty]}, "table_row": cell}
        node = made.get(one.tag, {"type": "list_item", "content": [paragraph]})
        ydoc.fill(one, [node], self.chance.randint(0, len(one.children)))
        return None

    def note(self) -> None:
        if one := self.some("paragraph", "clause"):
            made = self.chance.choice([{"type": "hard_break"}, {"type": "footnote", "attrs": {"words": "a note"}}])
            ydoc.fill(one, [made], self.chance.randint(0, len(one.children)))

    def remove(self) -> None:
        """A top block goes."""
        if len(self.root.children) > 1:
            del self.root.children[self.chance.randrange(len(self.root.children))]

    def shrink(self) -> None:
        """An item, a row, a cell or a block in one of them goes, also the last."""
        one = self.some("bullet_list", "ordered_list", "table", "table_row", "list_item", "table_cell", "blockquote")
        if one is not None and len(one.children):
            del one.children[self.chance.randrange(len(one.children))]

    def _parent_and_place(self, name: str = "") -> tuple[Any, int] | None:
        """A textblock by its parent and index."""
        parents = [self.root, *(one for one in self.elements if one.tag not in schema.TEXTBLOCKS)]
        found = [
            (parent, at)
            for parent in parents
            for at, kid in enumerate(parent.children)
            if isinstance(kid, XmlElement) and kid.tag in (schema.TEXTBLOCKS if not name else {name})
        ]
        return self.chance.choice(found) if found else None

    def split(self) -> None:
        """Enter: as y-prosemirror does it, the tail is taken out and written into a new block."""
        if not (found := self._parent_and_place()):
            return
        parent, at = found
        kid = parent.children[at]
        texts = [one for one in kid.children if isinstance(one, XmlText)]
        nodes: list[Any] = []
        if texts:
            last = texts[-1]
            place = self.place(last)
            whole = str_of(last)
            tail = whole.encode()[place:].decode()
            if tail:
                del last[place : len(whole.encode())]
                nodes = [{"type": "text", "text": tail}]
        ydoc.fill(parent, blocks.with_ids([{"type": "paragraph", "content": nodes}]), at + 1)

    def join(self) -> None:
        """Backspace at the start of a block."""
        if not (found := self._parent_and_place()) or found[1] == 0:
            return
        parent, at = found
        before, kid = parent.children[at - 1], parent.children[at]
        if isinstance(before, XmlElement) and before.tag in schema.TEXTBLOCKS:
            (node,) = ydoc.read_node(kid)
            ydoc.fill(before, node.get("content", []))
            del parent.children[at]

    def move(self) -> None:
        """Drag a top block elsewhere; it keeps its id."""
        if len(self.root.children) > 1:
            at = self.chance.randrange(len(self.root.children))
            nodes = ydoc.read_node(self.root.children[at])
            del self.root.children[at]
            ydoc.fill(self.root, nodes, self.chance.randint(0, len(self.root.children)))

    def turn(self) -> None:
        """Make a paragraph of a heading and the reverse: another element with the same words and id."""
        if not (found := self._parent_and_place(self.chance.choice(["paragraph", "heading", "clause"]))):
            return
        parent, at = found
        if parent is not self.root:
            return
        (node,) = ydoc.read_node(parent.children[at])
        del parent.children[at]
        name = self.chance.choice(["paragraph", "heading", "clause"])
        attrs = {"id": node.get("attrs", {}).get("id"), **({} if name == "paragraph" else {"level": 1})}
        ydoc.fill(parent, [{**node, "type": name, "attrs": attrs}], at)

    def wrap(self) -> None:
        """Into a quotation, or out of it."""
        if not len(self.root.children):
            return
        at = self.chance.randrange(len(self.root.children))
        nodes = ydoc.read_node(self.root.children[at])
        del self.root.children[at]
        if nodes[0]["type"] == "blockquote":
            made = nodes[0].get("content", []) or [{"type": "paragraph"}]
        else:
            made = blocks.with_ids([{"type": "blockquote", "content": nodes}])
        ydoc.fill(self.root, made, at)


def str_of(text: XmlText) -> str:
    """The letters of a text without its marks."""
    return "".join(part for part, _marks in text.diff() if isinstance(part, str))
