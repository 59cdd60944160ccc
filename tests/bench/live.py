"""An event to 100 open pages: from the commit to each page, and CPU of the web process for each delivery."""

import asyncio
import json
import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure

SOCKETS = 100
EVENTS = 100
APART = 0.1  # seconds between two events
TICKS = os.sysconf("SC_CLK_TCK")


def measure() -> Iterator[Figure]:
    """Open the pages, let things happen, read the clock of each delivery."""
    from tests.bench.digest import free_port
    from tests.cast import build_cast
    from tests.web import sign_in, web_process
    from workgroups.events.events import StreamRef
    from workgroups.events.queries import head_of

    cast = build_cast()
    cookies = [sign_in(cast.person(("chair", "delegate", "observer")[n % 3]) or cast.chair) for n in range(SOCKETS)]
    ref = StreamRef.group(cast.group.pk)
    with web_process(free_port()) as web:
        assert web.child
        waits, cpu, idle = asyncio.run(_run(web, cookies, cast.group.pk, head_of(ref)))
    name = f"an event to {SOCKETS} sockets"
    cuts = statistics.quantiles(waits, n=100)
    yield Figure(name, "end to end p50", cuts[49] * 1000, "ms")
    yield Figure(name, "end to end p99", cuts[98] * 1000, "ms", 100)
    yield Figure(name, "web CPU a delivery", max(cpu - idle, 0) / len(waits) * 1e6, "µs")
    yield Figure(name, "missed", SOCKETS * EVENTS - len(waits), "")


async def _run(web: Any, cookies: list[str], group_id: int, head: int) -> tuple[list[float], float, float]:
    from asgiref.sync import sync_to_async
    from websockets.asyncio.client import connect

    headers = [{"Cookie": cookie} for cookie in cookies]
    url = f"ws://{web.address}/ws/live/"
    origin: Any = f"http://{web.address}"
    lines = []
    for one in headers:
        lines.append(await connect(url, origin=origin, additional_headers=one, compression=None))  # noqa: PERF401
    done: dict[int, float] = {}
    waits: list[float] = []

    async def listen(line: Any) -> None:
        at = head
        await line.send(json.dumps({"follow": {f"group:{group_id}": head}}))
        while at < head + EVENTS:
            message = json.loads(await line.recv())
            now = time.monotonic()
            if "events" in message:
                at = message["to"]
                waits.extend(now - done[seq] for seq in range(message["from"] + 1, at + 1))

    listeners = [asyncio.create_task(listen(line)) for line in lines]
    await asyncio.sleep(2)
    rest = cpu_of(web.child.pid)
    await asyncio.sleep(5)
    idle = (cpu_of(web.child.pid) - rest) / 5
    before, began = cpu_of(web.child.pid), time.monotonic()
    for number in range(EVENTS):
        done[head + number + 1] = time.monotonic()
        await sync_to_async(_happen)(group_id)
        await asyncio.sleep(APART)
    async with asyncio.timeout(30):
        await asyncio.gather(*listeners)
    cpu, lasted = cpu_of(web.child.pid) - before, time.monotonic() - began
    for line in lines:
        await line.close()
    return waits, cpu, idle * lasted


def _happen(group_id: int) -> None:
    from django.db import transaction

    from workgroups.events.actions import emit
    from workgroups.groups.events import GroupChanged

    with transaction.atomic():
        emit(GroupChanged(group_id=group_id, actor_id=0))


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
