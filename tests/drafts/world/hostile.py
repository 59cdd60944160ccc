"""Messages that no editor sends: every production of the wire's grammar with something wrong in it, then mutants."""

import json
import random
from collections.abc import Iterator

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import blocks, limits
from workgroups.drafts.rooms.protocol import sized, varint

HUGE = (2**31, 2**32, 2**53 - 1, 2**53, 2**63, 2**64 - 1)
ME, SEED = 7_000_001, 1
"""client ids: of the attacker, and of the draft's first words"""
ROOT = b"\x01" + sized(b"prosemirror")
Case = tuple[str, bytes]


def seeded() -> bytes:
    """The words of a draft, by another."""
    doc = ydoc.new(1)
    text = [{"type": "text", "text": "Words of somebody else."}]
    nodes = [{"type": "heading", "attrs": {"level": 1}, "content": text}, {"type": "paragraph", "content": text}]
    ydoc.write(doc, blocks.with_ids(nodes))
    return ydoc.encode(doc)


def var(value: int) -> bytes:
    return varint(value)


def update(structs: bytes, deletes: bytes = b"\x00") -> bytes:
    return structs + deletes


def block(client: int, clock: int, *structs: bytes) -> bytes:
    """One client's structs."""
    return var(1) + var(len(structs)) + var(client) + var(clock) + b"".join(structs)


def item(kind: int, content: bytes, *, parent: bytes = ROOT, key: str | None = None, bits: int = 0) -> bytes:
    """A struct that names its parent."""
    return bytes((kind | bits | (0x20 if key else 0),)) + parent + (sized(key.encode()) if key else b"") + content


def element(name: str) -> bytes:
    return item(7, b"\x03" + sized(name.encode()))


def inside(clock: int, kind: int, content: bytes, key: str | None = None) -> bytes:
    """A struct in the attacker's own item at `clock`."""
    return item(kind, content, parent=b"\x00" + var(ME) + var(clock), key=key)


def attribute(key: str, value: bytes, name: str = "paragraph") -> bytes:
    return update(block(ME, 0, element(name), inside(0, 8, value, key)))


def marked(name: str, value: str) -> bytes:
    format_ = inside(1, 6, sized(name.encode()) + sized(value.encode()))
    return update(block(ME, 0, element("paragraph"), inside(0, 7, b"\x06"), format_, inside(1, 4, sized(b"x"))))


def words(value: str) -> bytes:
    return b"\x01\x77" + sized(value.encode())


def nested(*names: str) -> bytes:
    """Elements in elements."""
    parts = [element(names[0])]
    parts += [inside(at, 7, b"\x03" + sized(name.encode())) for at, name in enumerate(names[1:])]
    return update(block(ME, 0, *parts))


def updates() -> Iterator[Case]:
    """Bodies of sync messages, each production of the update format at least once."""
    end = ydoc.clocks(ydoc.state(ydoc.load([seeded()])))[SEED]
    yield "empty", b""
    yield "only a count", b"\x01"
    for number in HUGE:
        yield f"{number} clients", var(number)
        yield f"{number} structs", var(1) + var(number) + var(ME) + b"\x00"
        yield f"client {number}", update(block(number, 0, element("paragraph")))
        yield f"clock {number}", update(block(ME, number, element("paragraph")))
        yield f"string of {number}", update(block(ME, 0, item(4, var(number) + b"x")))
        yield f"deleted content of {number}", update(block(ME, 0, item(1, var(number))))
        yield f"gc of {number}", update(block(ME, 0, b"\x00" + var(number)))
        yield f"skip of {number}", update(block(ME, 0, b"\x0a" + var(number)))
        yield f"delete set of {number} clients", update(b"\x00", var(number))
        yield f"delete set of {number} ranges", update(b"\x00", var(1) + var(SEED) + var(number))
        yield f"deletion at {number}", update(b"\x00", var(1) + var(SEED) + var(1) + var(number) + var(1))
        yield f"deletion of {number}", update(b"\x00", var(1) + var(SEED) + var(1) + var(0) + var(number))
        yield f"origin {number}", update(block(ME, 0, b"\x84" + var(SEED) + var(number) + sized(b"x")))
    yield "endless number", b"\xff" * 40
    yield (
        "deletions before their beginning",
        update(b"\x00", var(1) + var(SEED) + var(2) + var(5) + var(9) + var(1) + var(2)),
    )
    yield "gap", update(block(ME, 9, element("paragraph")))
    yield "origin of nobody", update(block(ME, 0, b"\x84" + var(99) + var(9) + sized(b"x")))
    yield "origin in itself", update(block(ME, 0, b"\x84" + var(ME) + var(0) + sized(b"x")))
    yield "right origin ahead", update(block(ME, 0, b"\x44" + var(ME) + var(3) + sized(b"x")))
    yield (
        "parent in itself",
        update(block(ME, 0, item(7, b"\x03" + sized(b"paragraph"), parent=b"\x00" + var(ME) + var(0)))),
    )
    yield (
        "parents in a circle",
        update(block(ME, 0, inside(1, 7, b"\x03\x09paragraph"), inside(0, 7, b"\x03\x09paragraph"))),
    )
    yield (
        "words in the name of the first writer",
        update(block(SEED, end, b"\x84" + var(SEED) + var(end - 1) + sized(b"x"))),
    )
    yield "a past of the first writer", update(block(SEED, 0, item(7, b"\x03" + sized(b"heading"))))
    yield "another root", update(block(ME, 0, item(7, b"\x03\x09paragraph", parent=b"\x01" + sized(b"other"))))
    yield "a root of bytes", update(block(ME, 0, item(7, b"\x03\x09paragraph", parent=b"\x01" + sized(b"\xff\xfe"))))
    yield "letters at the root", update(block(ME, 0, item(4, sized(b"bare"))))
    yield "letters beside blocks", update(block(ME, 0, b"\x84" + var(SEED) + var(0) + sized(b"bare")))
    yield "letters that are none", update(block(ME, 0, item(4, sized(b"\xff\xfe\xfd"))))
    yield "no letters", update(block(ME, 0, item(4, sized(b""))))
    for kind in range(32):
        if kind not in {0, 1, 4, 7, 8, 10}:
            yield f"content {kind}", update(block(ME, 0, item(kind, b"\x01\x01a\x01a")))
    for kind in range(8):
        yield f"shared type {kind}", update(block(ME, 0, item(7, var(kind) + sized(b"paragraph"))))
    yield "a subdocument", update(block(ME, 0, item(9, sized(b"guid") + b"\x76\x00")))
    yield "json", update(block(ME, 0, item(2, b"\x01" + sized(b"{}"))))
    yield "bytes", update(block(ME, 0, item(3, sized(b"\x00\x01"))))
    yield "an embed", update(block(ME, 0, item(5, sized(b'{"image":"x"}'))))
    for name in ("script", "iframe", "SCRIPT", "", "p", "doc", "text", "__proto__", "x" * 64, "x" * 10_000, "\u202e"):
        yield f"element {name[:12]!r}", nested(name)
    yield (
        "a table in a cell",
        nested("table", "table_row", "table_cell", "table", "table_row", "table_cell", "paragraph"),
    )
    yield "a row at the root", nested("table_row", "table_cell", "paragraph")
    yield "an item at the root", nested("list_item", "paragraph")
    yield "a heading in a heading", nested("heading", "heading")
    for depth in (64, 65, 1_000, 15_000):
        yield f"{depth} deep", nested(*["blockquote"] * depth)
    for key in ("onclick", "style", "class", "__proto__", "constructor", "src", "x" * 65):
        yield f"attribute {key[:12]}", attribute(key, words("alert(1)"))
    for value in ("", "a b", "<b>", "x" * 65, "\u0000", "é"):
        yield f"id {value[:8]!r}", attribute("id", words(value))
    for level in (
        b"\x01\x7d\x00",
        b"\x01\x7d\x3f",
        b"\x01\x7d\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01",
        b"\x01\x79",
        b"\x01\x7e",
        b"\x01\x7b\x7f\xf8\x00\x00\x00\x00\x00\x00",
        b"\x01\x7b\x7f\xf0\x00\x00\x00\x00\x00\x00",
        b"\x01\x7a" + b"\xff" * 8,
    ):
        yield f"level {level.hex()}", attribute("level", level, "heading")
    yield "an attribute on the wrong block", attribute("level", b"\x01\x7d\x01", "paragraph")
    yield "a figure of nowhere", attribute("file", words("../../etc/passwd"), "figure")
    yield "words without end", attribute("alt", words("x" * 9_000), "figure")
    yield "words with signs that nobody speaks", attribute("alt", words("a\x00b\x1b"), "figure")
    for value in (b"\x75\x01" * 2 + b"\x7e", b"\x75\x01" * 60_000 + b"\x7e", b"\x76\x01\x01a\x7e", b"\x74\x03abc"):
        yield f"value {value[:4].hex()} of {len(value)}", attribute("id", b"\x01" + value)
    yield "no value", attribute("id", b"\x00")
    yield "many values", attribute("id", var(3) + words("a")[1:] + words("<script>")[1:] + words("<b>")[1:])
    for href in (
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "",
        "https://a b",
        "https://x\n",
        "file:///etc/passwd",
        "https://" + "x" * 3_000,
    ):
        yield f"link {href[:20]!r}", marked("link", json.dumps({"href": href}))
    for name, value in (
        ("blink", "{}"),
        ("strong", "1"),
        ("strong", "[]"),
        ("strong", '{"onclick":"x"}'),
        ("strong", "{"),
        ("link", '{"href":"https://a.example","onclick":"x"}'),
        ("lang", '{"lang":"<b>"}'),
        ("comment", '{"id":1}'),
        ("strong", "[" * 100_000),
        ("strong--x", "{}"),
        ("ychange", '{"user":"x"}'),
    ):
        yield f"mark {name} {value[:12]}", marked(name, value)


def good() -> bytes:
    """An ordinary change of the attacker's: what mutants are made of."""
    doc = ydoc.new(ME)
    text = [
        {
            "type": "text",
            "text": "Títle 😀",
            "marks": [{"type": "strong"}, {"type": "link", "attrs": {"href": "https://a.example"}}],
        }
    ]
    cell = {"type": "table_cell", "content": [{"type": "paragraph", "content": text}]}
    ydoc.write(doc, [
        {"type": "heading", "attrs": {"id": "h", "level": 2}, "content": text},
        {"type": "table", "attrs": {"caption": "c"}, "content": [{"type": "table_row", "content": [cell, cell]}]},
        {"type": "figure", "attrs": {"alt": "x"}, "content": text},
    ])  # fmt: skip
    return ydoc.encode(doc)


def mutants(number: int, seed: int = 0) -> Iterator[Case]:
    """Changes with bytes altered, put in, taken out, repeated or cut off."""
    chance = random.Random(seed)
    bodies = [good(), *(body for _name, body in updates() if 0 < len(body) < 500)]
    for at in range(number):
        body = bytearray(bodies[0] if chance.random() < 0.5 else chance.choice(bodies))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(body)) if body else 0
            what = chance.randrange(5)
            if what == 0 and body:
                body[place] = chance.randrange(256)
            elif what == 1:
                body[place:place] = chance.randbytes(chance.randint(1, 4))
            elif what == 2:
                del body[place : place + chance.randint(1, 6)]
            elif what == 3:
                body[place:place] = body[place : place + chance.randint(1, 30)]
            else:
                del body[place:]
        yield f"mutant {at}", bytes(body)


def frames() -> Iterator[Case]:
    """Whole messages of the sync and presence protocol that are wrong outside the update."""
    yield "nothing", b""
    for kind in range(256):
        yield f"type {kind}", bytes((kind,))
    for number in HUGE:
        yield f"type {number}", var(number)
        yield f"step {number}", b"\x00" + var(number) + sized(b"")
        yield f"sync body of {number}", b"\x00\x02" + var(number)
        yield f"vector of {number}", b"\x00\x00" + sized(var(number))
        yield f"vector with client {number}", b"\x00\x00" + sized(var(1) + var(number) + var(number))
        yield f"presence of {number}", b"\x01" + sized(var(number))
        yield f"presence body of {number}", b"\x01" + var(number)
        yield f"presence for {number}", presence(number, 1, "{}")
        yield f"presence at {number}", presence(ME, number, "{}")
    for state in (
        "",
        "{",
        "null",
        "[]",
        "1",
        '"x"',
        "[" * 4_000,
        "{" * 3_000,
        '{"user":{"name":"Chair"}}',
        '{"cursor":1}',
        '{"cursor":{"anchor":{"type":"x"},"head":[]}}',
        json.dumps({"cursor": {"anchor": "x" * 5_000}}),
        "NaN",
        "1e999",
    ):
        yield f"presence {state[:12]}", presence(ME, 2, state)
    yield "presence of another", presence(SEED, 9, '{"user":{"name":"President"}}')
    yield (
        "presence of a thousand",
        b"\x01" + sized(var(1_000) + b"".join(var(n) + var(1) + sized(b"{}") for n in range(1_000))),
    )
    yield "presence that is no text", b"\x01" + sized(var(1) + var(ME) + var(1) + sized(b"\xff\xff"))
    yield "a frame too large", b"\x00\x02" + sized(b"\x00" * (limits.FRAME_BYTES + 10))
    yield "acknowledgement to the server", b"\x08\x01\x01"


def presence(client: int, clock: int, state: str) -> bytes:
    return b"\x01" + sized(var(1) + var(client) + var(clock) + sized(state.encode()))


def messages(number: int, seed: int = 0) -> Iterator[Case]:
    """All of it as frames of a page."""
    yield from frames()
    for name, body in [*updates(), *mutants(number, seed)]:
        yield name, b"\x00\x02" + sized(body)
        if len(body) < 200:
            yield f"{name}, as an answer", b"\x00\x01" + sized(body)
