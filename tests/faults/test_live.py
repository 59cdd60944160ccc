"""Open pages when the web process or the broker dies: nothing is missed, and nobody is signed out.

By reasoning, not run, these fail: without the look of each second, nothing is heard while the broker is away.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import Cast, build_cast
from tests.live.conftest import page
from tests.live.test_consumers import change, start
from tests.web import Web, web_process
from workgroups.core.supervisor.broker import start_broker
from workgroups.core.supervisor.places import ROOT, forget
from workgroups.core.supervisor.service import Service

pytestmark = pytest.mark.fault


@pytest.fixture
def committed_cast(transactional_db: None) -> Cast:
    """The cast, committed: other processes read the database."""
    return build_cast()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder for a broker of our own."""
    where = ROOT / "var" / "test" / "live-broker"
    yield where
    forget(where)


@pytest.fixture
def broker(folder: Path) -> Iterator[Service]:
    """A broker that may be killed; only the web process under test uses it."""
    service = start_broker(folder)
    yield service
    service.stop()


async def test_page_catches_up_after_the_web_process_was_killed(committed_cast: Cast, free_port: int) -> None:
    group = committed_cast.group
    cookie, head = await start(committed_cast)
    with web_process(free_port) as web:
        async with page(web, cookie) as one:
            await one.follow(**{f"group_{group.pk}": head})
            await one.hear(beats=True)
            await change(group, 3)
            while head < (await one.hear())["to"] - 3:
                pass
            web.kill()
    await change(group, 100)
    with web_process(free_port) as web:
        async with page(web, cookie) as one:
            await one.follow(**{f"group_{group.pk}": head + 3})
            batch = await one.hear()
    assert (batch["from"], batch["to"], len(batch["events"])) == (head + 3, head + 103, 100)


async def test_events_are_heard_while_the_broker_is_dead_and_nobody_is_signed_out(
    committed_cast: Cast, free_port: int, broker: Service, folder: Path
) -> None:
    group = committed_cast.group
    cookie, head = await start(committed_cast)
    with web_process(free_port, REDIS_URL=broker.url) as web:
        async with page(web, cookie) as one:
            await one.follow(**{f"group_{group.pk}": head})
            await one.hear(beats=True)
            broker.stop()
            for turn in range(1, 4):  # the log is the book: heard at the next look
                await change(group)
                assert (await one.hear())["to"] == head + turn
            again = start_broker(folder)
            try:
                await asyncio.sleep(4)
                await change(group)
                assert (await one.hear())["to"] == head + 4
                assert await follows_afresh(web, cookie, group.pk, head) == head + 4  # and nobody was signed out
            finally:
                again.stop()


async def follows_afresh(web: Web, cookie: str, group_id: int, head: int) -> int:
    """Open another page with the same session; return where it is brought."""
    async with page(web, cookie) as other:
        await other.follow(**{f"group_{group_id}": head})
        return int((await other.hear())["to"])
