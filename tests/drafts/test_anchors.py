"""Anchors: what browsers give is checked; words are found again, here by block and words, in browsers by letters."""

import json
import subprocess
from pathlib import Path

import pytest

from workgroups.drafts.logic.anchors import Anchor, Place, Unreadable, anchor_from, place_of, places

ITEM = {"item": {"client": 7, "clock": 3}, "assoc": 0}
END = {"item": {"client": 7, "clock": 9}, "assoc": -1}


def paragraph(block_id: str, words: str) -> dict:
    return {"type": "paragraph", "attrs": {"id": block_id}, "content": [{"type": "text", "text": words}]}


LIST = {
    "type": "bullet_list",
    "attrs": {"id": "list"},
    "content": [{"type": "list_item", "content": [paragraph("p2", "It is lazy.")]}],
}
TEXT = {"type": "doc", "content": [paragraph("p1", "The quick  brown fox jumps."), LIST]}


def test_an_anchor_keeps_what_it_may_hold_and_nothing_else() -> None:
    given = {"block": "p1", "start": ITEM | {"x": 1}, "end": END, "words": " quick\x00\nbrown ", "author": 5}
    assert anchor_from(json.dumps(given)) == Anchor("p1", ITEM, END, "quick brown")
    assert anchor_from({"block": "p1", "start": ITEM, "words": "one end"}) == Anchor("p1")
    assert anchor_from({"block": "p1"}).value == {"block": "p1", "start": None, "end": None, "words": ""}
    assert len(anchor_from(given | {"words": "x" * 5000}).words) == 300


@pytest.mark.parametrize(
    "given",
    ["", "[", "[1]", "null", '{"block": 3}', '{"block": "a b"}', '{"block": "p1", "words": 7}', "[" * 3000, "x" * 5000],
)
def test_what_is_no_anchor_is_refused(given: str) -> None:
    with pytest.raises(Unreadable):
        anchor_from(given)


@pytest.mark.parametrize("clock", [-1, 2**53, True, "3", 1.5])
def test_positions_out_of_range_are_dropped(clock: object) -> None:
    given = {"block": "p1", "start": {"item": {"client": 7, "clock": clock}}, "end": END, "words": "quick"}
    assert anchor_from(given) == Anchor("p1")


@pytest.mark.parametrize(
    ("anchor", "place"),
    [
        (Anchor("p1", ITEM, END, "quick brown"), Place(0, "p1", 4, has_words=True)),
        (Anchor("p1", ITEM, END, "slow"), Place(0, "p1", 0, has_words=False)),
        (Anchor("p2", ITEM, END, "lazy"), Place(1, "list", 6, has_words=True)),
        (Anchor("p2"), Place(1, "list", 0, has_words=True)),
        (Anchor("gone", ITEM, END, "quick brown fox"), Place(0, "p1", 4, has_words=True)),
        (Anchor("gone", ITEM, END, "quick"), None),
        (Anchor("gone"), None),
    ],
)
def test_an_anchor_is_found_by_its_block_then_by_its_words(anchor: Anchor, place: Place | None) -> None:
    assert place_of(TEXT, places(TEXT), anchor) == place


def test_in_the_browser_words_are_followed_through_edits() -> None:
    """Each case of the script edits a Yjs document around an anchor; it names those that fail."""
    script = Path(__file__).with_name("anchors.mjs")
    done = subprocess.run(["node", str(script)], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "10"), done.stderr
