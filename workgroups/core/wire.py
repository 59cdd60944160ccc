"""Sockets of the web process: uvicorn's own, with two short ways through for rooms where much is said.

`--ws workgroups.core.wire:Wire`. An ASGI application finds the wire in its scope (`wire_of`). It may then write
a frame that was framed once for many receivers, without a coroutine each, and be handed small whole messages as they
come, without a queue and a task's turn each. Handshake, fragments, pings, ends and faults stay uvicorn's.

However much one socket says at once, it is heard in portions, and between two of them everybody else is: what the
kernel hands over in one piece may hold thirty thousand messages, which would keep all others waiting for a second.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State

try:
    from websockets.speedups import apply_mask
except ImportError:  # a wheel without compiled code
    from websockets.utils import apply_mask

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveEvent

EXTENSION: Final = "workgroups.wire"
WHOLE_BINARY: Final = 0x82  # RFC 6455, 5.2: last fragment, nothing reserved, binary
MASKED: Final = 0x80
LONG, LONGER, LONGEST = 126, 127, 1 << 16
PORTION: Final = 4_096
"""Bytes of one socket, or so many whole small messages, that are taken before others have their turn."""
FEW: Final = 64
LATE: Final = 65_536
"""Bytes that are looked through after an end was said, for the answer to it; beyond, nothing is read any more."""


class Wire(WebSocketsSansIOProtocol):
    """One socket. `taker` gets each small message; where it answers False the message goes the long way, in order."""

    taker: Callable[[bytes], bool] | None = None
    _rest = b""
    """what came and is not heard yet"""
    _late = 0
    _turn: asyncio.Handle | None = None

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            extensions: dict[str, Any] = self.scope["extensions"]
            extensions[EXTENSION] = self  # the task that reads it has not begun

    def data_received(self, data: bytes) -> None:
        if self.close_sent:
            self._late += len(data)
            if self._late > LATE:  # a timer of the library's ends the line
                self._pause()
                return
        if self._rest:
            self._rest += data  # it was on its way when reading was paused
        else:
            self._hear(data)

    async def receive(self) -> "ASGIReceiveEvent":
        message = await super().receive()
        if self._rest and self.queue.empty():
            self._pause()
            self._turn = self._turn or self.loop.call_soon(self._go_on)
        return message

    def _hear(self, data: bytes) -> None:
        """Take one portion; the rest waits for another turn of the loop, and until the application has taken this."""
        found = self._messages(data) if self.taker else None
        if found is None:
            rest = data[PORTION:]
            super().data_received(data[:PORTION] if rest else data)
        else:
            messages, upto = found
            rest = data[upto:]
            self._give(messages)
        if rest:
            self._rest = rest
            self._pause()
            if self.queue.empty() or self.close_sent:
                self._turn = self._turn or self.loop.call_soon(self._go_on)

    def _go_on(self) -> None:
        self._turn = None
        rest, self._rest = self._rest, b""
        if self.transport.is_closing() or (self.close_sent and len(rest) > LATE):
            return
        self._hear(rest)
        if not self._rest and not self.read_paused and not self.transport.is_closing():
            self.transport.resume_reading()

    def _pause(self) -> None:
        if not self.transport.is_closing():
            self.transport.pause_reading()

    def _give(self, messages: list[bytes]) -> None:
        for message in messages:
            if self.taker is None or not self.queue.empty() or not self.taker(message):
                self.curr_msg_data_type = "bytes"
                self.frames = [message]
                self.send_receive_event_to_app()

    def _messages(self, data: bytes) -> tuple[list[bytes], int] | None:
        """The first messages in `data` where they are whole small ones, and where they end; None: for the library."""
        conn = self.conn
        if conn.state is not State.OPEN or conn.reader.buffer or conn.current_size is not None or conn.parser_exc:
            return None
        found: list[bytes] = []
        at, end = 0, len(data)
        while at < end and len(found) < FEW:
            if end - at < 6 or data[at] != WHOLE_BINARY:
                return None
            size, at = data[at + 1] - MASKED, at + 2
            if size == LONG:
                size, at = int.from_bytes(data[at : at + 2], "big"), at + 2
                if size < LONG:
                    return None
            elif not 0 <= size < LONG:
                return None
            start = at + 4
            at = start + size
            if at > end:
                return None
            found.append(apply_mask(data[start:at], data[start - 4 : start]))
        return found, at

    def put(self, framed: bytes) -> bool:
        """Write a frame; False when the other side does not read fast enough, and then it is not written.

        Raises `ClientDisconnected` once the socket is closing.
        """
        if self.close_sent or self.disconnected or self.transport.is_closing():
            raise ClientDisconnected
        if not self.writable.is_set():
            return False
        self.transport.write(framed)
        return True


def framed(body: bytes) -> bytes:
    """A message as a server sends it: unmasked, so that the same bytes serve every receiver."""
    size = len(body)
    if size < LONG:
        return bytes((WHOLE_BINARY, size)) + body
    if size < LONGEST:
        return bytes((WHOLE_BINARY, LONG)) + size.to_bytes(2, "big") + body
    return bytes((WHOLE_BINARY, LONGER)) + size.to_bytes(8, "big") + body


def wire_of(scope: dict[str, Any]) -> Wire | None:
    """The wire under a socket; None under another server, or an extension that changes frames."""
    wire = scope.get("extensions", {}).get(EXTENSION)
    return wire if isinstance(wire, Wire) and not wire.conn.extensions else None
