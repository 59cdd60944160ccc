"""The reader of bytes: what a draft may hold passes, everything else is refused without harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, XmlElement, XmlFragment, XmlText

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import limits
from workgroups.drafts.logic.preparse import Parsed, Refusal, parse
from workgroups.drafts.rooms.protocol import varint


def seeded() -> Doc:
    doc = ydoc.new(7)
    ydoc.write(
        doc,
        [
            {"type": "heading", "attrs": {"id": "h", "level": 2}, "content": [{"type": "text", "text": "Títle 😀"}]},
            {"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": [{"type": "strong"}]}]},
        ],
    )
    return doc


def nested_list(levels: int) -> bytes:
    """An attribute whose value is lists in lists: what ends a process that reads it."""
    key = b"\x02id"
    body = b"\x75\x01" * levels + b"\x7d\x00"
    root = b"\x01" + varint(10) + b"prosemirror"[:10]
    return b"\x01\x01\x05\x00\x28" + root + key + b"\x01" + body + b"\x00"


def refusal(update: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        parse(update)
    return caught.value.code


def test_what_the_editor_writes_passes() -> None:
    doc = seeded()
    parsed = parse(ydoc.encode(doc))
    assert {(client, end) for client, _start, end in parsed.structs} == set(ydoc.clocks(ydoc.state(doc)).items())
    assert parsed.structural


def test_a_typed_character_takes_the_short_way_and_reads_the_same() -> None:
    doc = seeded()
    before = ydoc.state(doc)
    text = ydoc.root(doc).children[1].children[0]
    with doc.transaction():
        text.insert(1, "y", {"strong": {}})
    update = ydoc.encode(doc, before)
    parsed = parse(update)
    client, start, end = parsed.structs[0]
    assert (client, end - start) == (7, 1)
    assert parse(update).needs.get(7, 0) <= start


def test_deletions_say_what_they_lean_on() -> None:
    doc = seeded()
    before = ydoc.state(doc)
    del ydoc.root(doc).children[1]
    parsed = parse(ydoc.encode(doc, before))
    assert parsed.structs == []
    assert parsed.deletes
    assert parsed.needs[7] <= ydoc.clocks(before)[7]


@pytest.mark.parametrize("levels", [2, 100, 16_000, 60_000])
def test_nested_lists_are_refused(levels: int) -> None:
    assert refusal(nested_list(levels)[: limits.FRAME_BYTES]) in {"depth", "content"}


def with_root(kind: type, name: str = "prosemirror") -> bytes:
    doc: Doc = Doc(client_id=5)
    value = doc.get(name, type=kind)
    if kind is Map:
        value["a"] = 1
    elif kind is Array:
        value.append(1)
    else:
        value.insert(0, "x")
    return doc.get_update()


def element(name: str, depth: int = 1) -> bytes:
    doc: Doc = Doc(client_id=5)
    here = doc.get("prosemirror", type=XmlFragment)
    for _ in range(depth):
        here = here.children.append(XmlElement(name))
    return doc.get_update()


def test_unknown_names_roots_and_kinds_are_refused() -> None:
    assert refusal(element("script")) == "content"
    assert refusal(with_root(Text, "content")) == "content"
    assert refusal(with_root(Map)) == "content"
    assert refusal(with_root(Array, "other")) == "content"


def test_a_bad_link_is_refused() -> None:
    doc: Doc = Doc(client_id=5)
    paragraph = doc.get("prosemirror", type=XmlFragment).children.append(XmlElement("paragraph"))
    text = paragraph.children.append(XmlText(""))
    text.insert(0, "here", {"link": {"href": "javascript:alert(1)"}})
    assert refusal(doc.get_update()) == "content"


def test_deep_elements_are_refused_and_ordinary_depth_is_not() -> None:
    assert parse(element("blockquote", 60)).structural
    assert refusal(element("blockquote", 65)) == "depth"
    assert refusal(element("blockquote", 15_000)) == "depth"


def test_size_is_refused_before_reading() -> None:
    assert refusal(b"\x00" * (limits.FRAME_BYTES + 1)) == "size"
    assert refusal(b"\x01" + varint(limits.STRUCTS + 1) + b"\x05\x00") == "size"
    assert refusal(b"\x00" + varint(limits.CLIENTS + 1)) == "size"


@pytest.mark.parametrize("update", [b"", b"\x01", b"\xff" * 12, b"\x00\x00\x00", b"\x01\x01\x05\x00\x0a\x01\x00"])
def test_broken_bytes_are_refused(update: bytes) -> None:
    assert refusal(update) in {"malformed", "size", "gap"}


def test_a_change_after_itself_is_refused() -> None:
    itself = b"\x01\x01\x05\x03\x84\x05\x03\x01x\x00"
    assert refusal(itself) == "malformed"


VALID = ydoc.encode(seeded())


@given(st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), min_size=1, max_size=6))
@settings(max_examples=400)
def test_any_mutation_is_refused_or_can_be_applied_and_read(changes: list[tuple[int, int]]) -> None:
    """What the reader lets through, pycrdt takes and the document can be read, or says so; nothing dies."""
    mutant = bytearray(VALID)
    for at, byte in changes:
        mutant[at] = byte
    try:
        parsed = parse(bytes(mutant))
    except Refusal:
        return
    assert isinstance(parsed, Parsed)
    try:
        ydoc.read(ydoc.load([bytes(mutant)]))
    except ydoc.Broken:
        return


@given(st.binary(max_size=300))
@settings(max_examples=400)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parse(data)
    except Refusal as refused:
        assert refused.reason  # noqa: PT017
