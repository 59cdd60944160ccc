"""What a socket is sent, in which order: an acknowledgement waits for the next frame, and never behind a newer one."""

import asyncio
from datetime import date
from typing import Any, cast

from workgroups.core.wire import Wire, framed
from workgroups.drafts.rooms import connection
from workgroups.drafts.rooms.connection import Connection, Identity


class Line:
    """A wire that keeps what is written to it, while it takes any."""

    def __init__(self) -> None:
        self.writable = asyncio.Event()
        self.writable.set()
        self.written: list[bytes] = []

    def put(self, packed: bytes) -> bool:
        if self.writable.is_set():
            self.written.append(packed)
        return self.writable.is_set()


def connected(line: Line) -> Connection:
    async def send(_message: Any) -> None:
        raise AssertionError("it goes by the wire")

    who, stamp = Identity(1, "Ana", "", "session"), (1, date(2026, 11, 23), "")
    return Connection(send, who, stamp, may_edit=True, wants_ack=True, wire=cast("Wire", line))


async def test_an_acknowledgement_goes_out_with_the_next_frame_and_before_a_newer_one() -> None:
    """Seen to fail with what is owed behind the frame: a page counts its last words as not saved."""
    line = Line()
    socket = connected(line)
    socket.owe(b"one")
    socket.push(b"two")
    assert line.written == [framed(b"one") + framed(b"two")]


async def test_an_acknowledgement_goes_out_alone_when_nothing_else_does() -> None:
    line = Line()
    socket = connected(line)
    socket.owe(b"one")
    socket.owe(b"two")
    assert line.written == []
    for _ in range(600):
        if line.written:
            break
        await asyncio.sleep(connection.GRACE)
    assert line.written == [framed(b"two")]
    await asyncio.sleep(2 * connection.GRACE)
    assert line.written == [framed(b"two")]


async def test_an_acknowledgement_outlives_a_full_buffer() -> None:
    line = Line()
    socket = connected(line)
    drained = asyncio.Event()
    socket.on_drained = lambda _vector: drained.set()
    line.writable.clear()
    socket.push(b"late")
    socket.owe(b"one")
    await asyncio.sleep(2 * connection.GRACE)
    assert line.written == []
    line.writable.set()
    await asyncio.wait_for(drained.wait(), 60)
    socket.push(b"caught up")
    assert line.written == [framed(b"late"), framed(b"one") + framed(b"caught up")]
