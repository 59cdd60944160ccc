"""Call a child process that limits itself: nothing of our environment, no shell, an end after a while."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


class Overrun(Exception):  # noqa: N818  (what happened, not what to call it)
    """The child gave no answer in time and was ended."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: bytes of addresses, seconds of the processor and of the wall, bytes of a file."""

    memory: int
    cpu_seconds: int
    wall_seconds: int
    output: int

    def words(self) -> list[str]:
        """What `confine.limit` is called with."""
        return [str(self.memory), str(self.cpu_seconds), str(self.output)]


def call(
    child: Path, folder: Path, words: list[str], limits: Limits, environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """Run a Python child by path in its folder; raises Overrun. Its environment holds what Python needs, and yours."""
    command = [sys.executable, "-I", str(child), *words]
    own = {"PATH": os.defpath, "HOME": str(folder), "LC_ALL": "C.UTF-8", **(environment or {})}
    try:
        return subprocess.run(  # noqa: S603  (a fixed program, no shell, no words of users)
            command, cwd=folder, env=own, capture_output=True, timeout=limits.wall_seconds, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise Overrun(f"no answer within {limits.wall_seconds} s") from fault
