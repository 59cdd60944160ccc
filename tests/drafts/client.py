"""A Yjs client of its own for the tests: the y-websocket protocol over a real socket."""

import asyncio
import json
from typing import Any

import websockets
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from websockets.asyncio.client import ClientConnection, connect

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import schema
from workgroups.drafts.logic.preparse import Reader
from workgroups.drafts.rooms.protocol import presence_frame, sync_frame, varint


class Client:
    """A document that follows the room's; what it sends and gets is kept for the tests to judge."""

    def __init__(self, url: str, cookie: str, origin: str | None, doc: Doc[Any] | None = None) -> None:
        self.url, self.cookie, self.origin = url, cookie, origin
        self.doc: Doc[Any] = doc if doc is not None else ydoc.new()
        self.acks: list[tuple[int, int]] = []
        self.sent = 0
        self.frames = 0
        self.presence: dict[int, Any] = {}
        self.closed: tuple[int, str] | None = None
        self.synced = asyncio.Event()
        self._news = asyncio.Event()
        self._socket: ClientConnection | None = None
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect and wait until both sides have what the other lacked."""
        headers = {"Cookie": self.cookie}
        self._socket = await connect(
            self.url, additional_headers=headers, origin=self.origin, max_size=None, ping_interval=None
        )
        self._task = asyncio.create_task(self._read())
        await self.send(sync_frame(0, self.doc.get_state()))
        synced = asyncio.create_task(self.synced.wait())
        await asyncio.wait({synced, self._task}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
        synced.cancel()

    async def close(self) -> None:
        if self._socket:
            await self._socket.close()
        if self._task:
            await asyncio.wait({self._task}, timeout=5)

    async def send(self, frame: bytes) -> None:
        assert self._socket
        try:
            await self._socket.send(frame)
        except websockets.ConnectionClosed:
            return

    async def send_update(self, update: bytes) -> None:
        self.sent += 1
        await self.send(sync_frame(2, update))

    async def write(self, act: Any) -> None:
        """Change the document and send the change."""
        before = self.doc.get_state()
        with self.doc.transaction():
            act(ydoc.root(self.doc))
        await self.send_update(self.doc.get_update(before))

    async def type(self, words: str, block: int = -1) -> None:
        """Type letter by letter at the end of a block."""
        for letter in words:
            await self.write(lambda root, letter=letter: self._put(root, block, letter))

    def _put(self, root: XmlFragment, block: int, letter: str) -> None:
        element = root.children[block % len(root.children)]
        assert isinstance(element, XmlElement)
        if not len(element.children):
            element.children.append(XmlText(""))
        text = element.children[len(element.children) - 1]
        assert isinstance(text, XmlText)
        text.insert(len(text), letter, {})

    async def appear(self, name: str, cursor: Any = None, *, as_client: int | None = None, clock: int = 1) -> None:
        state = json.dumps({"user": {"name": name, "color": "#000000"}, "cursor": cursor})
        from workgroups.drafts.rooms.protocol import Presence

        await self.send(presence_frame([Presence(as_client or self.doc.client_id, clock, state)]))

    async def until(self, test: Any, seconds: float = 60) -> None:
        """Wait until a condition on this client holds."""

        async def wait() -> None:
            while not test():
                self._news.clear()
                await self._news.wait()

        try:
            await asyncio.wait_for(wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"not seen in {seconds} s; closed={self.closed} text={self.text!r}") from None

    async def saved(self) -> None:
        """Wait until everything sent is acknowledged."""
        await self.until(lambda: self.acks and self.acks[-1][1] >= self.sent + 1)

    @property
    def json(self) -> schema.Node:
        return schema.normal(ydoc.read(self.doc))

    @property
    def text(self) -> str:
        return schema.plain(ydoc.read(self.doc))

    async def _read(self) -> None:
        assert self._socket
        try:
            async for data in self._socket:
                assert isinstance(data, bytes)
                self.frames += 1
                await self._take(data)
                self._news.set()
        except websockets.ConnectionClosed:
            pass
        self.closed = (self._socket.close_code or 0, self._socket.close_reason or "")
        self._news.set()

    async def _take(self, data: bytes) -> None:
        reader = Reader(data)
        kind = reader.uint()
        if kind == 0:
            step, body = reader.uint(), reader.raw()
            if step == 0:
                await self.send(sync_frame(1, self.doc.get_update(body)))
            else:
                self.doc.apply_update(body)
                if step == 1:
                    self.synced.set()
        elif kind == 1:
            inner = Reader(reader.raw())
            for _ in range(inner.uint()):
                client, _clock, state = inner.uint(), inner.uint(), json.loads(inner.text())
                self.presence[client] = state
        elif kind == 8:
            self.acks.append((reader.uint(), reader.uint()))


def frame_of(kind: int, body: bytes) -> bytes:
    return varint(kind) + body
