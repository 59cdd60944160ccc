"""The product with the demonstration record and a browser, once for all flows of a run."""

from collections.abc import Generator, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import running_product
from tests.flows.guard import guard
from tests.flows.house import House, launch
from workgroups.core.supervisor.product import Product


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands here."""
    for item in items:
        if item.path.is_relative_to(__file__.removesuffix("conftest.py")):
            item.add_marker(pytest.mark.flow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let no browser that hangs hold up the run."""
    guard.watch(item)
    try:
        return (yield)
    finally:
        guard.rest()
        guard.test = ""


# For the package, not the session: while Playwright runs, no other test in this process can have an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def demonstration() -> Iterator[Product]:
    """The running product with its record."""
    with running_product(demo=True) as product:
        yield product


@pytest.fixture
def house(demonstration: Product, browser: Browser) -> House:
    """The demonstration seen through the browser, with nothing complained about yet."""
    return House(demonstration, browser)


@pytest.fixture(autouse=True)
def plain_static() -> None:
    """The products here are processes of their own with their own settings; nothing of Django is set here."""
