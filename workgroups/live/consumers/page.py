"""The socket of an open page."""

import asyncio
import json
from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import HASH_SESSION_KEY

from workgroups.events.events import StreamRef
from workgroups.live.consumers.hub import hub
from workgroups.live.logic import frames

MOST_STREAMS = 40
LONGEST = 4096  # characters of a message from a page
MOST_MESSAGES = 60  # a page asks when it opens and when it missed something; more is a fault or a flood


class LiveConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # Channels brings no types
    """Follows streams for a page: `{"follow": {"group:12": 4711}}`; the hub says what is new."""

    channel_layer_alias = "none"  # the hub listens to the layer, once for all sockets of this process

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Call the handler without the thread hop that Channels makes for each message; queries bring their own."""
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        user, session = self.scope["user"], self.scope["session"]
        if not user.is_authenticated:
            await self.close(4401)
            return
        self.person_id: int = user.pk
        self.session_key: str = session.session_key
        self.auth_key: str = session.get(HASH_SESSION_KEY, "")
        self.cursors: dict[StreamRef, int | None] = {}
        self.beat_due = False
        self.asked = 0
        self.stirred = asyncio.Event()
        await self.accept()
        self.hub = hub()
        await self.hub.join(self)
        self.writer = asyncio.create_task(self._write())

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        wanted = _follow(text_data)
        if wanted is None or self.asked > MOST_MESSAGES:
            await self.close(4400)
            return
        self.asked += 1
        for ref, cursor in wanted.items():
            if not await self.hub.follow(self, ref, cursor):
                await self.send(frames.encode(frames.gone(ref)))
        self.beat_due = True
        self.stir()

    async def disconnect(self, code: int) -> None:
        if writer := getattr(self, "writer", None):
            writer.cancel()
            await self.hub.leave(self)
        raise StopConsumer

    def stir(self) -> None:
        """Let the writer look whether there is something to say."""
        self.stirred.set()

    def end(self, code: int) -> None:
        """Close this socket: the session that opened it is over."""
        self.ending = asyncio.ensure_future(self.close(code))

    async def _write(self) -> None:
        """Say what is new, at the pace of this page's own line: a slow one delays nobody and queues nothing."""
        while True:
            await self.stirred.wait()
            self.stirred.clear()
            for ref in list(self.cursors):
                while frame := await self.hub.next_frame(self, ref):
                    await self.send(frame)
                    if ref not in self.cursors:
                        break
            if self.beat_due:
                self.beat_due = False
                self.asked = 0
                await self.send(frames.encode({"heads": self.hub.heads(self)}))


def _follow(text: str | None) -> dict[StreamRef, int | None] | None:
    """Return the streams and cursors that a page asks for; None when this is not a message of ours."""
    if not text or len(text) > LONGEST:
        return None
    try:
        asked = json.loads(text)["follow"]
        found = {frames.named(name): cursor for name, cursor in asked.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if len(found) > MOST_STREAMS or not all(cursor is None or type(cursor) is int for cursor in found.values()):
        return None
    return {ref: cursor for ref, cursor in found.items() if ref}
