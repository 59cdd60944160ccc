"""What no editor sends: nothing bad is stored, nobody else notices, no process dies, other rooms keep their speed."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from tests.drafts.world.hostile import Case, messages, seeded
from tests.drafts.world.log import clients_in
from tests.drafts.world.window import Window
from tests.drafts.world.world import Process, Wire, World
from tests.drafts.world.writers import SAFE, PyDoc
from workgroups.drafts.logic import blocks, html, limits, schema
from workgroups.drafts.rooms import lane
from workgroups.drafts.rooms.protocol import STEP1, sized, sync_frame

FULL = os.environ.get("TEST_SCALE") == "full"
MUTANTS = 30_000 if FULL else 300
WORLD = 40
"""Cases in one world, each on a draft of its own."""
ATTACKER, BYSTANDER = 1, 2


def batches(cases: Iterator[Case]) -> Iterator[list[Case]]:
    while found := list(islice(cases, WORLD)):
        yield found


async def by_socket(world: World, draft: int, frame: bytes) -> int:
    """Join, say it, and how that ended (0: the socket stays open)."""
    ends: list[int] = []
    wire = Wire(world.processes[0], world.scope(ATTACKER, draft), lambda _frame: None, ends.append)
    wire.say(sync_frame(STEP1, b"\x00"))
    await asyncio.sleep(0.1)
    wire.say(frame)
    await asyncio.sleep(0.3)
    wire.cut()
    await asyncio.sleep(0.05)
    return 0 if ends == [1006] else ends[0]


async def by_lane(world: World, draft: int, frame: bytes) -> int:
    """The same over HTTP: the code with which a socket would have been closed, or the status of the answer."""
    scope = world.scope(ATTACKER, draft, "client=1")
    given = {"host": "here", "origin": "https://here", "x-line": "ticket"}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in given.items()]
    body = asyncio.Queue[Any]()
    body.put_nowait({"type": "http.request", "body": sized(frame), "more_body": False})
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    await world.processes[0].run(lane.lane(scope, body.get, send))
    headers = dict(said[0]["headers"])
    return int(headers.get(b"x-draft-close", 0)) or (said[0]["status"] if said[0]["status"] != 200 else 0)


async def attack(world: World, cases: list[Case], way: Any, count: Counter[int]) -> None:
    """Each case on a draft of its own, with somebody else in it who goes on writing."""
    first = seeded()
    for draft, (name, frame) in enumerate(cases, 1):
        world.log.begin(draft, first)
        other = Window(world, draft, BYSTANDER, PyDoc(900_000_000 + draft))
        other.connect(world.processes[0])
        await asyncio.sleep(0.1)
        try:
            count[await way(world, draft, frame)] += 1
            other.act(SAFE)
            await asyncio.sleep(2)
            judge(world, draft, other)
            if not name.endswith("as an answer"):  # which may bring back what others wrote before a crash
                assert not [
                    one for one, body in world.log.authors(draft)[1:] if one == ATTACKER and 1 in clients_in(body)
                ]
        except BaseException as fault:
            fault.add_note(f"{name}: {frame[:200].hex()}")
            raise
        other.leave()
        forget(world.processes[0], draft)


def judge(world: World, draft: int, other: Window) -> None:
    """The bystander is in and saved; the log replays to what they see, within the schema, and can be shown."""
    assert other.saved
    assert other.ends == []
    document = world.log.replayed(draft)
    assert blocks.canonical(other.doc.content()) == blocks.canonical(document)
    assert schema.repaired(document) == document
    assert not list(blocks.missing_ids(document))
    assert max(len(path) for path in paths(document)) <= limits.DEPTH
    shown = str(html.document(document))
    assert "<script" not in shown
    assert "javascript:" not in shown
    for person, payload in world.log.authors(draft):
        assert len(payload) <= limits.FRAME_BYTES
        assert person in {None, 0, ATTACKER, BYSTANDER}
    assert "Words of somebody else." in shown or world.log.authors(draft)[1][0] == ATTACKER


def paths(node: schema.Node, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    yield path
    for at, kid in enumerate(node.get("content", [])):
        yield from paths(kid, (*path, at))


def forget(process: Process, draft: int) -> None:
    process.hub.rooms.pop(draft, None)


@pytest.mark.parametrize("way", [by_socket, by_lane])
def test_nothing_hostile_is_stored_and_nobody_else_notices(way: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every production of the grammar, then mutants.

    Seen to fail without the limit of depth, the look at what changed (`_inspect`), the binding of client ids to people.
    """
    monkeypatch.setattr(lane, "opens_line", lambda *_given: True)
    mutants = MUTANTS if way is by_socket else MUTANTS // 6
    count: Counter[int] = Counter()
    for seed, cases in enumerate(batches(messages(mutants))):
        world = World(seed, processes=1, rough=False)
        world.run(attack(world, cases, way, count))
    print(way.__name__, sum(count.values()), dict(count))
    assert count[0] > 20, "some are harmless"
    assert sum(count[code] for code in (4400, 4409, 4413, 400, 413)) > 200
    assert set(count) <= {0, 400, 413, 4400, 4409, 4413}


async def flood(world: World, per_second: int) -> tuple[int, int, list[float]]:
    """One client says harmless things without end, in a room of its own, while two others write in another room.

    Returns how many of its frames were taken, with what code it was shown out, and how long the others waited.
    """
    for draft in (1, 2):
        world.log.begin(draft, seeded())
    quiet = [Window(world, 2, person, PyDoc(900_000_000 + person)) for person in (2, 3)]
    for window in quiet:
        window.connect(world.processes[0])
    ends: list[int] = []
    wire = Wire(world.processes[0], world.scope(ATTACKER, 1), lambda _frame: None, ends.append)
    wire.say(sync_frame(STEP1, b"\x00"))
    await asyncio.sleep(0.2)
    said, waits = 0, []
    while not ends and len(waits) < 60:
        for _ in range(per_second // 10):
            wire.say(b"\x09")
            said += 1
        window = quiet[said % 2]
        window.act("t")
        began = world.loop.time()
        await asyncio.sleep(0.1)
        while not window.saved:
            await asyncio.sleep(0.01)
        waits.append(world.loop.time() - began)
    assert all(window.ends == [] for window in quiet)
    return said, ends[0] if ends else 0, waits


async def returns(world: World) -> list[int]:
    """One client floods and comes back, again and again; how many of its messages it took each time to show it out."""
    world.log.begin(1, seeded())
    found = []
    for _ in range(4):
        ends: list[int] = []
        wire = Wire(world.processes[0], world.scope(ATTACKER, 1), lambda _frame: None, ends.append)
        found.append(0)
        while not ends:
            for _message in range(20):
                wire.say(b"\x09")
            found[-1] += 20
            await asyncio.sleep(0.01)
        assert ends == [4429]
    return found


def test_who_comes_back_after_a_flood_finds_no_fresh_measure() -> None:
    """Seen to fail without `Hub.count_on`."""
    world = World(1, processes=1, rough=False)
    first, *later = world.run(returns(world))
    assert first > limits.FRAMES_BURST
    assert max(later) < first / 5


def test_who_floods_is_shown_out_and_another_room_keeps_its_speed() -> None:
    """At the rate as shipped; in the time of this world, so that the machine's speed is no part of it.

    Seen to fail without `Connection.count`: the flood goes on.
    """
    alone = World(1, processes=1, rough=False)
    _said, _code, before = alone.run(flood(alone, 10))
    flooded = World(1, processes=1, rough=False)
    said, code, waits = flooded.run(flood(flooded, 2_000))
    assert code == 4429
    assert said < 10_000
    assert max(waits) <= max(before) * 1.5
