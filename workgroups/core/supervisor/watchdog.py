"""Outlives a killed supervisor just long enough to end the process groups that it started (run, not imported)."""

import contextlib
import os
import signal
import sys
import time

PATIENCE = 8.0  # seconds between asking and killing


def signal_group(group: int, number: int) -> bool:
    """Send a signal to a process group; say whether the group still exists."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
        return True
    return False


def end(groups: dict[int, int]) -> None:
    """Ask each group to end with its own signal, then kill what is left."""
    for group, number in groups.items():
        signal_group(group, number)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(signal_group(group, 0) for group in groups):
        time.sleep(0.05)
    for group in groups:
        signal_group(group, signal.SIGKILL)


def main() -> None:
    """Read `+ group signal` and `- group` lines; the end of input means that the supervisor is gone."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: dict[int, int] = {}
    for line in sys.stdin:
        verb, group, how = line.split()
        if verb == "+":
            groups[int(group)] = int(how)
        else:
            groups.pop(int(group), None)
    end(groups)


if __name__ == "__main__":
    main()
