"""`python -m workgroups.core.supervisor.web …`: uvicorn with its own words, which looks twice a second whether to end.

Its server wakes ten times a second to see whether a signal came. That is most of what a web process does while nobody
says anything, and a tenth of what two people cost who write together.
"""

import asyncio
from importlib import import_module

from uvicorn.server import Server as UvicornServer

PAUSE = 0.5
"""Seconds; a signal to end is heard that much later at most."""
_TICKS = round(PAUSE / 0.1)  # `on_tick` counts tenths of a second: at each tenth of them it renews the Date header


class Server(UvicornServer):
    """uvicorn's, but for how often it wakes."""

    async def main_loop(self) -> None:
        tick = 0
        while not await self.on_tick(tick):
            tick += _TICKS
            await asyncio.sleep(PAUSE)


# The command line, and each child where there are several processes, make their server by this name.
for _maker in ("uvicorn.main", "uvicorn.supervisors.multiprocess"):
    import_module(_maker).Server = Server  # type: ignore[attr-defined]

if __name__ == "__main__":
    import_module("uvicorn.main").main()
