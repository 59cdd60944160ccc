"""One child process: started so that it cannot outlive us, asked whether it is ready, stopped in bounded time."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workgroups.core.supervisor import watchdog
from workgroups.core.supervisor.errors import CannotStart
from workgroups.core.supervisor.places import Account

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 5_000_000  # bytes; a longer log is set aside at the next start
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_watchdog: "subprocess.Popen[str] | None" = None


def tied_to_us(number: int) -> Callable[[], None]:
    """Return what a child does before exec: ask the kernel for `number` when its parent dies (after any setuid)."""
    parent = os.getpid()

    def tie() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def tell_watchdog(verb: str, group: int, number: int) -> None:
    """Put a process group under the watchdog (`+`) or take it out (`-`)."""
    global _watchdog
    if _watchdog is None or _watchdog.poll() is not None:
        _watchdog = subprocess.Popen(
            [sys.executable, "-I", "-S", watchdog.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
            text=True,
        )
    assert _watchdog.stdin  # noqa: S101
    with contextlib.suppress(BrokenPipeError):
        _watchdog.stdin.write(f"{verb} {group} {int(number)}\n")
        _watchdog.stdin.flush()


@dataclass
class Service:
    """A supervised process. All of its signals go to its whole process group."""

    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str]
    url: str = ""
    cwd: Path = Path("/")
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL  # when we die without a word
    patience: float = 10.0  # seconds between asking to stop and killing
    start_limit: float = 60.0  # seconds until it must be ready
    before: Callable[[], None] = lambda: None
    is_ready: Callable[[], bool] = lambda: True
    after: Callable[[], None] = lambda: None  # once stopped
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def pid(self) -> int:
        """The process id of the running child, else 0."""
        return self.process.pid if self.process and self.alive else 0

    @property
    def alive(self) -> bool:
        """Whether the child runs."""
        return self.process is not None and self.process.poll() is None

    def launch(self) -> None:
        """Start the child without waiting for it to be ready."""
        self.before()
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
        account = self.account
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=dict(self.env),
                cwd=self.cwd,
                start_new_session=True,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                umask=0o077,
                preexec_fn=tied_to_us(self.death_signal),
            )
        tell_watchdog("+", self.process.pid, self.death_signal)

    def start(self) -> "Service":
        """Start the child and return once it is ready; one that ends at once is tried again, twice."""
        deadline = time.monotonic() + self.start_limit
        try:
            self.launch()
            tries = 2
            while not self.is_ready():
                if time.monotonic() > deadline:
                    raise CannotStart(f"{self.name} was not ready after {self.start_limit:.0f} s.\n{self.last_lines()}")
                if not self.alive:
                    if not tries:
                        raise CannotStart(f"{self.name} ended at once.\n{self.last_lines()}")
                    tries -= 1
                    time.sleep(1)
                    self.launch()
                time.sleep(0.05)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """End the child and give back what it held."""
        self.end()
        self.after()

    def end(self) -> None:
        """Ask the child to end, and kill it when it does not."""
        if self.alive and self.process:
            watchdog.signal_group(self.process.pid, self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(self.patience)
        self.kill()

    def kill(self) -> None:
        """End the child's whole process group with SIGKILL."""
        if self.process is not None:
            watchdog.signal_group(self.process.pid, signal.SIGKILL)
            self.process.wait()
            tell_watchdog("-", self.process.pid, 0)
            self.process = None

    def last_lines(self, count: int = 15) -> str:
        """The end of the child's log, for a message."""
        lines = self.log.read_text(errors="replace").splitlines()[-count:] if self.log.exists() else []
        return "\n".join([f"The end of {self.log}:", *(f"  {line}" for line in lines)])
