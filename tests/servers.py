"""Real PostgreSQL and Valkey for the tests, started before Django's settings are read (a plugin: see pyproject.toml).

The cluster stays in var/test/<n>/ and is used again; a second run at the same time takes the next <n>.
TEST_DATABASE_URL and TEST_REDIS_URL name servers to use instead. Under xdist one pair serves all workers,
each with a database and a prefix of its own.
"""

import atexit
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from workgroups.core.supervisor import runtime
from workgroups.core.supervisor.broker import start_broker
from workgroups.core.supervisor.database import start_database
from workgroups.core.supervisor.errors import AlreadyRuns
from workgroups.core.supervisor.places import ROOT
from workgroups.core.supervisor.service import Service

CLUSTERS = ROOT / "var" / "test"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Set the environment; as a wrapper this runs before pytest-django reads the settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        set_environment()
    else:
        os.environ["REDIS_PREFIX"] = f"test-{worker}"
        os.environ["DATA_DIR"] += f"/{worker}"
    shutil.rmtree(os.environ["DATA_DIR"], ignore_errors=True)
    return (yield)


def set_environment() -> None:
    """Put the servers' addresses in place of whatever the shell says about the product."""
    for name in runtime.given(os.environ):
        del os.environ[name]
    folder, database, broker = addresses()
    os.environ |= {"DATABASE_URL": database, "REDIS_URL": broker, "REDIS_PREFIX": "test"}
    os.environ |= {"SECRET_KEY": "for-tests-alone", "DATA_DIR": str(folder / "data")}


def addresses() -> tuple[Path, str, str]:
    """Return a folder for this run and the addresses of its database and broker."""
    database, broker = os.environ.get("TEST_DATABASE_URL"), os.environ.get("TEST_REDIS_URL")
    for number in range(16):
        folder = CLUSTERS / str(number)
        try:
            kept = start_database(folder, durable=False)
        except AlreadyRuns:
            continue
        stop_at_exit(kept)
        return folder, database or kept.url, broker or stop_at_exit(start_broker(folder)).url
    raise RuntimeError("Sixteen test runs at once in one clone are too many.")


def stop_at_exit(service: Service) -> Service:
    """Stop the service when this process ends (and only this one, not a fork of it)."""
    owner = os.getpid()
    atexit.register(lambda: service.stop() if os.getpid() == owner else None)
    return service
