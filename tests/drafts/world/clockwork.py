"""An event loop whose time passes only when nothing is left to do: hours in seconds, and every run the same."""

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class _Leap(selectors.SelectSelector):
    """Never waits: the time that would have been waited is over."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("everything waits for something that cannot come")
        self.now += max(0.0, timeout)
        return []


class Clockwork(asyncio.SelectorEventLoop):
    """The loop. Nothing outside may wake it: there are no threads and no sockets in this world."""

    def __init__(self) -> None:
        self._leap = _Leap()
        super().__init__(self._leap)
        self._clock_resolution = 1e-9
        self.faults: list[dict[str, Any]] = []
        self.set_exception_handler(lambda _loop, context: self.faults.append(context))

    def time(self) -> float:
        return self._leap.now

    monotonic = time

    def call_soon_threadsafe(self, callback: Callable[..., Any], *args: Any, **more: Any) -> asyncio.Handle:
        return self.call_soon(callback, *args, **more)


class Executor:
    """Takes what goes to a thread elsewhere; it is done here, after a while, or never when its process was killed."""

    def __init__(self, loop: Clockwork, delay: Callable[[], float], alive: Callable[[], bool] = lambda: True) -> None:
        self.loop, self.delay, self.alive = loop, delay, alive

    def submit(self, work: Callable[..., Any], *args: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        self.loop.call_later(self.delay(), self._do, done, work, args)
        return done

    def _do(self, done: "Future[Any]", work: Callable[..., Any], args: tuple[Any, ...]) -> None:
        if not self.alive() or done.cancelled():
            return
        try:
            result = work(*args)
        except Exception as fault:
            done.set_exception(fault)
            return
        # A killed process may have written and not have learned of it.
        self.loop.call_later(self.delay(), lambda: done.done() or not self.alive() or done.set_result(result))
