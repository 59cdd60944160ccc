"""What every test may ask for; servers.py has already started the database and the broker."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cast import cast
from workgroups.core.supervisor.places import ROOT, forget
from workgroups.core.supervisor.product import Product

__all__ = ["cast"]

MakeProduct = Callable[..., Product]


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """An empty data folder for a product of its own, removed afterwards.

    In the clone, since the database's account cannot enter pytest's own folders.
    """
    folder = ROOT / "var" / "test" / f"product-{uuid4().hex[:8]}"
    yield folder
    forget(folder)


@pytest.fixture
def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def make_product(data_dir: Path, free_port: int) -> Iterator[MakeProduct]:
    """Start a whole product (`demo=`, `env=`) on an empty data folder; stopped afterwards.

    Its processes die with the thread that starts them, so call this from the test's own thread.
    """
    made: list[Product] = []

    def make(*, demo: bool = False, env: dict[str, str] | None = None) -> Product:
        made.append(Product(data_dir, free_port, demo=demo, env=env))
        return made[-1].start()

    yield make
    for product in made:
        product.stop()
