"""Every entry point of the image, run by hand under the environment that the compose file gives it.

Shown to fail: with `pulse` always content, the worker counts as healthy before it runs.
"""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from django.conf import settings

from tests.conftest import unused_port
from workgroups.core.supervisor.places import ROOT

pytestmark = pytest.mark.fault
HOST = "groups.example.org"
SERVE = [sys.executable, "-m", "workgroups.core.supervisor.serve"]


class Place:
    """A new installation: what `docker/begin` wrote, an empty database, folders of its own."""

    def __init__(self, folder: Path, database_url: str) -> None:
        shutil.copytree(ROOT / "docker", folder / "docker")
        begin = [str(folder / "docker" / "begin"), f"https://{HOST}", "smtp://127.0.0.1:1"]
        subprocess.run(begin, check=True, capture_output=True)
        (folder / "docker" / "secrets" / "database_url").chmod(0o600)
        (folder / "docker" / "secrets" / "database_url").write_text(database_url)
        self.docker, self.port = folder / "docker", unused_port()
        self.data, self.temporary = folder / "data", folder / "tmp"
        self.data.mkdir()
        self.temporary.mkdir()

    def environment(self, service: str) -> dict[str, str]:
        """What the compose file sets for a service, its secrets and folders found here."""
        written = dict(line.split("=", 1) for line in (self.docker / ".env").read_text().splitlines())
        given: dict[str, Any] = yaml.safe_load((self.docker / "compose.yaml").read_text())["services"][service]
        chosen = {}
        for name, value in given["environment"].items():
            for known, word in written.items():
                value = value.replace(f"${{{known}:?Run docker/begin first}}", word)
            value = (
                value.replace("${WEB_PROCESSES:-2}", "2")
                .replace("${CLAMD_URL:-}", "")
                .replace("/run/secrets", str(self.docker / "secrets"))
            )
            assert "${" not in value, f"{name} is left open"
            chosen[name] = value
        chosen |= {"REDIS_URL": settings.REDIS_URL, "REDIS_PREFIX": f"image-{self.port}", "PORT": str(self.port)}
        chosen |= {"DATA_DIR": str(self.data), "TMPDIR": str(self.temporary), "HOME": str(self.temporary)}
        return chosen | {"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}

    @contextmanager
    def running(self, role: str) -> Iterator["subprocess.Popen[str]"]:
        """The process in its role; afterwards it ends by itself when it is asked to."""
        process = subprocess.Popen(
            [*SERVE, role], cwd=ROOT, env=self.environment(role), text=True, start_new_session=True
        )
        try:
            yield process
            process.terminate()
            assert process.wait(30) in {0, -signal.SIGTERM}
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def healthy(self, role: str, seconds: float) -> bool:
        """Whether the health check of a service passes within so many seconds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            ask = [*SERVE, "healthy", role]
            if (
                subprocess.run(ask, cwd=ROOT, env=self.environment(role), capture_output=True, check=False).returncode
                == 0
            ):
                return True
            time.sleep(0.5)
        return False

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"} | headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An installation on an empty database of the test's own server."""
    base = settings.DATABASES["default"]
    name = f"image_{unused_port()}"
    server = f"?host={base['HOST']}" + (f"&port={base['PORT']}" if base["PORT"] else "")
    user = base["USER"] + (f":{base['PASSWORD']}" if base["PASSWORD"] else "")
    with psycopg.connect(f"postgresql://{user}@/postgres{server}", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield Place(tmp_path, f"postgresql://{user}@/{name}{server}")
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_entry_points_serve_a_new_installation(place: Place) -> None:
    began = time.time()
    prepared = subprocess.run([*SERVE, "prepare"], cwd=ROOT, env=place.environment("prepare"), check=False)
    assert prepared.returncode == 0
    with place.running("web"):
        assert place.healthy("web", 60)
        status, headers = place.ask("/")
        assert (status, headers["location"]) == (302, "/welcome/")  # nobody is here yet
        assert headers["strict-transport-security"].startswith("max-age=31536000")
        assert place.ask("/", Host="elsewhere.example")[0] == 400
        assert not place.healthy("worker", 1), "nobody works yet"
        with place.running("worker"), place.running("beat"):
            assert place.healthy("worker", 90)
            assert place.healthy("beat", 5)
    assert written_since(began) == [], "the root file system is read-only"


def written_since(began: float) -> list[str]:
    """Files of the product that changed: an image could not have written them.

    Compiled modules are other tests' own, who run beside this one; what runs here writes none.
    """
    folders = [ROOT / name for name in ("collab", "workgroups", "templates", "docker")]
    files = [file for folder in folders for file in folder.rglob("*") if "__pycache__" not in file.parts]
    return [str(file) for file in files if file.stat().st_mtime > began]


@pytest.mark.parametrize(
    ("words", "without", "sentence"),
    [
        (["web"], "DATABASE_URL_FILE", "DATABASE_URL must be set"),
        (["waiter"], "", "'waiter' is no process of the product"),
        ([], "", "Say which process to be"),
    ],
)
def test_entry_point_refuses_in_words(tmp_path: Path, words: list[str], without: str, sentence: str) -> None:
    place = Place(tmp_path, "postgresql://nobody@/none")
    env = {name: value for name, value in place.environment("web").items() if name != without}
    done = subprocess.run([*SERVE, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, sentence in done.stderr) == (1, True)
