"""Reads what the server itself encoded: runs of text with whose they are, and what was deleted; can put other text in.

Nothing of a stranger comes here: `preparse` judged it before it was stored. Format: github.com/yjs/yjs, `structs/`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workgroups.drafts.logic.preparse import Reader, Refusal


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one client wrote in one go; `clock` counts UTF-16 units, as Yjs does."""

    client: int
    clock: int
    text: str
    start: int
    """where its bytes, length and all, begin and end in the update"""
    end: int

    @property
    def size(self) -> int:
        return units(self.text)


@dataclass(slots=True)
class Contents:
    """What an update carries."""

    runs: list[Run] = field(default_factory=list)
    deletes: list[tuple[int, int, int]] = field(default_factory=list)
    """(client, first clock, how many)"""
    clocks: dict[int, int] = field(default_factory=dict)
    """client → next clock"""


def units(text: str) -> int:
    """Length of a text as Yjs counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def read(update: bytes) -> Contents:
    """Return what an update carries; raises `Refusal` on bytes that are none."""
    reader, found = Reader(update), Contents()
    for _ in range(reader.uint()):
        number, client, clock = reader.uint(), reader.uint(), reader.uint()
        for _ in range(number):
            clock += _struct(reader, client, clock, found)
        found.clocks[client] = max(clock, found.clocks.get(client, 0))
    for _ in range(reader.uint()):
        client = reader.uint()
        for _ in range(reader.uint()):
            found.deletes.append((client, reader.uint(), reader.uint()))
    return found


def rewritten(update: bytes, by: Callable[[Run], str]) -> bytes:
    """Return the update with other characters in each run, as many UTF-16 units as before: places stay as they are."""
    parts, at = [], 0
    for run in read(update).runs:
        body = by(run).encode()
        parts += [update[at : run.start], varint(len(body)), body]
        at = run.end
    return b"".join([*parts, update[at:]])


def _struct(reader: Reader, client: int, clock: int, found: Contents) -> int:
    info = reader.byte()
    kind = info & 31
    if kind in {0, 10}:
        return reader.uint()
    for bit in (0x80, 0x40):
        if info & bit:
            reader.uint()
            reader.uint()
    if not info & 0xC0:
        if reader.uint() == 1:
            reader.raw()
        else:
            reader.uint()
            reader.uint()
        if info & 0x20:
            reader.raw()
    if kind == 4:
        start = reader.pos
        text = reader.raw().decode("utf-8", "surrogatepass")
        found.runs.append(Run(client, clock, text, start, reader.pos))
        return units(text)
    return _other(reader, kind)


def _other(reader: Reader, kind: int) -> int:
    match kind:
        case 1:
            return reader.uint()
        case 5:
            reader.raw()
        case 6:
            reader.raw()
            reader.raw()
        case 7:
            if reader.uint() in {3, 5}:
                reader.raw()
        case 8:
            length = reader.uint()
            for _ in range(length):
                _value(reader)
            return length
        case _:
            raise Refusal("content", "this kind of content has no place in a draft")
    return 1


def _value(reader: Reader) -> None:
    match reader.byte():
        case 119:
            reader.raw()
        case 125:
            while reader.byte() & 128:
                pass
        case 122 | 123:
            reader.raw(8)
        case 124:
            reader.raw(4)
        case 120 | 121 | 126 | 127:
            pass
        case _:
            raise Refusal("content", "an attribute has one plain value")


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(128 | (value & 127))
        value >>= 7
    out.append(value)
    return bytes(out)


def slices(run: Run, first: int, last: int) -> Iterator[str]:
    """Yield the part of a run between two clocks, where they meet."""
    low, high = max(first, run.clock), min(last, run.clock + run.size)
    if low < high:
        raw = run.text.encode("utf-16-le", "surrogatepass")
        yield raw[2 * (low - run.clock) : 2 * (high - run.clock)].decode("utf-16-le", "replace")
