"""A broker between the processes of a world: late, and now and then a message gets lost."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Any


class Broker:
    """The channels. `delay` is asked for each delivery and may answer None: lost."""

    def __init__(self, loop: asyncio.AbstractEventLoop, delay: Callable[[], float | None]) -> None:
        self.loop, self.delay = loop, delay
        self.ears: dict[str, dict[Ear, None]] = defaultdict(dict)
        self.told = 0

    def publish(self, channel: str, data: bytes) -> int:
        self.told += 1
        for ear in self.ears[channel]:
            if (wait := self.delay()) is not None:
                ear.due = max(ear.due + 1e-6, self.loop.time() + wait)
                self.loop.call_at(ear.due, ear.hear, data)
        return len(self.ears[channel])


class Ear:
    """One process's subscription, by the names that redis-py gives."""

    def __init__(self, broker: Broker) -> None:
        self.broker = broker
        self.due = 0.0
        self._queue: asyncio.Queue[bytes] = asyncio.Queue()

    async def subscribe(self, *channels: str) -> None:
        for channel in channels:
            self.broker.ears[channel][self] = None

    async def unsubscribe(self, channel: str) -> None:
        self.broker.ears[channel].pop(self, None)

    def hear(self, data: bytes) -> None:
        self._queue.put_nowait(data)

    async def get_message(self, timeout: float | None) -> dict[str, bytes]:
        return {"data": await self._queue.get()}

    def cut(self) -> None:
        for ears in self.broker.ears.values():
            ears.pop(self, None)


class Line:
    """What `redis.Redis.from_url` gives a process here."""

    def __init__(self, broker: Broker) -> None:
        self.broker = broker
        self.ear = Ear(broker)

    async def publish(self, channel: str, data: bytes) -> int:
        return self.broker.publish(channel, data)

    def pubsub(self, **_more: Any) -> Ear:
        return self.ear

    async def pubsub_numsub(self, *channels: str) -> list[tuple[str, int]]:
        return [(channel, len(self.broker.ears[channel])) for channel in channels]
