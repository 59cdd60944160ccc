"""A member makes a passkey on their device, signs out, and comes in again with nothing else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.flows.house import House
from tests.flows.judge import violations

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def factors(house: House) -> Iterator[None]:
    """Leave the cast of all flows as it was: whoever has a second factor no longer comes in by one press."""
    yield
    with house.store() as rows:
        rows.execute("DELETE FROM mfa_authenticator")


@pytest.mark.usefixtures("factors")
def test_a_passkey_is_made_and_lets_its_owner_in(house: House) -> None:
    with house.window() as page:
        add_device(page)
        house.enter(page, "expert@uruguay")
        page.goto("/accounts/2fa/webauthn/add/")
        page.get_by_label("Password").fill(house.product.environment()["DEMO_PASSWORD"])  # asked once more
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("Name").fill("My telephone")
        assert violations(page) == []
        page.get_by_role("button", name="Make the passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")  # made with the first factor
        page.goto("/accounts/2fa/webauthn/")
        expect(page.get_by_text("My telephone").first).to_be_visible()
        expect(page.get_by_text("Signs in alone")).to_be_visible()
        page.goto("/accounts/logout/")
        page.locator("main form button").click()
        page.goto("/accounts/login/?next=/settings/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page).to_have_url(f"{house.product.address}/settings/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Settings")


def add_device(page: Page) -> None:
    """Give the browser an authenticator of its own, as a telephone has one."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
