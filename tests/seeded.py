"""A database whose schema stands, made once and copied for each product that a test starts: migrating takes longest.

`template` is the same for the tests' own database, on the server that all workers share. That a product starts from
nothing is shown by the story of the first run, by the first test of the supervisor and by the image's entry points.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

from tests.servers import CLUSTERS
from workgroups.core.supervisor import runtime
from workgroups.core.supervisor.database import start_database
from workgroups.core.supervisor.places import ROOT, database_folder, forget, unprivileged

CLUSTER = "postgresql"


def seed(data_dir: Path) -> None:
    """Put the database into an empty data folder; nothing where it could not live inside (see `database_folder`)."""
    data_dir.mkdir(parents=True, exist_ok=True)
    if database_folder(data_dir, unprivileged()) != data_dir:
        return
    CLUSTERS.mkdir(parents=True, exist_ok=True)
    with (CLUSTERS / "schema.lock").open("a") as lock:  # two workers may want it at once
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = CLUSTERS / f"schema-{_digest()}"
        if not kept.is_dir():
            _make(kept)
    subprocess.run(["cp", "-a", str(kept / CLUSTER), str(data_dir / CLUSTER)], check=True)


def template() -> str:
    """Name a migrated database on the tests' server, from which Django makes its own by a copy."""
    url = urlsplit(os.environ["DATABASE_URL"])
    kept, half = f"schema_{_digest()}", "schema_new"
    with (CLUSTERS / "template.lock").open("a") as lock:  # two workers may want it at once
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(urlunsplit(url._replace(path="/postgres")), autocommit=True) as server:
            names = {name for (name,) in server.execute("SELECT datname FROM pg_database")}
            if kept not in names:
                for old in (name for name in names if name.startswith("schema_")):
                    server.execute(SQL("DROP DATABASE {}").format(Identifier(old)))
                server.execute(SQL("CREATE DATABASE {}").format(Identifier(half)))
                with TemporaryDirectory() as data:
                    _migrate(urlunsplit(url._replace(path=f"/{half}")), data)
                server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(half), Identifier(kept)))
    return kept


def _make(kept: Path) -> None:
    for old in CLUSTERS.glob("schema-*"):
        forget(old)
    half = kept.with_name("schema-new")
    database = start_database(half, durable=False)
    try:
        _migrate(database.url, str(half / "data"))
    finally:
        database.stop()
    shutil.rmtree(half / "data", ignore_errors=True)
    half.rename(kept)


def _migrate(url: str, data_dir: str) -> None:
    rest = {name: value for name, value in os.environ.items() if name not in runtime.given(os.environ)}
    own = {"DATABASE_URL": url, "REDIS_URL": os.environ["REDIS_URL"]}
    own |= {"SECRET_KEY": "for-tests-alone", "DATA_DIR": data_dir, "DEMO": "0"}
    command = [sys.executable, "manage.py", "migrate", "--no-input", "-v", "0"]
    subprocess.run(command, cwd=ROOT, env=rest | own, check=True)


def _digest() -> str:
    """Of all that decides what a migrated database looks like."""
    state = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for file in sorted((ROOT / "workgroups").glob("*/migrations/*.py")):
        state.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return state.hexdigest()[:16]
