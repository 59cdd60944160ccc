"""A browser's window on a draft: what `provider.js` says and hears, around a document of either implementation."""

from collections import deque
from typing import Any, Protocol

from tests.drafts.world.log import numbers
from tests.drafts.world.world import Process, Wire, World
from workgroups.drafts.logic.preparse import Reader
from workgroups.drafts.rooms.protocol import ACK, STEP1, STEP2, SYNC, UPDATE, sync_frame

BACK = {1006, 4408, 4409, 4503}
"""Ends after which a window comes back by itself: cut, slow, lost, storage."""


class Document(Protocol):
    """A Yjs document in pycrdt, or in Yjs."""

    client_id: int

    def apply(self, update: bytes) -> list[bytes]:
        """Take what others wrote; the changes that the library makes on its own for that."""

    def reads(self) -> None:
        """Be the document of a page that only reads, from now on."""

    def act(self, seed: int, kinds: str) -> list[bytes]:
        """Do one random edit; the changes that it makes."""

    def vector(self) -> bytes: ...

    def lacking(self, vector: bytes) -> bytes: ...

    def content(self) -> Any: ...

    def clock(self) -> int: ...

    def holdings(self) -> Any: ...


class Window:
    """Somebody with the draft open. What was acknowledged is checked against the log as the server says it."""

    def __init__(self, world: World, draft: int, person: int, doc: Document) -> None:
        self.world, self.draft, self.person, self.doc = world, draft, person, doc
        self.wire: Wire | None = None
        self.synced = False
        self.sent = self.acked = 0
        self.waits = False
        self.ends: list[int] = []
        self.kept: list[bytes] = []
        """changes that were acknowledged"""
        self.unkept: list[bytes] = []
        self._owed: deque[tuple[int, int, bytes]] = deque()

    def connect(self, process: Process) -> None:
        assert self.wire is None
        self.waits = False
        self.sent = self.acked = 0
        self.synced = False
        self._owed.clear()
        self.wire = Wire(process, self.world.scope(self.person, self.draft), self.hear, self.ended)
        self.wire.on_send = self._check_ack
        self.wire.say(sync_frame(STEP1, self.doc.vector()))

    def hear(self, frame: bytes) -> None:
        if frame[0] == ACK:
            self.acked = numbers(frame, 1, 2)[1]
            while self._owed and self._owed[0][0] <= self.acked:
                self.kept.append(self._owed.popleft()[2])
            if self.saved:
                self.unkept.clear()
        elif frame[0] == SYNC:
            body = Reader(frame, 2).raw()
            if frame[1] == STEP1:
                self.synced = True
                self._tell(STEP2, self.doc.lacking(body))
            else:
                self._changed(self.doc.apply(body))

    def _tell(self, step: int, update: bytes) -> None:
        self.sent += 1
        self._owed.append((self.sent, self.doc.clock(), update))
        assert self.wire
        self.wire.say(sync_frame(step, update))

    def _check_ack(self, frame: bytes) -> None:
        """The server is about to say "stored": then it is, up to what the window had written when it sent that."""
        if frame[0] != ACK:
            return
        seq, count = numbers(frame, 1, 2)
        log, key = self.world.log, (self.draft, self.doc.client_id)
        ((head,),) = log.base.execute("SELECT head FROM draft WHERE id = ?", [self.draft]).fetchall()
        early = [clock for number, clock, _update in self._owed if number <= count and log.clocks.get(key, 0) < clock]
        if early or seq > head:
            self.world.seen.append("acknowledged before it was committed")

    def act(self, kinds: str) -> None:
        self._changed(self.doc.act(self.world.chance.getrandbits(31), kinds))

    def _changed(self, updates: list[bytes]) -> None:
        for update in updates:
            self.unkept.append(update)
            if self.synced and self.wire:
                self._tell(UPDATE, update)

    def ended(self, code: int) -> None:
        self.ends.append(code)
        if code not in BACK:
            self.world.seen.append(f"a window that did nothing wrong was closed with {code}")
            return
        self.wire = None
        self.synced = False
        self.waits = True
        self.world.loop.call_later(self.world.chance.random() * 0.2, self._again)

    def _again(self) -> None:
        if self.waits:
            self.connect(self.world.any_process())

    def cut(self) -> None:
        if self.wire:
            self.wire.cut()

    def leave(self) -> None:
        """The window is closed for good."""
        if self.wire:
            self.wire.ended = lambda _code: None
            self.wire.cut()
        self.wire = None
        self.waits = False

    @property
    def saved(self) -> bool:
        return self.synced and self.acked >= self.sent
