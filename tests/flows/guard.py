"""An end to what hangs: Playwright's `evaluate` has no time limit of its own, so one silent page holds up a run.

A thread of our own and not a plugin of pytest: it needs no word from the thread that hangs, knows that a test which
looks at many pages has moved on, and names the test. It ends the process; under xdist that is one worker, whose test
has failed. Shown to work with a promise that never resolves, alone and beside another worker.
"""

import faulthandler
import os
import threading

import pytest

PATIENCE = 600  # seconds since a page was last opened: more than ten times what any story needs


class Guard:
    """Counts from the last sign of life."""

    def __init__(self) -> None:
        self.test = ""
        self.said: int | None = None
        self.timer: threading.Timer | None = None

    def watch(self, item: pytest.Item) -> None:
        """Count for this test once it opens a page: what starts a product has time limits of its own."""
        if self.said is None:
            with item.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
                self.said = os.dup(2)  # what pytest catches would end with it
        self.test = item.nodeid

    def again(self) -> None:
        """Count anew: something moved."""
        self.rest()
        if self.test:
            self.timer = threading.Timer(PATIENCE, self._end)
            self.timer.daemon = True
            self.timer.start()

    def rest(self) -> None:
        """Stop counting."""
        if self.timer:
            self.timer.cancel()

    def _end(self) -> None:
        assert self.said is not None
        os.write(self.said, f"\n{self.test}: nothing has moved for {PATIENCE} s, so this process ends.\n".encode())
        faulthandler.dump_traceback(self.said)
        os._exit(1)


guard = Guard()
