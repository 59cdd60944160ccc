"""One socket in a room: what it may do, what it was sent, and what becomes of a reader who does not read."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Generator, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from workgroups.core.wire import Wire, framed
from workgroups.drafts.logic import limits
from workgroups.drafts.logic.preparse import Refusal
from workgroups.drafts.rooms.protocol import CLOSE_CODES

log = logging.getLogger(__name__)
Message = MutableMapping[str, Any]
Send = Callable[[Message], Coroutine[Any, Any, None]]
Receive = Callable[[], Awaitable[Message]]

Stamp = tuple[int, date, str]
"""What rights rest on: the group's epoch, the day (seats end at midnight), the draft's state."""

GRACE = 0.1
"""Seconds in which an acknowledgement may go out with a frame that is sent anyway: of few who write, it would else be
every fifth that is written to a socket."""

Spent = tuple[float, float, float]
"""Messages and bytes that a connection may still say at once, and the moment that was counted."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who sits behind a socket, as the server knows them."""

    person_id: int
    name: str
    delegation: str
    session_key: str
    auth_key: str = ""


class Connection:
    """A socket. Frames are written without a task; a reader who falls behind is caught up by one difference."""

    def __init__(
        self,
        send: Send,
        identity: Identity,
        stamp: Stamp,
        *,
        may_edit: bool,
        wants_ack: bool,
        wire: Wire | None = None,
    ) -> None:
        self.send = send
        self.wire = wire
        self.identity = identity
        self.stamp = stamp
        self.may_edit = may_edit
        self.wants_ack = wants_ack
        self.client_ids: set[int] = set()
        self.synced = False
        self.frames = 0
        """sync frames taken from this socket"""
        self.stalled_at: float | None = None
        self.behind = b""
        """while it is stalled: a state vector that its page surely has"""
        self.on_stall: Callable[[], bytes] = lambda: b""
        self.on_drained: Callable[[bytes], None] = lambda _vector: None
        self.closing = False
        self.flooded = False
        self.busy = False
        """a message of this socket is being taken and waits for the database"""
        self._owed = b""
        """framed: goes out with the next frame"""
        self._tasks: set[asyncio.Task[None]] = set()
        self._rate: int = settings.DRAFT_FRAMES_PER_SECOND
        self._tokens = float(limits.FRAMES_BURST)
        self._bytes = float(limits.BYTES_BURST)
        self._counted = time.monotonic()

    def push(self, frame: bytes, packed: bytes | None = None) -> None:
        """Send a frame now, or, when the socket's buffer is full, let it be caught up once that has drained.

        `packed`: the same, framed for the wire already, where many are sent it.
        """
        if self.stalled_at is not None or self.closing:
            return
        try:
            rest = self._send(frame) if self.wire is None else self._put(self.wire, packed or framed(frame))
        except Exception:
            self.closing = True  # the receiving side learns of the disconnect by itself
            return
        if rest is not None:
            self.stalled_at = time.monotonic()
            self.behind = self.on_stall()
            self._keep(self._drain(rest))

    def _send(self, frame: bytes) -> Awaitable[None] | None:
        """Step through the server's coroutine by hand; what is left of it where it has to wait."""
        step = self.send({"type": "websocket.send", "bytes": frame})
        try:
            return _Resumed(step, step.send(None))
        except StopIteration:
            return None

    def owe(self, frame: bytes) -> None:
        """Send an acknowledgement with the next frame, or soon; a later one takes its place."""
        if self.wire is None:
            self.push(frame)
            return
        if not self._owed:
            asyncio.get_running_loop().call_later(GRACE, self._pay)
        self._owed = framed(frame)

    def _pay(self) -> None:
        if self._owed and self.stalled_at is None:  # who is caught up is paid with that
            owed, self._owed = self._owed, b""
            self.push(b"", owed)

    def _put(self, wire: Wire, packed: bytes) -> Awaitable[None] | None:
        if self._owed:  # one write for both: that is what costs; and an older acknowledgement before a newer one
            packed, self._owed = self._owed + packed, b""
        return None if wire.put(packed) else _late(wire, packed)

    async def _drain(self, rest: Awaitable[None]) -> None:
        try:
            await rest
        except Exception:
            self.closing = True
            return
        self.stalled_at = None
        self.on_drained(self.behind)

    def refuse(self, fault: Refusal) -> None:
        """Close this socket with a code and the reason; nobody else notices."""
        log.info("draft socket of person %s closed: %s (%s)", self.identity.person_id, fault.reason, fault.code)
        self.close(CLOSE_CODES[fault.code], fault.reason)

    def close(self, code: int, reason: str) -> None:
        if self.closing:
            return
        self.closing = True
        self._keep(self._close(code, reason))

    async def _close(self, code: int, reason: str) -> None:
        try:
            await self.send({"type": "websocket.close", "code": code, "reason": reason[:120]})
        except Exception:
            return

    @property
    def spent(self) -> Spent:
        """What is left of this connection's rate, and when that was so."""
        return self._tokens, self._bytes, self._counted

    def go_on_from(self, last: Spent) -> None:
        """Take over the rate of a connection that ended, as if there had been one."""
        self._tokens, self._bytes, self._counted = last

    def count(self, size: int) -> None:
        """Charge one frame; raises `Refusal` for a flood."""
        now = time.monotonic()
        gone = now - self._counted
        self._counted = now
        self._tokens = min(limits.FRAMES_BURST, self._tokens + gone * self._rate) - 1
        self._bytes = min(limits.BYTES_BURST, self._bytes + gone * limits.BYTES_PER_SECOND) - size
        if size > limits.FRAME_BYTES:
            raise Refusal("size", "message too large")
        if self._tokens < 0 or self._bytes < 0:
            self.flooded = True
            raise Refusal("rate", "too many messages")

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _late(wire: Wire, packed: bytes) -> None:
    """Write a frame once the wire takes some again."""
    while not wire.put(packed):
        await wire.writable.wait()


class _Resumed:
    """A coroutine that was stepped once by hand and waits for `first`; awaiting this runs the rest of it."""

    def __init__(self, step: Coroutine[Any, Any, None], first: Any) -> None:
        self.step = step
        self.first = first

    def __await__(self) -> Generator[Any, Any, None]:
        waits = self.first
        while True:
            try:
                yield waits
            except BaseException as fault:
                self.step.throw(fault)
                raise
            try:
                waits = self.step.send(None)
            except StopIteration:
                return
