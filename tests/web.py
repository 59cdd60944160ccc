"""A real web process on the test database, for tests that need sockets or that kill things."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from workgroups.accounts.models import Person
from workgroups.core.supervisor import commands
from workgroups.core.supervisor.places import ROOT


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that shares the test's database and broker."""
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}"
    if database["PORT"]:
        url += f"&port={database['PORT']}"
    return {**os.environ, "DATABASE_URL": url, "LOG_LEVEL": "WARNING", "DEMO": "0", **more}


def end_other_sessions() -> None:
    """End what threads of this process or killed ones still hold open on the test database, so that it can go."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@dataclass
class Process:
    """A child process in a group of its own, so that killing it takes its children along."""

    command: list[str]
    more: dict[str, str] = field(default_factory=dict)
    child: "subprocess.Popen[bytes] | None" = None

    def start(self) -> "Process":
        env = environment(**self.more)
        self.child = subprocess.Popen(self.command, cwd=ROOT, env=env, start_new_session=True)
        return self

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Send the whole process group a signal and wait for its end."""
        if self.child and self.child.poll() is None:
            os.killpg(self.child.pid, how)
            self.child.wait(20)


@dataclass
class Web(Process):
    """A web process at `address`."""

    port: int = 0

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> "Web":
        super().start()
        for _ in range(600):
            try:
                asking = HTTPConnection("127.0.0.1", self.port, timeout=2)
                asking.request("GET", "/health/live")
                asking.getresponse().read()
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the web process does not answer")


@contextmanager
def web_process(port: int, **more: str) -> Iterator[Web]:
    """Run a web process at `port` until the block ends."""
    web = Web(commands.web("127.0.0.1", port), more, port=port)
    try:
        yield web.start()
    finally:
        web.kill()


def sign_in(person: Person) -> str:
    """Open a session for a person; return its cookie."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


WORKER = [
    *(sys.executable, "-m", "celery", "-q", "-A", "collab.celery", "worker", "--pool", "threads", "--concurrency", "4"),
    *("--loglevel", "WARNING", "--without-gossip", "--without-mingle"),
]
BEAT = [sys.executable, "-m", "celery", "-q", "-A", "collab.celery", "beat", "--loglevel", "WARNING", "--pidfile="]


@contextmanager
def worker_process(schedule: str, **more: str) -> Iterator[Process]:
    """Run beat until the block ends; the worker is the caller's to start and to kill."""
    beat = Process([*BEAT, "--schedule", schedule], more)
    worker = Process(WORKER, more)
    try:
        beat.start()
        yield worker
    finally:
        worker.kill()
        beat.kill()
