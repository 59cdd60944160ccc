"""On paper: where it came from, times with UTC, and nothing to press."""

import pytest
from playwright.sync_api import expect

from tests.flows.house import GROUP, House


@pytest.mark.parametrize("address", ["threads/1/", "meetings/2/", "drafts/3/", "drafts/4/"])
def test_a_page_prints_without_its_controls(house: House, address: str) -> None:
    with house.window("chair@singapore") as page:
        page.goto(f"{GROUP}{address}", wait_until="networkidle")
        page.emulate_media(media="print")
        expect(page.get_by_text(f"{GROUP}{address}")).to_be_visible()
        expect(page.locator(".instant-utc").first).to_be_visible()
        pressed = "button:visible, input:visible, select:visible, nav:visible, .toolbar:visible, summary:visible"
        expect(page.locator(pressed)).to_have_count(0)
        assert page.pdf().startswith(b"%PDF-")
