"""Between processes: one Redis message a flush, and only while another process holds the room too."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import redis.asyncio as redis
from django.conf import settings

from workgroups.drafts.logic.preparse import Reader, Refusal
from workgroups.drafts.rooms.protocol import varint

log = logging.getLogger(__name__)
HELLO, UPDATES, PRESENCE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one process tells the others about a draft."""

    kind: int
    draft_id: int
    first: int = 0
    last: int = 0
    body: bytes = b""


class Bus:
    """One subscription a process. The database stays the book; a lost message costs a second."""

    def __init__(self, deliver: Callable[[Parcel], None]) -> None:
        self._deliver = deliver
        self._me = secrets.token_bytes(8)
        self._client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=None, socket_connect_timeout=2)
        self._pubsub: Any = None
        self._task: asyncio.Task[None] | None = None
        self._rooms: set[int] = set()
        self._joining = asyncio.Lock()  # two first rooms at once would each connect, and one be listened to

    def _channel(self, draft_id: int) -> str:
        return f"{settings.REDIS_PREFIX}:draft:{draft_id}"

    async def join(self, draft_id: int) -> bool:
        """Listen for a draft and tell others that it is open here too; return whether another process heard it."""
        self._rooms.add(draft_id)
        try:
            async with self._joining:
                if self._task is None or self._task.done():
                    await self._connect()
                    self._task = asyncio.get_running_loop().create_task(self._listen())
                else:
                    await self._pubsub.subscribe(self._channel(draft_id))
        except (redis.RedisError, OSError) as fault:
            log.warning("broker away, drafts go by the database: %s", fault)
            return False
        return await self.tell(Parcel(HELLO, draft_id)) > 1

    async def leave(self, draft_id: int) -> None:
        self._rooms.discard(draft_id)
        try:
            if self._pubsub is not None:
                await self._pubsub.unsubscribe(self._channel(draft_id))
        except (redis.RedisError, OSError) as fault:
            log.warning("broker away: %s", fault)

    async def tell(self, parcel: Parcel) -> int:
        """Pass a parcel on; return how many processes heard it, this one among them."""
        head = bytes((parcel.kind,)) + varint(parcel.draft_id) + varint(parcel.first) + varint(parcel.last)
        try:
            return int(await self._client.publish(self._channel(parcel.draft_id), self._me + head + parcel.body))
        except (redis.RedisError, OSError) as fault:
            log.warning("broker away, others will ask the database: %s", fault)
            return 0

    async def company(self, draft_ids: list[int]) -> set[int]:
        """Which of these drafts another process holds as well."""
        try:
            counts = await self._client.pubsub_numsub(*(self._channel(one) for one in draft_ids))
        except (redis.RedisError, OSError):
            return set()
        return {draft_id for draft_id, (_name, count) in zip(draft_ids, counts, strict=True) if count > 1}

    async def _connect(self) -> None:
        self._pubsub = self._client.pubsub(ignore_subscribe_messages=True)
        await self._pubsub.subscribe(*(self._channel(one) for one in self._rooms))

    async def _listen(self) -> None:
        while self._rooms:
            try:
                message = await self._pubsub.get_message(timeout=None)
                if message is not None:
                    self._take(message["data"])
            except (redis.RedisError, OSError, RuntimeError) as fault:
                log.warning("broker away, listening again: %s", fault)
                await asyncio.sleep(0.5)
                try:
                    await self._connect()
                except (redis.RedisError, OSError):
                    await asyncio.sleep(1)

    def _take(self, data: bytes) -> None:
        if data[:8] == self._me:
            return
        try:
            reader = Reader(data, 8)
            parcel = Parcel(reader.byte(), reader.uint(), reader.uint(), reader.uint(), data[reader.pos :])
        except Refusal:
            return
        self._deliver(parcel)
