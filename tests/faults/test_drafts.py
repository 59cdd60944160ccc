"""Drafts when their processes are killed: while five people write, with open tabs, in a purge and in a restore."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from asgiref.sync import sync_to_async

from tests.drafts.client import Client
from tests.drafts.conftest import Join, Room, Web, cookie_of, join, shared, until_idle, web
from tests.drafts.test_actions import edit
from tests.drafts.test_purging import CANARY, chaired, found_in_dump, fresh, write_and_delete
from tests.web import environment
from workgroups.core.supervisor.places import ROOT
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import blocks
from workgroups.drafts.models import Draft

__all__ = ["join", "shared", "web"]
pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
FULL = os.environ.get("TEST_SCALE") == "full"
KILLS = 50 if FULL else 2
RESTARTS = 50 if FULL else 2
WRITERS = ("ana", "ben", "chair", "ana", "ben")


@sync_to_async
def stored(room: Room) -> str:
    return blocks.fingerprint(queries.document_of(Draft.objects.get(pk=room.draft.pk)))


@sync_to_async
def log_holds(room: Room, client: int) -> int:
    """How much of what a client wrote is committed."""
    doc = ydoc.load(queries.payloads(room.draft.pk)[0])
    return ydoc.clocks(ydoc.state(doc)).get(client, 0)


async def reconnected(join: Join, room: Room, clients: list[Client]) -> list[Client]:
    """The same windows again, with the documents that they hold."""
    for client in clients:
        await client.close()
    return [await join(room, who, doc=client.doc) for who, client in zip(WRITERS, clients, strict=False)]


async def enough(client: Client, acks: int) -> None:
    await client.until(lambda: len(client.acks) >= acks)


class Typist:
    """Types numbered words at the end of the first block, and knows how far it was acknowledged."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.words = 0
        self.sent: list[tuple[int, int]] = []
        """(frames sent, own clock) after each word"""

    async def type(self, client: Client) -> None:
        self.sent = []
        while True:
            self.words += 1
            await client.write(lambda root: client._put(root, 0, f"‹{self.number}.{self.words}›"))
            self.sent.append((client.sent + 1, client_clock(client)))
            await asyncio.sleep(0.004)

    def acknowledged(self, client: Client) -> int:
        """The own clock that the server said to have stored."""
        count = client.acks[-1][1] if client.acks else 0
        return max((clock for frames, clock in self.sent if frames <= count), default=0)


def client_clock(client: Client) -> int:
    return ydoc.clocks(client.doc.get_state()).get(client.doc.client_id, 0)


async def test_killed_while_five_write_nothing_acknowledged_is_lost_and_nothing_doubles(
    join: Join, shared: Room, web: Web
) -> None:
    """What would fail, by reasoning: an acknowledgement sent before the commit says to be stored what is not there."""
    clients = [await join(shared, who) for who in WRITERS]
    typists = [Typist(number) for number in range(len(clients))]
    for kill in range(KILLS):
        pairs = zip(typists, clients, strict=True)
        tasks = [asyncio.create_task(typist.type(client)) for typist, client in pairs]
        before = [len(client.acks) for client in clients]
        await asyncio.gather(
            *(enough(client, said + 2 + kill % 3) for client, said in zip(clients, before, strict=True))
        )
        web.kill()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for typist, client in zip(typists, clients, strict=True):
            assert await log_holds(shared, client.doc.client_id) >= typist.acknowledged(client) > 0
        await sync_to_async(web.start)()
        clients = await reconnected(join, shared, clients)
        for client in clients:
            await client.saved()
    await clients[0].until(lambda: len({blocks.fingerprint(client.json) for client in clients}) == 1)
    assert blocks.fingerprint(clients[0].json) == await stored(shared)
    for typist in typists:
        for word in range(1, typist.words + 1):
            times = clients[0].text.count(f"‹{typist.number}.{word}›")
            assert times == 1 or (times == 0 and word == typist.words), (
                "the last may have been cut off while it was made"
            )
    print(f"{KILLS} kills, {sum(typist.words for typist in typists)} words, each there once")


class StockTab:
    """A tab that runs stock Yjs and stays open (`stock_tab.mjs`)."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def asked(self, word: str = "") -> dict[str, object]:
        """What it holds while it is in step with the server; after a restart ask with the word `again`."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{word}\n".encode())
        return dict(json.loads(await asyncio.wait_for(self.process.stdout.readline(), 60)))

    async def until(self, words: str) -> None:
        for _wait in range(200):
            if words in str((await self.asked())["words"]):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{words!r} does not come")


@pytest.fixture
async def stock_tab() -> AsyncIterator[Callable[[Client, str], Awaitable[StockTab]]]:
    """Open a tab beside another client's, at the same address; it is closed afterwards."""
    opened: list[asyncio.subprocess.Process] = []

    async def tab(client: Client, cookie: str) -> StockTab:
        given = (client.url.split("?")[0].rstrip("/") + "/", cookie, client.origin or "")
        script = ROOT / "tests" / "drafts" / "stock_tab.mjs"
        command = ["node", "--no-warnings", "--experimental-websocket", str(script), *given]
        pipe = asyncio.subprocess.PIPE
        opened.append(await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe))
        return StockTab(opened[-1])

    yield tab
    for process in opened:
        process.kill()
        await process.wait()


async def test_restarts_with_open_tabs_do_not_let_the_text_grow(
    join: Join, shared: Room, web: Web, stock_tab: Callable[[Client, str], Awaitable[StockTab]]
) -> None:
    """The trap is a server that seeds its document anew, with another client id: each restart would double the text.

    By reasoning, not by trial: `admission.open_draft` seeding the draft from its words would fail here.
    """
    clients = [await join(shared, who) for who in WRITERS[:3]]
    tab = await stock_tab(clients[0], await sync_to_async(cookie_of)(shared.people["ben"]))
    await clients[0].type("!")
    await clients[0].saved()
    await tab.until("!")
    text, size = clients[0].text, len(clients[0].doc.get_update())
    held, began = await tab.asked(), time.monotonic()
    for restart in range(RESTARTS):
        await sync_to_async(web.stop if restart % 2 else web.kill)()
        await sync_to_async(web.start)()
        clients = await reconnected(join, shared, clients)
        for client in clients:
            await client.saved()
            assert client.text == text
        assert await tab.asked("again") == held
    assert await stored(shared) == blocks.fingerprint(clients[0].json)
    assert len(clients[0].doc.get_update()) == size
    print(f"{RESTARTS} restarts in {time.monotonic() - began:.0f} s, the text as it was, in stock Yjs too: {held}")


def steps_of(what: str, room: Room, key: str, *, stride: int) -> list[tuple[int, str, str]]:
    """What each step left behind (`tests.drafts.steps`)."""
    given = [str(one) for one in (what, room.draft.pk, room.people["chair"].pk, key, 0, stride)]
    command = [sys.executable, "-m", "tests.drafts.steps", *given]
    env = environment(DJANGO_SETTINGS_MODULE="collab.settings")
    said = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=600)
    print(said.stderr)  # what an action said that fell
    return [tuple(json.loads(line)) for line in said.stdout.splitlines()]


STRIDE = 1 if FULL else 5


def test_a_purge_killed_at_any_step_has_happened_whole_or_not_at_all(shared_room: Room) -> None:
    """Seen to fail without `@transaction.atomic` on `carry_out_purge`: the log goes and no snapshot comes."""
    chaired(shared_room)
    numbers = write_and_delete(shared_room)
    chair = shared_room.member("chair")
    order = actions.order_purge(actor=chair, draft=fresh(shared_room), reason="A name", versions=numbers)
    content = queries.document_of(fresh(shared_room))
    found = steps_of("purge", shared_room, str(order.pk), stride=STRIDE)
    judge(found)
    assert found_in_dump(CANARY) == set()
    assert queries.document_of(fresh(shared_room)) == content
    assert fresh(shared_room).epoch == 2
    edit(shared_room, "ana", 1, "It goes on.")
    print(f"purge: {len(found)} steps")


def test_a_restore_killed_at_any_step_has_happened_whole_or_not_at_all(shared_room: Room) -> None:
    chaired(shared_room)
    edit(shared_room, "ben", 1, "Some other words.\n\nAnd a block.")
    kept = actions.keep_moment(draft_id=shared_room.draft.pk)
    assert kept
    edit(shared_room, "ana", 1, "Quite different.")
    found = steps_of("restore", shared_room, kept.key, stride=STRIDE)
    judge(found)
    assert queries.document_of(fresh(shared_room)) == kept.pm_json
    print(f"restore: {len(found)} steps")


def judge(found: list[tuple[int, str, str]]) -> None:
    """Before the commit everything is as it was, after it all of it is there: two states, and no third."""
    was_done = found[-1][1] == "done" or found[-1][2] != found[0][2]  # killed after its commit, it refuses a repetition
    assert was_done, f"an earlier kill left what the action cannot go on from: {found[-1][:2]}"
    prints = [rows for _step, _how, rows in found]
    states = list(dict.fromkeys(prints))
    assert len(states) == 2, "something half done was left behind"
    assert prints == sorted(prints, key=states.index)
    assert len(found) > 10 / STRIDE


@pytest.fixture
def shared_room(transactional_db: None) -> Room:
    from tests.drafts.conftest import make_room

    made = make_room("steps")
    until_idle(1)
    return made
