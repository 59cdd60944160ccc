"""Whether the embedded database stands as the last start left it; then migrating and the record need no process."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import psycopg

from workgroups.core.supervisor.places import ROOT

FILE = "prepared"


def fingerprint(chosen: Mapping[str, str]) -> str:
    """A digest of the code, the settings and the migrations that the database has seen; empty for an empty one."""
    try:
        with psycopg.connect(chosen["DATABASE_URL"]) as connection:
            seen = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    except psycopg.errors.UndefinedTable:
        return ""
    state = hashlib.sha256(json.dumps([sorted(chosen.items()), seen]).encode())
    code = [file for folder in ("collab", "workgroups") for file in (ROOT / folder).rglob("*.py")]
    for file in [*sorted(code), ROOT / "requirements.lock"]:
        state.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return state.hexdigest()


def is_prepared(data_dir: Path, chosen: Mapping[str, str]) -> bool:
    """Whether code, settings and database are those of the last successful preparation."""
    stamp = data_dir / FILE
    return stamp.is_file() and stamp.read_text() == fingerprint(chosen)


def note(data_dir: Path, chosen: Mapping[str, str]) -> None:
    """Remember a successful preparation."""
    (data_dir / FILE).write_text(fingerprint(chosen))
