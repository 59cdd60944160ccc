"""The web process wakes seldom while nobody asks anything, serves, and ends when it is told to."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.conftest import unused_port

APP = """
async def application(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"here"})
"""


@pytest.mark.parametrize("processes", [1, 2])
def test_it_serves_and_ends_and_hardly_wakes(tmp_path: Path, processes: int) -> None:
    (tmp_path / "small.py").write_text(APP)
    port = unused_port()
    words = ["small:application", "--port", str(port), "--workers", str(processes), "--log-level", "warning"]
    command = [sys.executable, "-m", "workgroups.core.supervisor.web", *words, "--lifespan", "off"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))}
    child = subprocess.Popen(command, env=env, start_new_session=True)
    try:
        assert _ask(port) == (200, b"here")
        serving = [child.pid, *_children(child.pid)][-1]
        assert any(_wakings(serving, 3) < 20 for _try in range(5))  # uvicorn's own wakes thirty times, always
        child.send_signal(signal.SIGTERM)
        child.wait(30)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _ask(port: int) -> tuple[int, bytes]:
    for _ in range(600):
        try:
            asking = HTTPConnection("127.0.0.1", port, timeout=5)
            asking.request("GET", "/")
            answer = asking.getresponse()
            assert answer.getheader("date")
            return answer.status, answer.read()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the web process does not answer")


def _children(pid: int) -> list[int]:
    return [int(one) for task in Path(f"/proc/{pid}/task").glob("*/children") for one in task.read_text().split()]


def _wakings(pid: int, seconds: float) -> int:
    before = _turns(pid)
    time.sleep(seconds)
    return _turns(pid) - before


def _turns(pid: int) -> int:
    """How often the process's first thread gave up the processor to wait."""
    status = Path(f"/proc/{pid}/task/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("voluntary_ctxt_switches")))
