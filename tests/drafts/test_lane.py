"""The line over HTTP meets the sockets in one room: same checks, same acknowledgement, nobody in without leave."""

import asyncio
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from tests.drafts.conftest import Join, Room, Web, cookie_of
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import schema
from workgroups.drafts.logic.preparse import Reader
from workgroups.drafts.models import DraftUpdate
from workgroups.drafts.permissions import line_ticket
from workgroups.drafts.rooms.protocol import sized, sync_frame
from workgroups.groups.actions import end_seat
from workgroups.groups.models import Seat

pytestmark = pytest.mark.django_db(transaction=True)
EMPTY = b"\x00"


@dataclass
class Answer:
    """What the line answered."""

    status: int
    frames: list[bytes]
    close: int
    mark: str

    def acknowledged(self) -> bool:
        return any(frame[0] == 8 for frame in self.frames)

    def onto(self, doc: Any) -> str:
        """The text after these frames."""
        for frame in self.frames:
            if frame[0] == 0 and frame[1] != 0:
                doc.apply_update(Reader(frame, 2).raw())
        return schema.plain(ydoc.read(doc))


class Line:
    """A window without sockets."""

    def __init__(self, web: Web, room: Room, cookie: str, ticket: str) -> None:
        self.web, self.room, self.cookie, self.ticket = web, room, cookie, ticket

    async def say(self, *frames: bytes, query: str = "client=1", **headers: str) -> Answer:
        return await asyncio.to_thread(self._say, frames, query, headers)

    def _say(self, frames: tuple[bytes, ...], query: str, headers: dict[str, str]) -> Answer:
        given = {"Origin": f"http://localhost:{self.web.port}", "X-Line": self.ticket, "Cookie": self.cookie} | headers
        path = f"/groups/{self.room.group.slug}/drafts/{self.room.draft.number}/line/frames?{query}"
        asked = HTTPConnection("localhost", self.web.port, timeout=60)
        asked.request("POST", path, b"".join(map(sized, frames)), given)
        found = asked.getresponse()
        reader, got = Reader(found.read()), []
        while found.status == 200 and reader.pos < reader.end:
            got.append(reader.raw())
        asked.close()
        return Answer(
            found.status, got, int(found.getheader("X-Draft-Close") or 0), found.getheader("X-Draft-Mark") or ""
        )


async def line_of(web: Web, room: Room, who: str) -> Line:
    cookie = await sync_to_async(cookie_of)(room.people[who])
    ticket = "" if who == "outsider" else await sync_to_async(lambda: line_ticket(room.member(who), room.draft))()
    return Line(web, room, cookie, ticket)


def paragraph(words: str) -> bytes:
    """A new paragraph by a client of its own, as the frame that brings it."""
    doc = ydoc.new()
    ydoc.write(doc, [{"type": "paragraph", "content": [{"type": "text", "text": words}]}])
    return sync_frame(2, ydoc.encode(doc))


async def test_what_the_line_brings_is_stored_first_and_reaches_a_socket_and_back(
    join: Join, shared: Room, web: Web
) -> None:
    ana, ben = await join(shared, "ana"), await line_of(web, shared, "ben")
    doc = ydoc.new()
    opened = await ben.say(sync_frame(0, EMPTY))
    assert opened.onto(doc) == "First\nSome words."
    brought = await ben.say(paragraph("By the line."))
    assert brought.acknowledged()
    rows = DraftUpdate.objects.filter(draft=shared.draft, person=shared.people["ben"])
    assert await sync_to_async(rows.count)() == 1
    await ana.until(lambda: "By the line." in ana.text)
    waits = await ben.say(sync_frame(0, doc.get_state()), query="client=1&wait=1")
    assert "By the line." in waits.onto(doc)
    held = asyncio.create_task(ben.say(sync_frame(0, doc.get_state()), query=f"client=1&wait=1&mark={waits.mark}"))
    await asyncio.sleep(0.3)
    assert not held.done(), "nothing is new"
    await ana.type("!")
    assert "By the line.!" in (await held).onto(doc)


async def test_who_may_use_the_line(shared: Room, web: Web) -> None:
    """Nobody without a session, no stranger, no page of elsewhere, nobody with another's ticket; readers read."""
    ben, observer = await line_of(web, shared, "ben"), await line_of(web, shared, "observer")
    outsider = await line_of(web, shared, "outsider")
    greeting = sync_frame(0, EMPTY)
    assert (await ben.say(greeting, Cookie="")).status == 401
    assert (await ben.say(greeting, Origin="https://elsewhere.example")).status == 403
    assert (await ben.say(greeting, Origin="")).status == 403
    assert (await ben.say(greeting, **{"X-Line": observer.ticket})).status == 403
    assert (await ben.say(greeting, **{"X-Line": ""})).status == 403
    assert (await outsider.say(greeting, **{"X-Line": ben.ticket})).status == 404
    assert (await ben.say(greeting, query="epoch=7")).close == 4426
    assert (await observer.say(greeting)).onto(ydoc.new()) == "First\nSome words."
    assert (await observer.say(paragraph("Not mine to write."))).close == 4403
    assert (await ben.say(sync_frame(2, b"\xff\xff\xff"))).close == 4400
    assert (await ben.say(b"\x00" * 300_000)).close == 4413
    assert await sync_to_async(DraftUpdate.objects.filter(draft=shared.draft).count)() == 1


async def test_a_waiting_request_ends_with_the_right_to_it(shared: Room, web: Web) -> None:
    ben = await line_of(web, shared, "ben")
    doc = ydoc.new()
    greeted = await ben.say(sync_frame(0, EMPTY), query="client=1&wait=1")
    greeted.onto(doc)
    held = asyncio.create_task(ben.say(sync_frame(0, doc.get_state()), query=f"client=1&wait=1&mark={greeted.mark}"))
    await asyncio.sleep(0.3)
    assert not held.done()

    def leave() -> None:
        end_seat(actor=shared.people["chair"], seat=Seat.objects.get(person=shared.people["ben"]))

    await sync_to_async(leave)()
    assert (await held).close == 4403
    assert (await ben.say(sync_frame(0, EMPTY))).status == 404
