"""What every test may ask for; servers.py has already started the database and the broker."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from django.db import connections
from pytest_django import Settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.cast import cast
from tests.seeded import seed, template
from workgroups.core.catalogues import compile_all
from workgroups.core.supervisor.places import ROOT, forget
from workgroups.core.supervisor.product import Product

__all__ = ["cast"]
# A slow machine is no fault of what is tested.
hypothesis.settings.register_profile("here", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("here")
# What takes long to set up, for all tests under an address: one of several processes runs all of them.
TOGETHER = ("tests/flows/", "tests/demo/", "tests/languages/test_marked.py")


class Together(LoadScopeScheduling):
    """Shares out test by test, except what stands in TOGETHER; that begins first, since it lasts longest."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)

    def remove_node(self, node: WorkerController) -> str | None:
        """Give what is left to the others, but not the test that ended its process: xdist would run it on and on."""
        left = [(unit, test) for unit in self.assigned_work[node].values() for test, done in unit.items() if not done]
        for unit, test in left[:1]:
            unit[test] = True
        super().remove_node(node)
        return left[0][1] if left else None


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Take our own way of sharing out (xdist's groups are not seen by this release of pytest)."""
    return Together(config, log)


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogues() -> None:
    """Let the pages speak every language also where nothing was installed since a catalogue changed."""
    compile_all()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Let Django's test database be a copy of one that was migrated once, rather than migrate it in each process."""
    connections.databases["default"]["TEST"]["TEMPLATE"] = template()


@pytest.fixture(autouse=True)
def plain_static(settings: Settings) -> None:
    """Let a page name its style sheet whether or not the browser code was built here; the flows serve what was.

    Static files are looked up when asked for: else every test client would read the whole folder first (23 ms).
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True


@contextmanager
def temporary_data_dir() -> Iterator[Path]:
    """An empty data folder for a product of its own, removed afterwards.

    In the clone, since the database's account cannot enter pytest's own folders.
    """
    folder = ROOT / "var" / "test" / f"product-{uuid4().hex[:8]}"
    try:
        yield folder
    finally:
        forget(folder)


def unused_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_product(
    *, demo: bool = False, env: dict[str, str] | None = None, from_nothing: bool = False
) -> Iterator[Product]:
    """A whole product with nothing in it (unless `from_nothing`, its tables stand already), stopped afterwards.

    Its processes die with the thread that starts them, so use this in the test's own thread.
    """
    with temporary_data_dir() as folder:
        if not from_nothing:
            seed(folder)
        product = Product(folder, unused_port(), demo=demo, env=env)
        try:
            yield product.start()
        finally:
            product.stop()


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """`temporary_data_dir` for one test."""
    with temporary_data_dir() as folder:
        yield folder


@pytest.fixture
def free_port() -> int:
    """`unused_port` for one test."""
    return unused_port()
