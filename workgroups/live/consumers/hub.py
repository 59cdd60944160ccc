"""All sockets of this process: one subscription and one log read a stream, however many pages are open."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from workgroups.core import clock
from workgroups.events.events import StreamRef
from workgroups.events.queries import heads_of
from workgroups.live import queries
from workgroups.live.logic import frames
from workgroups.live.registry import Roster, Standing, rosters

LOOK_EVERY = 0.7  # seconds: how long a removed member may stay, less the look itself, and what a lost hint costs
BEAT_EVERY = 35  # looks between two heartbeats
logger = logging.getLogger(__name__)


class Socket(Protocol):
    """An open page, as the hub knows it."""

    person_id: int
    session_key: str
    auth_key: str
    cursors: dict[StreamRef, int | None]
    beat_due: bool

    def stir(self) -> None: ...
    def end(self, code: int) -> None: ...


@dataclass
class Wire:
    """One stream that pages of this process follow."""

    ref: StreamRef
    tail: frames.Tail
    roster: Roster
    sockets: set[Socket] = field(default_factory=set)
    encoded: dict[tuple[int, tuple[int, ...]], str] = field(default_factory=dict)
    reading: bool = False
    wanted: int = 0

    def standing(self, person_id: int) -> Standing | None:
        if self.ref.kind == "person":
            return Standing() if self.ref.ref_id == person_id else None
        return self.roster.people.get(person_id)

    def frame(self, start: int, items: list[frames.Item]) -> str:
        """Encode a batch once for everybody who stands at the same place and sees the same."""
        key = (start, tuple(item.seq for item in items))
        if key not in self.encoded:
            self.encoded[key] = frames.encode(frames.batch(self.ref, start, self.tail.head, items))
        return self.encoded[key]


class Hub:
    """The sockets and wires of one event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.sockets: set[Socket] = set()
        self.wires: dict[StreamRef, Wire] = {}
        self.opening = asyncio.Lock()
        self.channel = ""
        self.tasks: set[asyncio.Task[None]] = set()
        self.day = clock.now().date()

    async def join(self, socket: Socket) -> None:
        """Take a socket in; the first one starts the hub's own work."""
        self.sockets.add(socket)
        if not self.tasks:
            self._start(self._listen())
            self._start(self._watch())

    async def leave(self, socket: Socket) -> None:
        """Let a socket go, with everything it followed."""
        self.sockets.discard(socket)
        for ref in list(socket.cursors):
            await self._unfollow(socket, ref)
        if not self.sockets:
            for task in self.tasks:
                task.cancel()
            self.tasks.clear()
            self.channel = ""

    async def follow(self, socket: Socket, ref: StreamRef, cursor: int | None) -> bool:
        """Let a socket follow a stream from its cursor; False when it may not."""
        wire = self.wires.get(ref) or await self._open(ref, socket)
        if wire is None or wire.standing(socket.person_id) is None:
            return False
        wire.sockets.add(socket)
        socket.cursors[ref] = cursor
        return True

    async def next_frame(self, socket: Socket, ref: StreamRef) -> str | None:
        """Return what the socket must hear about this stream and move its cursor; None when it is at the head."""
        wire = self.wires.get(ref)
        standing = wire.standing(socket.person_id) if wire else None
        if wire is None or standing is None:
            await self._unfollow(socket, ref)
            return frames.encode(frames.gone(ref))
        cursor, head = socket.cursors[ref], wire.tail.head
        if cursor == head:
            return None
        socket.cursors[ref] = head
        if cursor is None or not 0 <= head - cursor <= frames.KEEP:
            return frames.encode(frames.snapshot(ref, head))
        items = wire.tail.after(cursor)
        if items is None:
            items = await database_sync_to_async(queries.items_after)(ref, cursor, head)
            head = socket.cursors[ref] = items[-1].seq if items else cursor
            seen = [item for item in items if item.is_for(socket.person_id, standing)]
            return frames.encode(frames.batch(ref, cursor, head, seen))
        return wire.frame(cursor, [item for item in items if item.is_for(socket.person_id, standing)])

    def heads(self, socket: Socket) -> dict[str, int]:
        """Return where the streams of this socket stand."""
        return {frames.address(ref): self.wires[ref].tail.head for ref in socket.cursors if ref in self.wires}

    def ring(self, ref: StreamRef, head: int) -> None:
        """Note that a stream has grown; one read at a time, however often it rings."""
        wire = self.wires.get(ref)
        if wire is None or head <= max(wire.wanted, wire.tail.head):
            return
        wire.wanted = head
        if not wire.reading:
            wire.reading = True
            self._start(self._read(wire))

    async def _read(self, wire: Wire) -> None:
        try:
            while wire.wanted > wire.tail.head:
                before = wire.tail.head
                wire.tail.add(await database_sync_to_async(queries.items_after)(wire.ref, before))
                if wire.tail.head == before:
                    break
            wire.encoded.clear()
        finally:
            wire.reading, wire.wanted = False, wire.tail.head
        for socket in wire.sockets:
            socket.stir()

    async def _open(self, ref: StreamRef, socket: Socket) -> Wire | None:
        async with self.opening:
            if ref in self.wires:
                return self.wires[ref]
            roster = Roster()
            if ref.kind == "group":
                roster = (await database_sync_to_async(rosters)([ref.ref_id])).get(ref.ref_id) or roster
            await self._subscribe(ref)
            head = (await database_sync_to_async(heads_of)([ref]))[ref]
            wire = Wire(ref, frames.Tail(head), roster)
            if wire.standing(socket.person_id) is None:
                return None  # not kept: strangers open nothing
            self.wires[ref] = wire
            return wire

    async def _unfollow(self, socket: Socket, ref: StreamRef) -> None:
        socket.cursors.pop(ref, None)
        if wire := self.wires.get(ref):
            wire.sockets.discard(socket)
            if not wire.sockets:
                del self.wires[ref]
                if self.channel:
                    with contextlib.suppress(Exception):
                        await get_channel_layer().group_discard(group_name(ref), self.channel)

    async def _subscribe(self, ref: StreamRef) -> None:
        if self.channel:
            with contextlib.suppress(Exception):  # the look finds what the bell does not ring
                await asyncio.wait_for(get_channel_layer().group_add(group_name(ref), self.channel), 2)

    async def _listen(self) -> None:
        """Hear the bells of the layer, and come back when the broker was away."""
        layer = get_channel_layer()
        while True:
            try:
                channel = await layer.new_channel("live.")
                self.channel = channel
                for ref in list(self.wires):
                    await self._subscribe(ref)
                while True:
                    message = await layer.receive(channel)
                    if grown := frames.named(message["stream"]):
                        self.ring(grown, message["head"])
            except Exception as error:
                logger.warning("the bell of the live pages is silent: %s", error)
                self.channel = ""
                await asyncio.sleep(2)

    async def _watch(self) -> None:
        """Look once a second for what no hint told: heads, permissions, sessions."""
        beats = 0
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self._look()
            except Exception as error:
                logger.warning("live pages could not look at the log: %s", error)
                continue  # no heartbeat: the pages say that they are not confirmed
            beats += 1
            if beats % BEAT_EVERY == 0:
                for socket in self.sockets:
                    socket.beat_due = True
                    socket.stir()

    async def _look(self) -> None:
        asked = list(self.sockets)  # whoever comes in meanwhile was asked at the door
        keys, people = {socket.session_key for socket in asked}, {socket.person_id for socket in asked}
        seen = await database_sync_to_async(queries.look)(list(self.wires), keys, people)
        for socket in asked:
            if socket.session_key not in seen.sessions or socket.auth_key not in seen.keys.get(socket.person_id, ()):
                socket.end(4401)
        for ref, head in seen.heads.items():
            self.ring(ref, head)
        await self._reload(seen.epochs)

    async def _reload(self, epochs: dict[int, int]) -> None:
        """Read the rosters that changed, all of them when a new day began, and let their sockets notice."""
        today = clock.now().date()
        wires = [wire for wire in self.wires.values() if wire.ref.kind == "group"]
        stale = [w for w in wires if w.roster.epoch != epochs.get(w.ref.ref_id) or today != self.day]
        self.day = today
        if not stale:
            return
        fresh = await database_sync_to_async(rosters)([wire.ref.ref_id for wire in stale])
        for wire in stale:
            wire.roster = fresh.get(wire.ref.ref_id) or Roster()
            for socket in wire.sockets:
                socket.stir()

    def _start(self, work: Any) -> None:
        task: asyncio.Task[None] = self.loop.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub() -> Hub:
    """Return the hub of the running event loop."""
    loop = asyncio.get_running_loop()
    return _hubs.setdefault(loop, Hub(loop))


def ring_here(ref: StreamRef, head: int, then: Callable[[StreamRef, int], Awaitable[None]]) -> bool:
    """Ring in this process's hubs from any thread, and start `then` in one of them; False when there is none."""

    async def rung(one: Hub) -> None:
        one.ring(ref, head)
        try:
            await then(ref, head)
        except Exception as error:
            logger.warning("no bell for %s: %s", frames.address(ref), error or type(error).__name__)

    running = [one for one in _hubs.values() if one.loop.is_running()]
    for one in running:
        asyncio.run_coroutine_threadsafe(rung(one), one.loop)
    return bool(running)


def group_name(ref: StreamRef) -> str:
    """The name of a stream's group in the layer."""
    return f"live.{ref.kind}.{ref.ref_id}"
