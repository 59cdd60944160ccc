"""What a draft takes: characters, people, and what opening it costs; refused with words before anything is stored."""

import time

import pytest
from asgiref.sync import sync_to_async

from tests.drafts.conftest import Join, Room, Web
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import limits
from workgroups.drafts.logic.preparse import Refusal, parse
from workgroups.drafts.models import DraftSnapshot, DraftUpdate
from workgroups.drafts.rooms.replica import Replica

HISTORY = 20_000


def typed(words: int) -> list[bytes]:
    """A first block, then one update a letter."""
    doc = ydoc.new(9)
    ydoc.write(doc, [{"type": "paragraph", "attrs": {"id": "a"}, "content": [{"type": "text", "text": "x"}]}])
    updates, text = [ydoc.encode(doc)], ydoc.root(doc).children[0].children[0]
    for number in range(words):
        before = ydoc.state(doc)
        text.insert(len(text), "abcdef "[number % 7], {})
        updates.append(ydoc.encode(doc, before))
    return updates


def test_a_text_of_400_000_characters_takes_no_more_but_lets_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHARACTERS", 300)
    updates = typed(400)
    replica = Replica(updates[:1], 9)

    def fill() -> None:
        for update in updates[1:]:
            replica.accept(update, parse(update))

    with pytest.raises(Refusal, match="full"):
        fill()
    held = len(str(ydoc.root(replica.doc).children[0].children[0]))
    assert 290 <= held <= 300
    doc = ydoc.load([replica.lacking(ydoc.EMPTY_STATE)], 10)
    before, text = ydoc.state(doc), ydoc.root(doc).children[0].children[0]
    del text[0:100]
    shorter = ydoc.encode(doc, before)
    assert replica.accept(shorter, parse(shorter))[0]
    before = ydoc.state(doc)
    text.insert(0, "room again", {})
    more = ydoc.encode(doc, before)
    assert replica.accept(more, parse(more))[0]


def test_opening_needs_a_snapshot_and_a_tail_whatever_the_history(room: Room) -> None:
    """The goal is 10 ms of CPU and 1.2 times the encoded document; the bound here is for slow machines."""
    rows = tuple((room.people["ana"].pk, update) for update in typed(HISTORY))
    actions.append_updates(batches=[actions.Batch(room.draft.pk, rows)])
    actions.fold_draft(draft_id=room.draft.pk)
    began = time.process_time()
    found, seq = queries.payloads(room.draft.pk)
    replica = Replica(found, 9)
    used = time.process_time() - began
    assert seq == HISTORY + 2
    assert sum(map(len, found)) <= 1.2 * len(ydoc.encode(replica.doc))
    assert used < 0.5
    assert DraftSnapshot.objects.filter(draft=room.draft).count() == 1
    assert DraftUpdate.objects.filter(draft=room.draft).count() == HISTORY + 2, "history is untouched by folding"


@pytest.mark.django_db(transaction=True)
async def test_who_comes_when_a_draft_is_full_is_told_so_and_nothing_of_theirs_is_taken(
    join: Join, shared: Room
) -> None:
    small = await sync_to_async(Web({"DRAFT_EDITORS": "1", "DRAFT_READERS": "1"}).start)()
    try:
        ana, reader = await join(shared, "ana", server=small), await join(shared, "observer", server=small)
        for who in ("ben", "observer"):
            late = await join(shared, who, server=small)
            await late.until(lambda late=late: late.closed)
            assert late.closed[0] == 4423
            assert late.text == ""
        await ana.type("x")
        await ana.saved()
        await reader.until(lambda: reader.text.endswith("x"))
        await ana.close()
        ben = await join(shared, "ben", server=small)
        await ben.type("y")
        await ben.saved()
    finally:
        await sync_to_async(small.stop)()
