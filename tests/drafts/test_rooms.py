"""Rooms over real sockets, a real web process and a real database."""

import asyncio

import pytest
import websockets
from asgiref.sync import sync_to_async
from pycrdt import XmlElement, XmlText

from tests.drafts.client import Client
from tests.drafts.conftest import Join, Room, Web
from workgroups.drafts import queries
from workgroups.drafts.actions import fold_draft
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import schema
from workgroups.drafts.models import Draft, DraftClient, DraftUpdate
from workgroups.drafts.rooms.protocol import sync_frame

pytestmark = pytest.mark.django_db(transaction=True)


@sync_to_async
def stored(room: Room) -> schema.Node:
    return queries.document_of(Draft.objects.get(pk=room.draft.pk))


@sync_to_async
def rows(room: Room) -> list[tuple[int, int | None]]:
    found = DraftUpdate.objects.filter(draft=room.draft).order_by("seq")
    return list(found.values_list("seq", "person_id"))


async def test_two_members_write_together_and_it_is_stored_under_their_names(join: Join, shared: Room) -> None:
    ana, ben = await join(shared, "ana"), await join(shared, "ben")
    assert ana.text == "First\nSome words."
    await ana.type(" More.")
    await ben.until(lambda: ben.text.endswith("More."))
    await ben.type(" Yes.", block=0)
    await ana.until(lambda: "First Yes." in ana.text)
    await ana.saved()
    await ben.saved()
    assert ana.json == ben.json == await stored(shared)
    found = await rows(shared)
    assert [seq for seq, _person in found] == list(range(1, len(found) + 1))
    assert {person for _seq, person in found} == {shared.people["ana"].pk, shared.people["ben"].pk}


async def test_an_acknowledgement_means_that_the_row_is_there(join: Join, shared: Room) -> None:
    ana = await join(shared, "ana")
    await ana.type("x")
    await ana.saved()
    seq, count = ana.acks[-1]
    assert (seq, count) == (2, 2)  # the answer to step 1, and the letter
    assert await DraftUpdate.objects.filter(draft=shared.draft, seq=seq).aexists()


async def test_without_ack_nothing_of_type_8_comes(join: Join, shared: Room) -> None:
    ana = await join(shared, "ana", query="")
    ben = await join(shared, "ben")
    await ana.type("x")
    await ben.until(lambda: ben.text.endswith("x"))
    assert ana.acks == []


async def test_a_reader_who_writes_is_shown_out_and_nobody_notices(join: Join, shared: Room) -> None:
    ana, observer = await join(shared, "ana"), await join(shared, "observer")
    assert observer.text == ana.text
    await observer.type("x")
    await observer.until(lambda: observer.closed)
    assert observer.closed == (4403, "you may read this draft, not write in it")
    await ana.type(" on")
    await ana.saved()
    assert (await stored(shared)) == ana.json
    assert ana.closed is None


async def test_what_a_reader_answers_is_let_fall(join: Join, shared: Room) -> None:
    """A reader's page may hold what others wrote before a crash; it cannot be told from what the reader made up."""
    ana, observer = await join(shared, "ana"), await join(shared, "observer")
    made_up = ydoc.new()
    ydoc.write(made_up, [{"type": "paragraph", "content": [{"type": "text", "text": "Mine."}]}])
    await observer.send(sync_frame(1, ydoc.encode(made_up)))
    await ana.type(" on")
    await ana.saved()
    await observer.until(lambda: observer.text == ana.text)
    assert (await stored(shared)) == ana.json
    assert "Mine." not in ana.text
    assert {person for _seq, person in await rows(shared)} <= {shared.people["ana"].pk, None}


@pytest.mark.parametrize("who", ["outsider"])
async def test_strangers_get_no_handshake(join: Join, shared: Room, who: str) -> None:
    with pytest.raises(websockets.InvalidStatus):
        await join(shared, who)


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null"])
async def test_a_foreign_origin_gets_no_handshake(join: Join, shared: Room, web: Web, origin: str | None) -> None:
    ana = await join(shared, "ana")
    other = Client(ana.url, ana.cookie, origin)
    with pytest.raises(websockets.InvalidStatus):
        await other.open()


async def test_an_update_that_no_draft_may_hold_is_refused_for_its_sender_alone(join: Join, shared: Room) -> None:
    from tests.drafts.test_preparse import element, nested_list

    ana = await join(shared, "ana")
    for hostile in (nested_list(16_000), element("script"), element("blockquote", 5_000)):
        ben = await join(shared, "ben")
        await ben.send_update(hostile)
        await ben.until(lambda ben=ben: ben.closed)
        assert ben.closed[0] == 4400
    await ana.type(" still here")
    await ana.saved()
    assert await stored(shared) == ana.json
    assert "script" not in str(ana.json)


async def test_characters_outside_a_text_are_refused_and_leave_no_trace(join: Join, shared: Room) -> None:
    ana, ben = await join(shared, "ana"), await join(shared, "ben")
    before = ana.json
    seed, clock = 1, 0  # the heading is the seed's first struct
    own = ben.doc.client_id
    from workgroups.drafts.rooms.protocol import varint

    bad = b"\x01\x01" + varint(own) + b"\x00\x84" + varint(seed) + varint(clock) + b"\x03bad\x00"
    await ben.send_update(bad)
    await ben.until(lambda: ben.closed)
    assert ben.closed[0] == 4400
    await ana.type("!")
    await ana.saved()
    assert (await stored(shared)) == ana.json != before


async def test_missing_changes_are_refused_so_that_the_client_comes_back_whole(join: Join, shared: Room) -> None:
    ana = await join(shared, "ana")
    before = ana.doc.get_state()
    with ana.doc.transaction():
        ana._put(_root(ana), -1, "a")
    middle = ana.doc.get_state()
    with ana.doc.transaction():
        ana._put(_root(ana), -1, "b")
    await ana.send_update(ana.doc.get_update(middle))
    await ana.until(lambda: ana.closed)
    assert ana.closed[0] == 4409
    assert before != middle
    again = await join(shared, "ana", doc=ana.doc)
    await again.saved()
    assert (await stored(shared)) == again.json
    assert again.text.endswith("ab")


def _root(client: Client):  # type: ignore[no-untyped-def]
    from workgroups.drafts.adapters import ydoc

    return ydoc.root(client.doc)


async def test_another_persons_client_id_is_refused(join: Join, shared: Room) -> None:
    from workgroups.drafts.adapters import ydoc

    ana = await join(shared, "ana")
    await ana.type("a")
    await ana.saved()
    forged = ydoc.load([ana.doc.get_update()], ana.doc.client_id)
    ben = await join(shared, "ben", doc=forged)
    await ben.type("forged")
    await ben.until(lambda: ben.closed)
    assert ben.closed[0] == 4409
    owner = await DraftClient.objects.aget(draft=shared.draft, client_id=ana.doc.client_id)
    assert owner.person_id == shared.people["ana"].pk
    assert "forged" not in str(await stored(shared))


async def test_a_block_without_id_gets_one_and_doubles_are_told_apart(join: Join, shared: Room) -> None:
    ana = await join(shared, "ana")
    await ana.write(lambda root: root.children.append(XmlElement("paragraph", {}, [XmlText("plain")])))
    await ana.write(lambda root: root.children.append(XmlElement("paragraph", {"id": "same"}, [XmlText("one")])))
    await ana.write(lambda root: root.children.append(XmlElement("paragraph", {"id": "same"}, [XmlText("two")])))

    def ids() -> list[str]:
        return [block["attrs"].get("id", "") for block in ana.json["content"] if "attrs" in block]

    await ana.until(lambda: len(set(ids())) == 5 == len(ids()) and all(ids()))
    assert ids()[3] == "same"


async def test_a_broken_content_model_is_mended_not_refused(join: Join, shared: Room) -> None:
    ana, ben = await join(shared, "ana"), await join(shared, "ben")
    item = XmlElement("list_item", {}, [XmlElement("paragraph", {}, [XmlText("item")])])
    await ana.write(lambda root: root.children.append(XmlElement("bullet_list", {"id": "list"}, [item])))
    await ben.until(lambda: "item" in ben.text)
    await ana.write(lambda root: root.children[2].children.__delitem__(slice(0, 1)))
    await ben.until(lambda: len(ben.json["content"]) == 2)
    await ana.saved()
    assert (await stored(shared)) == ben.json
    assert (None in {person for _seq, person in await rows(shared)}) is True


async def test_presence_carries_the_servers_word_for_who_somebody_is(join: Join, shared: Room) -> None:
    ana, ben = await join(shared, "ana"), await join(shared, "ben")
    await ana.appear("<b>President</b>")
    await ben.until(lambda: ben.presence)
    state = ben.presence[ana.doc.client_id]
    assert state["user"]["name"] == "Ana"
    assert state["user"]["delegation"].startswith("Uruguay cloud")
    await ben.appear("Ana", as_client=ana.doc.client_id, clock=9)
    await ben.appear("Ben")
    await ana.until(lambda: ben.doc.client_id in ana.presence)
    assert ana.presence[ana.doc.client_id]["user"]["name"] == "Ana"
    await ana.close()
    await ben.until(lambda: ben.presence[ana.doc.client_id] is None)


async def test_a_member_removed_is_out_within_a_second_or_so(join: Join, shared: Room) -> None:
    from workgroups.groups.actions import end_seat
    from workgroups.groups.models import Seat

    ana, ben = await join(shared, "ana"), await join(shared, "ben")
    seat = await Seat.objects.aget(person=shared.people["ben"])
    await sync_to_async(end_seat)(actor=shared.people["chair"], seat=seat)
    await ben.until(lambda: ben.closed)
    assert ben.closed == (4403, "your rights here changed")
    await ana.type("x")
    await ana.saved()


async def test_signing_out_ends_the_socket(join: Join, shared: Room) -> None:
    from django.contrib.sessions.models import Session

    ana = await join(shared, "ana")
    await Session.objects.all().adelete()
    await ana.until(lambda: ana.closed)
    assert ana.closed[0] == 4401


async def test_an_older_page_is_asked_to_reload(join: Join, shared: Room) -> None:
    """Before it gets anything: what it does not know it would delete for everybody."""
    old = await join(shared, "ana", query=f"?ack=1&schema={schema.VERSION - 1}")
    await old.until(lambda: old.closed)
    assert old.closed == (4426, "please reload the page")
    assert old.frames == 0
    now = await join(shared, "ana", query=f"?ack=1&schema={schema.VERSION}")
    await now.until(lambda: now.synced.is_set())


async def test_killed_and_restarted_nothing_acknowledged_is_lost_nothing_doubles(
    join: Join, shared: Room, web: Web
) -> None:
    ana, ben = await join(shared, "ana"), await join(shared, "ben")
    for _ in range(3):
        await asyncio.gather(ana.type("abcdef"), ben.type("ghijkl", block=0))
        await ana.until(ana.acks.copy)  # something is acknowledged, and something perhaps not
        web.kill()
        acknowledged = {client: client.acks[-1] if client.acks else None for client in (ana, ben)}
        seq = max(ack[0] for ack in acknowledged.values() if ack)
        assert await DraftUpdate.objects.filter(draft=shared.draft, seq=seq).aexists()
        await sync_to_async(web.start)()
        for client in (ana, ben):
            await client.close()
        ana, ben = await join(shared, "ana", doc=ana.doc), await join(shared, "ben", doc=ben.doc)
        await ana.saved()
        await ben.saved()
    await ana.until(lambda: ana.json == ben.json)
    assert ana.json == await stored(shared)
    assert ana.text.count("abcdef") == 3
    assert ana.text.count("ghijkl") == 3
    assert ana.text.count("Some words.") == 1


async def test_two_processes_share_a_draft(join: Join, shared: Room) -> None:
    other = await sync_to_async(Web().start)()
    try:
        ana, ben = await join(shared, "ana"), await join(shared, "ben", server=other)
        await asyncio.gather(ana.type("one two three"), ben.type("four five six", block=0))
        await ana.saved()
        await ben.saved()
        await ana.until(lambda: "four five six" in ana.text)
        await ben.until(lambda: "one two three" in ben.text)
        assert ana.json == ben.json == await stored(shared)
        await ana.appear("Ana")
        await ben.until(lambda: ana.doc.client_id in ben.presence)
        found = await rows(shared)
        assert [seq for seq, _person in found] == list(range(1, len(found) + 1))
    finally:
        await sync_to_async(other.stop)()


async def test_folding_changes_neither_state_nor_content(join: Join, shared: Room) -> None:
    ana = await join(shared, "ana")
    await ana.type("some more words")
    await ana.saved()
    before = await stored(shared)
    snapshot = await sync_to_async(fold_draft)(draft_id=shared.draft.pk)
    assert snapshot.upto_seq == ana.acks[-1][0]
    assert await stored(shared) == before
    await ana.type("!")
    await ana.saved()
    assert await stored(shared) == ana.json


async def test_a_hole_in_the_log_is_said_not_folded(join: Join, shared: Room) -> None:
    ana = await join(shared, "ana")
    await ana.type("abc")
    await ana.saved()
    await DraftUpdate.objects.filter(draft=shared.draft, seq=3).adelete()
    with pytest.raises(RuntimeError, match="update 3 is missing"):
        await sync_to_async(fold_draft)(draft_id=shared.draft.pk)
