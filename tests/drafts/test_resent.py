"""What a page sends twice, after a line that broke before its acknowledgement, is stored once."""

from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import Doc

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic.preparse import parse
from workgroups.drafts.rooms.replica import Replica

TEXT = [{"type": "paragraph", "attrs": {"id": "p"}, "content": [{"type": "text", "text": "Some words of a draft."}]}]
NEW = [{"type": "paragraph", "attrs": {"id": "n"}, "content": [{"type": "text", "text": "More."}]}]


def typed(doc: Doc[Any], at: int) -> None:
    ydoc.root(doc).children[0].children[0].insert(4 + at, "x")


def put(doc: Doc[Any], _at: int) -> None:
    ydoc.write(doc, NEW)


def set_bold(doc: Doc[Any], at: int) -> None:
    ydoc.root(doc).children[0].children[0].format(at, at + 4, {"strong": {}})


def taken(doc: Doc[Any], at: int) -> None:
    del ydoc.root(doc).children[0].children[0][at : at + 4]


@pytest.mark.parametrize("change", [typed, put, set_bold, taken])
def test_the_same_again_is_no_row(change: Callable[[Doc[Any], int], None]) -> None:
    """Alone, or two in one flush. Seen to fail where `accept` says of what it knew that it changed something."""
    start = ydoc.encode(_with(TEXT))
    replica, writer = Replica([start], 9), ydoc.load([start], 70)
    for at in (0, 4):  # making bold what is bold would change nothing
        before = ydoc.state(writer)
        with writer.transaction():
            change(writer, at)
        update = ydoc.encode(writer, before)
        parsed = parse(update)
        assert replica.accept(update, parsed)[0]
        holds = replica.holdings()
        assert not parsed.typed or replica.take_typed([parsed.typed, parsed.typed]) is None
        assert replica.accept(update, parsed) == (False, None)
        assert replica.accept(update, parsed, mend=False) == (False, None)
        assert replica.holdings() == holds


def _with(nodes: list[Any]) -> Doc[Any]:
    doc = ydoc.new(7)
    ydoc.write(doc, nodes)
    return doc
