"""Open pages as tests see them: a real web process, real sockets."""

import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker
from websockets.asyncio.client import ClientConnection, connect

from tests.cast import Cast, build_cast
from tests.web import Web, end_other_sessions, web_process


@pytest.fixture
def committed_cast(transactional_db: None) -> Cast:
    """The cast, committed: other processes read the database."""
    return build_cast()


@pytest.fixture(scope="session")
def web(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Web]:
    """A real web process for all tests that do not kill it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with web_process(port) as process:
        yield process
    with django_db_blocker.unblock():
        end_other_sessions()


class Page:
    """A page that follows streams, as live.js does."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line

    async def follow(self, **cursors: int | None) -> None:
        """Follow `group_12=4711`."""
        await self.line.send(json.dumps({"follow": {name.replace("_", ":"): at for name, at in cursors.items()}}))

    async def hear(self, timeout: float = 60, *, beats: bool = False) -> dict[str, Any]:
        """Return the next message that is no heartbeat; raises TimeoutError."""
        import asyncio

        async with asyncio.timeout(timeout):
            while True:
                message: dict[str, Any] = json.loads(await self.line.recv())
                if beats or "heads" not in message:
                    return message


@asynccontextmanager
async def page(web: Web, cookie: str) -> AsyncIterator[Page]:
    """Open a socket with a session's cookie."""
    headers = {"Cookie": cookie}
    origin: Any = f"http://{web.address}"
    async with connect(f"ws://{web.address}/ws/live/", origin=origin, additional_headers=headers) as line:
        yield Page(line)
