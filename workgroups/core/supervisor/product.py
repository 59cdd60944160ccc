"""The whole product as one object: database, broker, web, worker and beat, started, tended and stopped together."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from workgroups.core.supervisor import commands, runtime, schema
from workgroups.core.supervisor.broker import start_broker
from workgroups.core.supervisor.database import start_database
from workgroups.core.supervisor.errors import CannotStart
from workgroups.core.supervisor.places import ROOT, locked, runtime_folder
from workgroups.core.supervisor.service import Service, tied_to_us

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before a dead child is started again
STEADY = 60.0  # seconds of life after which a death counts as the first


class Product:
    """A running product. Not for several threads: a child lives only as long as the thread that started it."""

    def __init__(
        self, data_dir: Path, port: int = 8000, *, demo: bool = True, env: Mapping[str, str] | None = None
    ) -> None:
        """`env` is the contract's environment (DATABASE_URL and so on); what it leaves out is chosen here."""
        self.data_dir = data_dir.resolve()
        self.port = port
        self.address = f"http://localhost:{port}"
        chosen = runtime.given(env or {})
        chosen |= {"DATA_DIR": str(self.data_dir), "PORT": str(port), "DEMO": "1" if demo else "0"}
        chosen.setdefault("BASE_URL", self.address)
        self.chosen = chosen
        self.services: dict[str, Service] = {}
        self._down: set[str] = set()  # put down by kill(): tend() leaves them
        self._deaths: dict[str, tuple[float, float]] = {}  # name: (when to start again, wait)
        self._started: dict[str, float] = {}
        self._held = ExitStack()
        self._ours = False

    def start(self) -> "Product":
        """Start everything and return once a page can be served; on failure nothing stays behind."""
        refuse_busy(self.port)
        self.data_dir.mkdir(parents=True, exist_ok=True)
        refusal = f"The product already runs on {self.data_dir}; stop it, or choose another folder with DATA_DIR."
        self._held.enter_context(locked(self.data_dir / "supervisor.lock", refusal))
        self._ours = True
        try:
            self._start_stores()
            runtime.write(self.data_dir, self.chosen)
            self._prepare()
            for service in self._processes():
                self.services[service.name] = service
                if service.name == "web":
                    service.start()
                else:
                    service.launch()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stop everything, last started first."""
        for service in reversed(self.services.values()):
            service.stop()
        self.services.clear()
        if self._ours:
            runtime.forget(self.data_dir)
            shutil.rmtree(runtime_folder(self.data_dir), ignore_errors=True)
        self._ours = False
        self._held.close()

    def kill(self, name: str) -> None:
        """End one process with SIGKILL and leave it down until `restart`."""
        self._down.add(name)
        self.services[name].kill()

    def restart(self, name: str) -> None:
        """Start one process again (stopping it first if it runs) and return once it is ready."""
        service = self.services[name]
        service.end()
        service.start()
        self._down.discard(name)

    def pids(self) -> dict[str, int]:
        """The process ids of what runs."""
        return {name: service.pid for name, service in self.services.items() if service.alive}

    def tend(self) -> list[str]:
        """Start what has died again, after a growing wait; return a sentence for each thing seen or done."""
        said = []
        now = time.monotonic()
        for name, service in self.services.items():
            if service.alive or name in self._down:
                continue
            if name not in self._deaths or self._deaths[name][0] == 0:
                steady = now - self._started.get(name, now) > STEADY
                wait = FIRST_WAIT if steady else min(2 * self._deaths.get(name, (0, FIRST_WAIT / 2))[1], LONGEST_WAIT)
                self._deaths[name] = (now + wait, wait)
                code = service.process.returncode if service.process else 0
                said.append(f"{name} ended ({code}); it starts again in {wait:g} s.\n{service.last_lines(5)}")
            elif now >= self._deaths[name][0]:
                self._deaths[name] = (0, self._deaths[name][1])
                self._started[name] = now
                service.kill()  # what is left of its group
                service.launch()
                said.append(f"{name} started again.")
        return said

    def _start_stores(self) -> None:
        if not runtime.is_given(self.chosen, "DATABASE_URL"):
            self.services["database"] = start_database(self.data_dir)
            self.chosen["DATABASE_URL"] = self.services["database"].url
        if not runtime.is_given(self.chosen, "REDIS_URL"):
            self.services["broker"] = start_broker(self.data_dir)
            self.chosen["REDIS_URL"] = self.services["broker"].url
        if not runtime.is_given(self.chosen, "SECRET_KEY"):
            self.chosen["SECRET_KEY"] = runtime.secret(self.data_dir, "secret_key")
        if self.chosen["DEMO"] == "1" and not runtime.is_given(self.chosen, "DEMO_PASSWORD"):
            self.chosen["DEMO_PASSWORD"] = runtime.secret(self.data_dir, "demo_password", "demo-", 10)

    def environment(self) -> dict[str, str]:
        """The environment of the product's processes: ours, with the contract's part replaced."""
        contract = runtime.given(os.environ)
        rest = {key: value for key, value in os.environ.items() if key not in contract}
        return rest | {"PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "collab.settings"} | self.chosen

    def _prepare(self) -> None:
        """Judge the settings, migrate and load the record, unless all of it stands as the last start left it."""
        embedded = "database" in self.services
        if embedded and schema.is_prepared(self.data_dir, self.chosen):
            return
        done = subprocess.run(
            [sys.executable, "-m", "workgroups.core.supervisor.prepare"],
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            check=False,
            start_new_session=True,
            umask=0o077,
            preexec_fn=tied_to_us(signal.SIGKILL),
        )
        if done.returncode:
            raise CannotStart("The product could not be made ready (see above).")
        if embedded:
            schema.note(self.data_dir, self.chosen)

    def _processes(self) -> list[Service]:
        web = commands.web("127.0.0.1", self.port)
        beat = commands.beat(self.data_dir)
        return [
            Service(
                name=name,
                command=command,
                log=self.data_dir / "log" / f"{name}.log",
                env=self.environment(),
                url=self.address if name == "web" else "",
                cwd=ROOT,
                is_ready=self.is_ready if name == "web" else lambda: True,
            )
            for name, command in (("web", web), ("worker", commands.worker()), ("beat", beat))
        ]

    def is_ready(self) -> bool:
        """Whether the web process says that it can serve."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health/ready", headers={"Host": urlsplit(self.chosen["BASE_URL"]).netloc})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def refuse_busy(port: int) -> None:
    """CannotStart when another program has the port, on either address of localhost, or when it is not ours to take."""
    cure = f"choose another port: PORT={port + 1 if port >= 1024 else 8000} make run"
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with contextlib.suppress(OSError), socket.socket(family) as probe:
            probe.settimeout(1)
            if probe.connect_ex((host, port)) == 0:
                raise CannotStart(f"Port {port} is in use by another program. Stop that one, or {cure}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotStart(f"Port {port} cannot be used ({error.strerror}); {cure}") from error
