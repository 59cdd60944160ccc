"""Reads a Yjs v1 update, without recursion and before anything else does, and refuses what a draft may not hold.

The native library dies, without an exception, on deeply nested values; so nothing reaches it unread.
Format: github.com/yjs/yjs, `encoding.js` and `structs/`.
"""

import json
from dataclasses import dataclass, field

from workgroups.drafts.logic import limits
from workgroups.drafts.logic.keystrokes import Typed, typed
from workgroups.drafts.logic.schema import ATTRIBUTES, ELEMENTS, ROOT, Unknown, mark_attrs

Id = tuple[int, int]
_MAX_CLOCK = 2**53


class Refusal(Exception):  # noqa: N818  (an answer to a client, not a fault)
    """The update is not taken. `code` is one of malformed, size, depth, content, gap, foreign, locked."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True)
class Parsed:
    """What an update brings and what it leans on."""

    structs: list[tuple[int, int, int]] = field(default_factory=list)
    """(client, first clock, end clock)"""
    needs: dict[int, int] = field(default_factory=dict)
    """client → clock that must be known before this applies"""
    deletes: int = 0
    chars: int = 0
    """characters that it puts in, in UTF-16 units"""
    structural: bool = False
    """brings elements or attributes, not only text"""
    update: bytes = b""
    """itself"""
    typed: Typed | None = None
    """where it is one run of text put after something, and no more"""


class Reader:
    """A cursor over bytes in lib0's encoding; every fault is a `Refusal`."""

    __slots__ = ("data", "end", "pos")

    def __init__(self, data: bytes, pos: int = 0) -> None:
        self.data = data
        self.pos = pos
        self.end = len(data)

    def byte(self) -> int:
        try:
            value = self.data[self.pos]
        except IndexError:
            raise Refusal("malformed", "message ends early") from None
        self.pos += 1
        return value

    def uint(self) -> int:
        data, pos, shift, value = self.data, self.pos, 0, 0
        try:
            while True:
                byte = data[pos]
                pos += 1
                value |= (byte & 127) << shift
                if byte < 128:
                    break
                shift += 7
                if shift > 56:
                    raise Refusal("malformed", "number too large")
        except IndexError:
            raise Refusal("malformed", "message ends early") from None
        self.pos = pos
        if value > _MAX_CLOCK:
            raise Refusal("malformed", "number too large")
        return value

    def raw(self, size: int | None = None) -> bytes:
        size = self.uint() if size is None else size
        start = self.pos
        self.pos = start + size
        if self.pos > self.end:
            raise Refusal("malformed", "message ends early")
        return self.data[start : self.pos]

    def text(self, limit: int = limits.FRAME_BYTES) -> str:
        raw = self.raw()
        if len(raw) > limit:
            raise Refusal("content", "value too long")
        try:
            return raw.decode()
        except UnicodeDecodeError:
            raise Refusal("malformed", "text is not UTF-8") from None

    def utf16(self) -> int:
        """Length of a string as Yjs counts it."""
        raw = self.raw()
        if raw.isascii():
            return len(raw)
        try:
            return len(raw.decode().encode("utf-16-le")) // 2
        except UnicodeDecodeError:
            raise Refusal("malformed", "text is not UTF-8") from None


def parse(update: bytes) -> Parsed:
    """The update as its parts; raises `Refusal`."""
    if len(update) > limits.FRAME_BYTES:
        raise Refusal("size", "change too large")
    run = typed(update)
    found = _plain(run) if run else _Walk(update).run()
    found.update = update
    return found


def _plain(run: Typed) -> Parsed:
    client, at = run.after
    needs = {client: at + 1}
    if run.before:
        client, at = run.before
        needs[client] = max(needs.get(client, 0), at + 1)
    return Parsed([(run.client, run.clock, run.end)], needs, 0, len(run.words), structural=False, typed=run)


class _Walk:
    """One pass over any update."""

    def __init__(self, update: bytes) -> None:
        self.reader = Reader(update)
        self.parsed = Parsed()
        self.links: dict[Id, tuple[bool, Id | None]] = {}
        """element → (is a sibling, of whom); for the depth"""
        self.refs: list[Id] = []
        self.count = 0

    def run(self) -> Parsed:
        reader = self.reader
        for _ in range(self._bounded(limits.CLIENTS)):
            number, client, clock = self._bounded(limits.STRUCTS), reader.uint(), reader.uint()
            self.count += number
            if self.count > limits.STRUCTS:
                raise Refusal("size", "too many changes at once")
            start = clock
            for _ in range(number):
                clock += self._struct(client, clock)
                if clock > _MAX_CLOCK:
                    raise Refusal("malformed", "clock too large")
            if clock > start:
                self.parsed.structs.append((client, start, clock))
        self._deletions()
        if reader.pos != reader.end:
            raise Refusal("malformed", "bytes left over")
        self._settle_needs()
        self._check_depth()
        return self.parsed

    def _bounded(self, most: int) -> int:
        value = self.reader.uint()
        if value > most:
            raise Refusal("size", "too many changes at once")
        return value

    def _struct(self, client: int, clock: int) -> int:
        reader = self.reader
        info = reader.byte()
        kind = info & 31
        if kind == 0 and info == 0:
            return self._length()
        if kind == 10:
            raise Refusal("gap", "changes are missing")
        before = len(self.refs)
        sibling: Id | None = None
        if info & 0x80:
            sibling = (reader.uint(), reader.uint())
            self.refs.append(sibling)
        if info & 0x40:
            right = (reader.uint(), reader.uint())
            self.refs.append(right)
            sibling = sibling or right
        parent: Id | None = None
        key: str | None = None
        if not info & 0xC0:
            parent, key = self._parent(bool(info & 0x20))
        if any(of == client and at >= clock for of, at in self.refs[before:]):
            raise Refusal("malformed", "a change placed after itself")
        if kind == 7:
            self.links[(client, clock)] = (sibling is not None, sibling or parent)
        return self._content(kind, keyed=key is not None)

    def _parent(self, has_key: bool) -> tuple[Id | None, str | None]:  # noqa: FBT001
        reader = self.reader
        parent: Id | None = None
        if reader.uint() == 1:
            if reader.text(64) != ROOT:
                raise Refusal("content", "unknown part of the document")
        else:
            parent = (reader.uint(), reader.uint())
            self.refs.append(parent)
        key = reader.text(64) if has_key else None
        if key is not None and key not in ATTRIBUTES:
            raise Refusal("content", "unknown attribute")
        return parent, key

    def _length(self) -> int:
        length = self.reader.uint()
        if length == 0:
            raise Refusal("malformed", "empty change")
        return length

    def _content(self, kind: int, *, keyed: bool) -> int:
        if kind == 1:
            return self._length()
        if kind == 4:
            self.parsed.structural |= keyed
            length = self.reader.utf16()
            if length == 0:
                raise Refusal("malformed", "empty change")
            self.parsed.chars += length
            return length
        if kind == 6:
            self._format()
        elif kind == 7:
            self._element()
        elif kind == 8:
            return self._values()
        else:
            raise Refusal("content", "this kind of content has no place in a draft")
        return 1

    def _format(self) -> None:
        name, value = self.reader.text(64), self.reader.text(2 * limits.HREF)
        try:
            attrs = json.loads(value)
            if attrs is not None:
                mark_attrs(name, attrs)
        except Unknown as fault:
            raise Refusal("content", str(fault)) from None
        except (ValueError, RecursionError):
            raise Refusal("malformed", "mark cannot be read") from None

    def _element(self) -> None:
        self.parsed.structural = True
        kind = self.reader.uint()
        if kind == 3:
            name = self.reader.text(64)
            if name not in ELEMENTS:
                raise Refusal("content", f"a draft has no element {name!r}")
        elif kind != 6:
            raise Refusal("content", "this kind of content has no place in a draft")

    def _values(self) -> int:
        """An attribute's value; before it, those that it had and lost, where a page still keeps them to undo."""
        self.parsed.structural = True
        number = self._bounded(limits.STRUCTS)
        if number == 0:
            raise Refusal("malformed", "empty change")
        for _ in range(number):
            self._value()
        return number

    def _value(self) -> None:
        """One plain value, never a nested one."""
        reader = self.reader
        tag = reader.byte()
        if tag == 119:
            reader.text(limits.WORDS_BYTES)
        elif tag == 125:
            while reader.byte() & 128:
                pass
        elif tag in {122, 123}:
            reader.raw(8)
        elif tag == 124:
            reader.raw(4)
        elif tag not in {120, 121, 126, 127}:
            raise Refusal("depth" if tag in {117, 118} else "content", "an attribute has one plain value")

    def _deletions(self) -> None:
        reader, needs, total = self.reader, self.parsed.needs, 0
        for _ in range(self._bounded(limits.CLIENTS)):
            client, number = reader.uint(), reader.uint()
            total += number
            if total > limits.DELETIONS:
                raise Refusal("size", "too many changes at once")
            for _ in range(number):
                end = reader.uint() + reader.uint()
                if end > needs.get(client, 0):
                    needs[client] = end
        self.parsed.deletes = total

    def _settle_needs(self) -> None:
        """What the update leans on, less what it brings itself."""
        needs = self.parsed.needs
        for client, clock in self.refs:
            if clock >= needs.get(client, 0):
                needs[client] = clock + 1
        for client, start, end in self.parsed.structs:
            if start < needs.get(client, 0) <= end:
                needs[client] = start

    def _check_depth(self) -> None:
        known: dict[Id, int] = {}
        for first in self.links:
            trail, here = [], first
            while here in self.links and here not in known:
                known[here] = 0  # a circle ends here
                trail.append(here)
                beyond = self.links[here][1]
                if beyond is None:
                    break
                here = beyond
            depth = known.get(here, 0)
            for item in reversed(trail):
                depth += not self.links[item][0]
                known[item] = depth
                if depth > limits.DEPTH:
                    raise Refusal("depth", "nested too deeply")
