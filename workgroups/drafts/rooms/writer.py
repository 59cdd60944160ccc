"""The one writer of a process: what all its rooms accepted, in one transaction at a time."""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from django.db import connection

from workgroups.drafts.actions import Batch, append_updates

log = logging.getLogger(__name__)
PAUSE = 0.5
"""Seconds between two transactions under load; a lone change is written at once. Each costs a thread's waking and an
acknowledgement to everybody who wrote, so that two typists pay more for them than for all else; and what is not
acknowledged yet every page holds."""
TRIES = 8

T = TypeVar("T")
_readers = ThreadPoolExecutor(4, thread_name_prefix="drafts-read")


async def in_thread(work: Callable[..., T], *args: Any) -> T:
    """Run database work off the event loop and give its connection back to the pool."""

    def run() -> T:
        try:
            return work(*args)
        finally:
            connection.close()

    return await asyncio.get_running_loop().run_in_executor(_readers, run)


class Author(Protocol):
    """Who hands updates to the writer: a room."""

    draft_id: int

    def stands(self) -> bool:
        """Whether its document holds what is about to be written."""

    def committed(self, first: int, last: int, receipts: list[Any]) -> None: ...

    def lost(self) -> None: ...


class Writer:
    """Gathers rows of many rooms and writes them in grouped inserts; tells each room when its rows are safe."""

    def __init__(self) -> None:
        self._rows: dict[Author, list[tuple[int | None, bytes]]] = defaultdict(list)
        self._receipts: dict[Author, list[Any]] = defaultdict(list)
        self._task: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drafts-write")
        self._busy: set[Author] = set()

    def add(self, room: Author, rows: list[tuple[int | None, bytes]], receipts: list[Any]) -> None:
        """Queue rows; `receipts` come back with the commit."""
        self._rows[room] += rows
        self._receipts[room] += receipts
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def ask(self, work: Callable[..., T], *args: Any) -> T:
        """Ask the database something on the writer's own thread and connection, which are warm."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, _kept_open, work, *args)

    def holds(self, room: Author) -> bool:
        """Whether something of this room is not committed yet."""
        return room in self._rows or room in self._busy

    async def _run(self) -> None:
        while self._rows:
            began = time.monotonic()
            rows, self._rows = self._rows, defaultdict(list)
            receipts, self._receipts = self._receipts, defaultdict(list)
            self._busy = set(rows)
            try:
                await self._write(rows, receipts)
            finally:
                self._busy = set()
            await asyncio.sleep(max(0.0, PAUSE - (time.monotonic() - began)))

    async def _write(self, rows: dict[Author, list[Any]], receipts: dict[Author, list[Any]]) -> None:
        batches = [Batch(room.draft_id, tuple(rows[room])) for room in rows if room.stands()]
        spans = await self._committed(batches) if batches else {}
        self._busy = set()
        for room in rows:
            if spans is None or room.draft_id not in spans:
                room.lost()
            else:
                room.committed(*spans[room.draft_id], receipts[room])

    async def _committed(self, batches: list[Batch]) -> dict[int, tuple[int, int]] | None:
        """Write until it holds; None when the database stays away. (Twice the same update is the same document.)"""
        loop = asyncio.get_running_loop()
        for attempt in range(TRIES):
            try:
                return await loop.run_in_executor(self._thread, _append, batches)
            except Exception as fault:
                log.warning("drafts not stored (try %s): %s", attempt + 1, fault)
                await asyncio.sleep(min(0.1 * 2**attempt, 3.0))
        return None


def _append(batches: list[Batch]) -> dict[int, tuple[int, int]]:
    return _kept_open(lambda: append_updates(batches=batches))


def _kept_open(work: Callable[..., T], *args: Any) -> T:
    """Database work of a thread that keeps its connection; after a fault it takes a new one."""
    try:
        return work(*args)
    except Exception:
        connection.close()
        raise
