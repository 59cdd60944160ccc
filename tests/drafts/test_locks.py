"""Locked sections: an update that would change one leaves no trace, whatever it is; all else goes on."""

import base64
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import schema, sections
from workgroups.drafts.logic.preparse import Refusal, parse
from workgroups.drafts.rooms.replica import Replica


def text(words: str, block: str, kind: str = "paragraph", **attrs: Any) -> schema.Node:
    return {"type": kind, "attrs": {"id": block, **attrs}, "content": [{"type": "text", "text": words}]}


TEXT = [
    text("Aims", "aims", "heading", level=1),
    text("To see further.", "a1"),
    text("Costs", "costs", "heading", level=1),
    text("The owner pays.", "c1"),
    text("Shares", "shares", "heading", level=2),
    text("Half each.", "c2"),
    text("Dates", "dates", "heading", level=1),
    text("In May.", "d1"),
]


@pytest.fixture
def start() -> bytes:
    doc = ydoc.new(7)
    ydoc.write(doc, TEXT)
    return ydoc.encode(doc)


def update(start: bytes, change: Callable[[Doc[Any]], None], client: int = 70) -> bytes:
    doc = ydoc.load([start], client)
    before = ydoc.state(doc)
    change(doc)
    return ydoc.encode(doc, before)


def typing(at: int, words: str = "X") -> Callable[[Doc[Any]], None]:
    return lambda doc: ydoc.root(doc).children[at].children[0].insert(2, words)


def blocks(replica: Replica) -> list[str]:
    return [node["attrs"]["id"] for node in ydoc.read(replica.doc)["content"]]


def setting(at: int, key: str, value: Any) -> Callable[[Doc[Any]], None]:
    def change(doc: Doc[Any]) -> None:
        ydoc.root(doc).children[at].attributes[key] = value

    return change


def putting(at: int) -> Callable[[Doc[Any]], None]:
    return lambda doc: ydoc.write(doc, [text("New", "new")], at)


def taking(at: int) -> Callable[[Doc[Any]], None]:
    return lambda doc: ydoc.swap_block(doc, at, [])


def bold(doc: Doc[Any]) -> None:
    ydoc.root(doc).children[3].children[0].format(0, 3, {"strong": {}})


FORBIDDEN = {
    "typing in it": typing(3),
    "typing in its lower section": typing(5),
    "typing in its heading": typing(2),
    "a word set bold": bold,
    "a block taken out": taking(3),
    "its heading taken out": taking(2),
    "a block put between": putting(4),
    "a block put at its end": putting(6),
    "its heading set lower": setting(2, "level", 2),
    "a block's id": setting(3, "id", "other"),
    "the heading that ends it set lower": setting(6, "level", 3),
    "the heading that ends it taken out": taking(6),
    "the same block put in its own place": lambda doc: ydoc.swap_block(doc, 3, [TEXT[3]]),
}
ALLOWED = {
    "typing before it": typing(1),
    "typing after it": typing(7),
    "a block put before its heading": putting(2),
    "a block put after the next heading": putting(7),
    "a block before it taken out": taking(1),
    "the last block taken out": taking(7),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_would_change_a_locked_section_leaves_no_trace(start: bytes, name: str) -> None:
    replica = Replica([start], 9)
    replica.lock(["costs"])
    before, one = ydoc.read(replica.doc), update(start, FORBIDDEN[name])
    with pytest.raises(Refusal) as refusal:
        replica.accept(one, parse(one))
    assert (refusal.value.code, ydoc.read(replica.doc)) == ("locked", before)
    replica.lock([])
    assert replica.accept(one, parse(one))[0]


@pytest.mark.parametrize("name", ALLOWED)
def test_what_stands_elsewhere_goes_on(start: bytes, name: str) -> None:
    replica = Replica([start], 9)
    replica.lock(["costs"])
    one = update(start, ALLOWED[name])
    assert replica.accept(one, parse(one))[0]
    again = update(ydoc.encode(replica.doc), typing(blocks(replica).index("c1")), 71)
    with pytest.raises(Refusal):  # its places moved along
        replica.accept(again, parse(again))


def in_page(start: bytes, changes: list[bytes]) -> list[dict[str, Any]]:
    """What a page writes again where these changes were refused, each for itself (`static/src/drafts/replay.js`)."""
    coded = base64.b64encode(start).decode()
    cases = [{"state": coded, "changes": [base64.b64encode(one).decode()], "locked": ["costs"]} for one in changes]
    script = str(Path(__file__).with_name("replay.mjs"))
    done = subprocess.run(["node", script], input=json.dumps(cases), capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def test_words_for_other_sections_come_in_and_only_what_the_lock_refused_is_kept_aside(start: bytes) -> None:
    """One update of words here and there: the room takes what the page writes again; the section stays as it was."""

    def both(change: Callable[[Doc[Any]], None]) -> bytes:
        def all_three(doc: Doc[Any]) -> None:
            for one in (typing(1), typing(7, "Y"), change):
                one(doc)

        return update(start, all_three)

    meant = {name: both(change) for name, change in (FORBIDDEN | ALLOWED).items()}
    unheld = schema.normal(ydoc.read(ydoc.load([start])))
    held = sections.below(unheld, next(one for one in sections.reaches(unheld) if one.block == "costs"))
    for (name, one), found in zip(meant.items(), in_page(start, list(meant.values())), strict=True):
        replica = Replica([start], 9)
        replica.lock(["costs"])
        again = base64.b64decode(found["update"])
        assert replica.accept(again, parse(again))[0], name
        now = schema.normal(ydoc.read(replica.doc))
        reach = sections.reach_of(now, "costs")
        assert reach is not None
        assert sections.below(now, reach) == held, name
        words = json.dumps(now)
        assert name in ALLOWED or ("ToX see" in words and "InY May" in words), name
        assert bool(found["refused"]) == (name in FORBIDDEN), name
        if name in ALLOWED:
            assert now == schema.normal(ydoc.read(ydoc.load([start, one]))), name
    typed = in_page(start, [meant["typing in it"], meant["a block put between"], meant["a block taken out"]])
    assert [[(one["kind"], one["block"], one["words"]) for one in found["refused"]] for found in typed] == [
        [("replace", "c1", "ThXe owner pays.")],
        [("insert", "c1", "New")],
        [("delete", "c1", "")],
    ]


def deleting(first: int, at: int, last: int, to: int, typed: str = "") -> Callable[[Doc[Any]], None]:
    """A selection from a place in one block to a place in another one deleted, or typed over, as y-prosemirror does."""

    def change(doc: Doc[Any]) -> None:
        rest = TEXT[last]["content"][0]["text"][to:]
        begin = ydoc.root(doc).children[first].children[0]
        del begin[at : len(str(begin))]
        begin.insert(at, typed + rest)
        for place in range(last, first, -1):
            del ydoc.root(doc).children[place]

    return change


def test_a_deletion_that_runs_into_a_lock_ends_there_and_doubles_nothing(start: bytes) -> None:
    """What lies outside is deleted, what the lock keeps stands once; the words behind stay on their side of it."""
    whole = [node["content"][0]["text"] for node in TEXT]
    cases = {
        "into it": (deleting(1, 7, 3, 9), {1: "To see "}),
        "into its last block, typed over": (deleting(1, 3, 5, 5, "Z"), {1: "To Z"}),
        "into its heading": (deleting(1, 7, 2, 2), {1: "To see "}),
        "up to its edge": (deleting(0, 2, 1, 3), {0: "Aisee further.", 1: None}),
        "over it": (deleting(1, 7, 7, 3), {1: "To see ", 7: "May."}),
        "out of it": (deleting(3, 4, 7, 3), {7: "May."}),
        "out of it, into the heading after it": (deleting(5, 4, 6, 1), {6: "ates"}),
        "out of it, to an end": (deleting(5, 4, 7, 7), {7: None}),
    }
    changes = [update(start, change) for change, _left in cases.values()]
    for (name, (_change, left)), found in zip(cases.items(), in_page(start, changes), strict=True):
        replica = Replica([start], 9)
        replica.lock(["costs"])
        again = base64.b64decode(found["update"])
        assert replica.accept(again, parse(again))[0], name
        now = [schema.plain(node) for node in ydoc.read(replica.doc)["content"]]
        meant = [left.get(at, words) for at, words in enumerate(whole)]
        assert now == [words for words in meant if words is not None], name
        assert bool(found["refused"]) == (name != "up to its edge"), name


def test_words_like_those_behind_a_lock_are_no_deletion(start: bytes) -> None:
    """Somebody types at the end of a block what the locked one after it ends in: it is theirs."""

    def typed(doc: Doc[Any]) -> None:
        words = ydoc.root(doc).children[1].children[0]
        words.insert(len(str(words)), " Costs")

    (found,) = in_page(start, [update(start, typed)])
    assert found["refused"] == []
    assert "further. Costs" in str(ydoc.root(ydoc.load([start, base64.b64decode(found["update"])])))


def test_typing_on_is_looked_at_again_once_locked(start: bytes) -> None:
    """A run that goes on is taken without a look at the tree: a lock that comes meanwhile holds for it too."""
    replica, writer = Replica([start], 9), ydoc.load([start], 70)
    words = ydoc.root(writer).children[3].children[0]

    def typed(at: int) -> bytes:
        before = ydoc.state(writer)
        words.insert(at, "x")
        return ydoc.encode(writer, before)

    for at in (3, 4, 5):
        one = typed(at)
        assert replica.accept(one, parse(one))[0]
    replica.lock(["costs"])
    one = typed(6)
    with pytest.raises(Refusal):
        replica.accept(one, parse(one))


def test_what_another_process_took_is_taken(start: bytes) -> None:
    replica = Replica([start], 9)
    replica.lock(["costs"])
    one = update(start, putting(4))
    assert replica.accept(one, parse(one), mend=False)[0]
    assert blocks(replica)[4] == "new"
    again = update(ydoc.encode(replica.doc), typing(4), 71)
    with pytest.raises(Refusal):
        replica.accept(again, parse(again))


def test_a_heading_reaches_to_the_next_of_its_level_or_higher() -> None:
    content = schema.normal({"type": "doc", "content": [*TEXT, {"type": "article", "attrs": {"id": "x"}}]})
    found = {one.block: (one.level, one.start, one.end) for one in sections.reaches(content)}
    assert found == {"aims": (1, 0, 2), "costs": (1, 2, 6), "shares": (2, 4, 6), "dates": (1, 6, 9), "x": (2, 8, 9)}
    assert sections.locked_blocks(content, ["shares", "gone"]) == {"shares", "c2"}
    assert sections.words_in(content["content"][2:6]) == 7
    other = {**content, "content": [*content["content"][:5], text("All.", "c2"), *content["content"][6:]]}
    assert sections.changed(content, other, ["aims", "costs"]) == "Costs"
    assert sections.changed(content, other, ["aims", "gone"]) is None
