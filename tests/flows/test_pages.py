"""Every kind of page, found by following links: axe finds nothing, nothing sticks out, nothing complains, it is light.

It has failed for cause: on a link to a page that did not stand, an editor that could not start, a region without a
name, headings that left out a level.
"""

import pytest
from playwright.sync_api import Browser

from tests.flows.house import House
from tests.flows.pages import Findings, look_around
from workgroups.core.supervisor.product import Product


@pytest.fixture(scope="module")
def found(demonstration: Product, browser: Browser) -> Findings:
    """One look at everything, judged by the tests below."""
    return look_around(House(demonstration, browser))


def test_every_link_leads_somewhere(found: Findings) -> None:
    assert found.broken == []


def test_axe_finds_nothing_in_light_dark_and_right_to_left(found: Findings) -> None:
    assert found.axe == []


def test_nothing_is_wider_than_the_page(found: Findings) -> None:
    assert found.wide == []


def test_every_page_is_well_formed_in_every_language(found: Findings) -> None:
    assert len(found.sources) > len(found.shapes)  # more than one language was judged
    assert found.malformed == []


def test_no_page_complains(found: Findings) -> None:
    assert found.faults == []


def test_first_views_are_within_their_budgets(found: Findings) -> None:
    assert found.heavy == []
