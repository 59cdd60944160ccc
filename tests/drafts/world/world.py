"""Web processes, a network and windows: the rooms' own code from the socket to the log, and nothing of Django."""

import asyncio
import contextvars
import random
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from redis.exceptions import RedisError

from tests.drafts.world.broker import Broker, Line
from tests.drafts.world.clockwork import Clockwork, Executor
from tests.drafts.world.log import Log
from workgroups.core import clock
from workgroups.drafts.logic import blocks
from workgroups.drafts.rooms import admission, bus, connection, endpoint, hub, lane, room, writer
from workgroups.drafts.rooms.connection import Identity

GROUP = 1
TICK = 1e-6  # what is due at the same moment comes in any order
_here: contextvars.ContextVar["Process"] = contextvars.ContextVar("process")


class Process:
    """A web process: a hub, what it has under way, and whether it was killed."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.alive = True
        self.tasks: dict[asyncio.Task[Any], None] = {}  # in order: a history is to be the same each time
        self.wires: dict[Wire, None] = {}
        self.context = contextvars.copy_context()
        self.context.run(_here.set, self)
        self.executor = Executor(world.loop, world.thread_delay, lambda: self.alive)
        self.hub = self.context.run(hub.Hub)
        self.hub.writer._thread = Executor(world.loop, world.commit_delay, lambda: self.alive)

    def run(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        return self.context.run(self.world.loop.create_task, work)

    def kill(self) -> None:
        """As SIGKILL: what is not committed is gone, and nobody is told anything."""
        self.alive = False
        for one in self.hub.open_rooms():
            one.dead = True
        self.hub.bus._client.ear.cut()
        for task in list(self.tasks):
            task.cancel()
        for wire in list(self.wires):
            wire.cut()


class Wire:
    """One socket between a window and a process; frames arrive in order, late, or not at all once it is cut."""

    def __init__(self, process: Process, scope: dict[str, Any], hear: Callable[[bytes], None], ended: Any) -> None:
        self.process, self.world = process, process.world
        self.hear, self.ended = hear, ended
        self.whole = True
        self.on_send: Callable[[bytes], None] = lambda _frame: None
        self.taker: Callable[[bytes], bool] | None = None
        self.writable = asyncio.Event()
        self.writable.set()
        self._up: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._due_up = self._due_down = 0.0
        self._up.put_nowait({"type": "websocket.connect"})
        self.chance = random.Random(self.world.chance.getrandbits(31))
        process.wires[self] = None
        scope["wire"] = self if self.chance.random() < 0.6 else None
        self.task = process.run(endpoint.endpoint(scope, self._up.get, self._send))
        self.task.add_done_callback(self._served)

    def _served(self, task: "asyncio.Task[Any]") -> None:
        if not task.cancelled() and (fault := task.exception()) is not None:
            self.world.seen.append(f"the endpoint fell: {fault!r}")

    def say(self, frame: bytes) -> None:
        """From the window."""
        self._due_up = max(self._due_up + TICK, self.world.loop.time() + self.chance.random() * 0.02)
        self.world.loop.call_at(self._due_up, self._arrive, frame)

    def _arrive(self, frame: bytes) -> None:
        if not self.whole:
            return
        at_once = self.taker if self._up.empty() else None
        if at_once is None or not self.process.context.run(at_once, frame):
            self._up.put_nowait({"type": "websocket.receive", "bytes": frame})

    async def _send(self, message: Any) -> None:
        if message["type"] == "websocket.send" and not (self.whole and self.process.alive):
            raise OSError("gone")
        if message["type"] == "websocket.close":
            self._later(self._closed, message["code"])
        elif message["type"] == "websocket.send":
            self.on_send(message["bytes"])
            self._later(self._heard, message["bytes"])
            if self.world.rough and self.chance.random() < 0.003:
                await asyncio.sleep(0.4)  # its buffer is full

    def put(self, packed: bytes) -> bool:
        """As `workgroups.core.wire.Wire.put`: frames past ASGI."""
        if not self.whole or not self.process.alive:
            raise OSError("gone")
        if self.world.rough and self.chance.random() < 0.003 and self.writable.is_set():
            self.writable.clear()
            self.world.loop.call_later(0.4, self.writable.set)
        if not self.writable.is_set():
            return False
        while packed:
            head = 2 if packed[1] < 126 else 4 if packed[1] == 126 else 10
            end = head + (packed[1] if head == 2 else int.from_bytes(packed[2:head], "big"))
            frame, packed = packed[head:end], packed[end:]
            self.on_send(frame)
            self._later(self._heard, frame)
        return True

    def _later(self, act: Callable[..., None], *args: Any) -> None:
        self._due_down = max(self._due_down + TICK, self.world.loop.time() + self.chance.random() * 0.02)
        self.world.loop.call_at(self._due_down, act, *args)

    def _heard(self, frame: bytes) -> None:
        if self.whole:
            self.hear(frame)

    def _closed(self, code: int) -> None:
        if self.whole:
            self.cut(code)

    def cut(self, code: int = 1006) -> None:
        """What is under way in either direction is lost; the server learns of it."""
        if not self.whole:
            return
        self.whole = False
        self.process.wires.pop(self, None)
        if self.process.alive:
            self._up.put_nowait({"type": "websocket.disconnect", "code": code})
        self.world.loop.call_soon(self.ended, code)


class World:
    """One history's world; `chance` decides everything in it."""

    def __init__(self, seed: int, *, people: int = 8, processes: int = 2, rough: bool = True) -> None:
        self.chance = random.Random(seed)
        self.loop = Clockwork()
        self.rough = rough
        """whether things go wrong: commits fail, messages get lost, buffers fill"""
        self.log = Log(self._fails)
        self.broker = Broker(self.loop, lambda: None if self._now_and_then(0.02) else self.chance.random() * 0.01)
        self.readers: set[int] = set()
        self.epoch = 1
        self.people = range(1, people + 1)
        self.announced = 0
        self.seen: list[str] = []
        """what must not happen and did, where raising would be taken for a broken socket"""
        self.processes: list[Process] = []
        self._size = processes

    def _now_and_then(self, share: float) -> bool:
        return self.rough and self.chance.random() < share

    def _fails(self) -> bool:
        return self._now_and_then(0.01)

    def thread_delay(self) -> float:
        return self.chance.random() * 0.004

    def commit_delay(self) -> float:
        return self.chance.random() * 0.02

    def scope(self, person: int, draft: int, query: str = "ack=1") -> dict[str, Any]:
        return {
            "user": SimpleNamespace(is_authenticated=True, pk=person, name=f"Person {person}"),
            "session": SimpleNamespace(session_key=f"session-{person}"),
            "url_route": {"kwargs": {"slug": "g", "number": draft}},
            "query_string": query.encode(),
        }

    def any_process(self) -> Process:
        return self.chance.choice(self.processes)

    def restart(self, at: int, *, kill: bool = True) -> None:
        old = self.processes[at]
        if kill:
            old.kill()
        self.processes[at] = Process(self)

    def run(self, story: Coroutine[Any, Any, Any]) -> Any:
        """Let a story happen; what any of its tasks raised is raised here."""
        with self._patched():
            self.loop.set_task_factory(_tracked)
            asyncio.set_event_loop(self.loop)
            try:
                self.processes = [Process(self) for _ in range(self._size)]
                found = self.loop.run_until_complete(story)
            except AssertionError as fault:
                raise AssertionError(*self.seen[:1], *fault.args) from fault
            finally:
                for process in self.processes:
                    process.kill()
                self.loop.run_until_complete(asyncio.sleep(1))
                asyncio.set_event_loop(None)
                self.loop.close()
        assert not self.seen, self.seen[0]
        for fault in self.loop.faults:
            raise AssertionError(fault["message"]) from fault.get("exception")
        return found

    @contextmanager
    def _patched(self) -> Iterator[None]:
        secrets = SimpleNamespace(
            choice=self.chance.choice, randbits=self.chance.getrandbits, token_bytes=self.chance.randbytes
        )
        wire = SimpleNamespace(from_url=lambda *_args, **_more: Line(self.broker))
        stubs = [
            *((module, "time", self.loop) for module in (room, connection, hub, writer)),
            *((module, "hub", lambda: _here.get().hub) for module in (endpoint, lane)),
            (writer, "_readers", SimpleNamespace(submit=lambda *given: _here.get().executor.submit(*given))),
            (writer, "connection", SimpleNamespace(close=lambda: None)),
            (writer, "_append", self.log.append),
            (bus, "redis", SimpleNamespace(Redis=wire, RedisError=RedisError)),
            *((module, "secrets", secrets) for module in (blocks, bus)),
            (endpoint, "wire_of", lambda scope: scope["wire"]),
            (hub, "queries", SimpleNamespace(updates_after=self.log.updates_after)),
            (hub, "announce_change", self._announce),
            (hub, "fold", SimpleNamespace(delay=self.log.fold)),
            (admission, "admit", self._admit),
            (admission, "open_draft", self._open_draft),
            (admission, "bind", self.log.bind),
            (admission, "note_visit", lambda *_given: None),
            (admission, "standing", self._standing),
            (admission, "rights", lambda _draft, people: {one: one not in self.readers for one in people}),
        ]
        patches = [patch.object(*stub) for stub in stubs]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()

    def _open_draft(self, draft: int) -> tuple[list[bytes], int, int, list[str], int]:
        own = self.chance.getrandbits(31) | 1 << 30
        self.log.bind(draft, [own], None)
        return *self.log.payloads(draft), self.epoch, [], own

    def _announce(self, *, draft_id: int) -> None:
        self.announced += 1

    def _admit(self, person: Any, _session: Any, _slug: str, number: int) -> admission.Pass:
        identity = Identity(person.pk, person.name, "", f"session-{person.pk}", "key")
        stamp = (1, clock.now().date(), "drafting")
        return admission.Pass(number, GROUP, 1, self.epoch, identity, stamp, person.pk not in self.readers)

    def _standing(self, drafts: list[int], keys: list[str], people: list[int], _before: Any) -> admission.Standing:
        own = {one: {"key"} for one in people}
        return admission.Standing({GROUP: 1}, self.log.heads(drafts), frozenset(keys), own)


def _tracked(loop: asyncio.AbstractEventLoop, work: Any, **more: Any) -> "asyncio.Task[Any]":
    task: asyncio.Task[Any] = asyncio.Task(work, loop=loop, **more)
    process = _here.get(None)
    if process is not None:
        process.tasks[task] = None
        task.add_done_callback(lambda done: process.tasks.pop(done, None))
    return task
