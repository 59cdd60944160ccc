"""Sockets of the web process: uvicorn's own, with two short ways through for rooms where much is said.

`uvicorn --ws workgroups.core.wire:Wire`. An ASGI application finds the wire in its scope (`wire_of`). It may then write
a frame that was framed once for many receivers, without a coroutine each, and be handed small whole messages as they
come, without a queue and a task's turn each. Handshake, fragments, pings, ends and faults stay uvicorn's.
"""

from collections.abc import Callable
from typing import Any, Final

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State

try:
    from websockets.speedups import apply_mask
except ImportError:  # a wheel without compiled code
    from websockets.utils import apply_mask

EXTENSION: Final = "workgroups.wire"
WHOLE_BINARY: Final = 0x82  # RFC 6455, 5.2: last fragment, nothing reserved, binary
MASKED: Final = 0x80
LONG, LONGER, LONGEST = 126, 127, 1 << 16


class Wire(WebSocketsSansIOProtocol):
    """One socket. `taker` gets each small message; where it answers False the message goes the long way, in order."""

    taker: Callable[[bytes], bool] | None = None

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            extensions: dict[str, Any] = self.scope["extensions"]
            extensions[EXTENSION] = self  # the task that reads it has not begun

    def data_received(self, data: bytes) -> None:
        found = self._messages(data) if self.taker else None
        if found is None:
            super().data_received(data)
            return
        for message in found:
            if self.taker is None or not self.queue.empty() or not self.taker(message):
                self.curr_msg_data_type = "bytes"
                self.frames = [message]
                self.send_receive_event_to_app()

    def _messages(self, data: bytes) -> list[bytes] | None:
        """The messages in `data` when it is nothing but whole small ones; None leaves all of it to the library."""
        conn = self.conn
        if conn.state is not State.OPEN or conn.reader.buffer or conn.current_size is not None or conn.parser_exc:
            return None
        found: list[bytes] = []
        at, end = 0, len(data)
        while at < end:
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
        return found

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
