"""One random history: who does what, what goes wrong meanwhile, and what must hold when all is at rest."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.drafts.world.log import clients_in
from tests.drafts.world.window import Document, Window
from tests.drafts.world.world import World
from tests.drafts.world.writers import ALL, CUTS, SAFE, PyDoc, holdings
from tests.drafts.world.yjs import Yjs
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import blocks, html, schema
from workgroups.drafts.rooms import hub
from workgroups.drafts.rooms.room import Room

DRAFT, READER = 1, 6
WORD = re.compile(r"‹\d+\.\d+")
Maker = Callable[[int, World], Document]


def pycrdt_only(client_id: int, _world: World) -> Document:
    return PyDoc(client_id)


def maker(seed: int, yjs: Yjs) -> Maker:
    """Every third history is lived in pycrdt, every third in Yjs, every third in both."""
    if seed % 3 == 0:
        return pycrdt_only
    if seed % 3 == 1:
        return yjs.doc
    return lambda client_id, world: (yjs.doc if client_id % 2 else pycrdt_only)(client_id, world)


def live(seed: int, *, steps: int = 40, make: Maker = pycrdt_only) -> Counter[str]:
    """Live through one history and judge it; return how often what happened in it."""
    world = World(seed)
    return world.run(_History(world, make, steps).story())  # type: ignore[no-any-return]


class _History:
    def __init__(self, world: World, make: Maker, steps: int) -> None:
        self.world, self.make, self.steps = world, make, steps
        self.chance = world.chance
        self.kinds = self.chance.choice([SAFE, CUTS, ALL, ALL])
        self.count: Counter[str] = Counter()
        self.kept: list[bytes] = []
        """changes acknowledged to windows that are gone"""
        self.windows: list[Window] = []
        self.everybody: dict[int, int] = {}
        """client id of a window → person"""

    async def story(self) -> Counter[str]:
        self._begin()
        for person in range(1, self.chance.randint(3, 5) + 1):
            self._open(person)
        if self.chance.random() < 0.3:
            self.world.readers.add(READER)
            self._open(READER)
            self.count["readers"] += 1
        for _ in range(self.steps):
            self._step()
            await asyncio.sleep(self.chance.choice([0, 0, 0.002, 0.01, 0.05]))
        await self._rest()
        await asyncio.sleep(hub.REST + 1)
        self._judge()
        self.count["histories"] += 1
        self.count["announced"] += self.world.announced
        self.count["rows"] += len(self.world.log.authors(DRAFT))
        return self.count

    def _begin(self) -> None:
        doc = ydoc.new(1)
        words = [{"type": "text", "text": "‹1.1› some words"}]
        nodes = [{"type": "heading", "content": words}, {"type": "paragraph"}, {"type": "paragraph", "content": words}]
        nodes[2] = {"type": "paragraph", "content": [{"type": "text", "text": "‹1.2› and more"}]}
        ydoc.write(doc, blocks.with_ids(nodes))
        self.world.log.begin(DRAFT, ydoc.encode(doc))

    def _open(self, person: int) -> None:
        doc = self.make(self.chance.getrandbits(31) | 1 << 20, self.world)
        self.everybody[doc.client_id] = person
        if person == READER:
            doc.reads()
        window = Window(self.world, DRAFT, person, doc)
        self.windows.append(window)
        self.count[type(doc).__name__] += 1
        window.connect(self.world.any_process())

    def _step(self) -> None:
        draw = self.chance.random()
        window = self.chance.choice(self.windows)
        if draw < 0.02:
            window.cut()
            self.count["cuts"] += 1
        elif draw < 0.032:
            self.world.restart(self.chance.randrange(len(self.world.processes)))
            self.count["restarts"] += 1
        elif draw < 0.04:
            self.world.log.fold(DRAFT)
            self.count["folds"] += 1
        elif draw < 0.07 and window.saved and len(self.windows) > 2:
            self.count["closed"] += 1
            self.kept += window.kept
            window.leave()
            self.windows.remove(window)
            self._open(window.person)
        elif window.person != READER:
            window.act(self.kinds)
            self.count["edits"] += 1

    async def _rest(self) -> None:
        """Everybody is connected and saved, and nothing has changed for longer than any look takes."""
        world, last, quiet = self.world, None, 0
        for _ in range(200):
            await asyncio.sleep(0.4)
            ((head,),) = world.log.base.execute("SELECT head FROM draft").fetchall()
            now = (
                head,
                [window.saved for window in self.windows if window.person != READER],
                {r.seq for r in self._rooms()},
            )
            quiet = quiet + 1 if now == last and all(now[1]) and now[2] <= {head} else 0
            last = now
            if quiet >= 4:
                return
        raise AssertionError(f"it does not come to rest: {last}")

    def _rooms(self) -> list[Room]:
        return [one for process in self.world.processes for one in process.hub.open_rooms() if one.members]

    def _judge(self) -> None:
        log = self.world.log
        document = log.document(DRAFT)
        wanted = blocks.canonical(document)
        assert blocks.canonical(log.replayed(DRAFT)) == wanted, "snapshot and log differ"
        for window in self.windows:
            assert blocks.canonical(window.doc.content()) == wanted, "a window shows something else"
        for room in self._rooms():
            assert blocks.canonical(schema.normal(ydoc.read(room.replica.doc))) == wanted, "a process holds else"
        self._judge_whole()
        self._judge_text(document)

    def _judge_whole(self) -> None:
        """Nothing that was acknowledged is missing, and everybody holds and has deleted the same."""
        log = self.world.log
        doc = ydoc.load(log.payloads(DRAFT)[0])
        held = holdings(doc)
        for update in [*self.kept, *(one for window in self.windows for one in window.kept)]:
            ydoc.apply(doc, update)
        assert holdings(doc) == held, "something acknowledged is not there"
        assert all(covers(window.doc.holdings(), held) for window in self.windows), "not the same letters"
        self._judge_writers()

    def _judge_writers(self) -> None:
        """What each window wrote is its person's, and all else nobody's: also what a killed server had passed on."""
        people = self.world.log.people(DRAFT)
        for person, payload in self.world.log.authors(DRAFT):
            for one in clients_in(payload):
                assert people.get(one) == self.everybody.get(one, 0), "written by one, bound to another"
                assert person is not None or people[one] == 0, "somebody's words in nobody's name"

    def _judge_text(self, document: schema.Node) -> None:
        assert not list(blocks.missing_ids(document)), "blocks without an id of their own"
        assert schema.repaired(document) == document, "the content model is broken"
        assert html.document(document)
        words = Counter(WORD.findall(schema.plain(document)))
        if self.kinds != ALL:
            assert not [one for one, times in words.items() if times > 1], "a word stands twice"
        if self.kinds == SAFE:
            undone = "u" in self.kinds
            assert undone or words, "words are lost"


def covers(one: Any, other: Any) -> bool:
    """Whether a window holds the same items and deleted as much; Yjs also deletes what is put into deleted ones."""
    gone = {(client, at) for client, runs in one[1] for start, size in runs for at in range(start, start + size)}
    wanted = ((client, at) for client, runs in other[1] for start, size in runs for at in range(start, start + size))
    return list(one[0]) == list(other[0]) and all(each in gone for each in wanted)
