"""The secretariat writes to those who are silent, on a phone; one acknowledges without script, and it is seen."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.flows.house import GROUP, NARROW, House

OFFICE, HEAD = "secretariat@worldbank", "head@uruguay"


def test_secretariat_chases_and_sees_an_acknowledgement_arrive(house: House) -> None:
    with house.window(OFFICE, width=NARROW) as page:
        page.goto(f"{GROUP}circulars/new/?template=report")
        page.get_by_label("Heads of delegation, without observers").check()
        page.get_by_label("One of each delegation").check()
        page.get_by_role("button", name="Keep it and see who gets it").click()
        expect(page.get_by_role("heading", name="Who gets this")).to_be_visible()
        page.get_by_role("button", name=re.compile(r"^Send it to \d+ people$")).click()
        page.get_by_role("button", name="Send it at once").click()
        expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    with house.window(HEAD, script=False) as page:
        letter = arrived(page)
        letter.click()
        with house.window(OFFICE) as officer:
            officer.goto(f"{page.url}answers/")
            expect(officer.locator("#live-status")).to_contain_text("Live · confirmed")
            page.get_by_role("button", name="Acknowledge receipt").click()
            expect(page.get_by_text("Receipt is acknowledged.")).to_be_visible()
            row = officer.get_by_role("listitem").filter(has_text="Uruguay")
            expect(row).to_contain_text("Acknowledged")
    with house.window(OFFICE, script=False) as page:
        page.goto("/desk/follow-up/?kind=circulars.acknowledge")
        box = page.get_by_role("checkbox", name=re.compile("Choose: Circular .*Transmission of the report"))
        box.check()
        page.get_by_role("button", name="Write to those chosen").click()
        expect(page.get_by_role("heading", name="Who gets this")).to_be_visible()
        expect(page.get_by_text(re.compile(r"Those chosen below: \d+ people"))).to_be_visible()
    assert house.faults == []


def arrived(page: Page) -> Locator:
    """The letter in a reader's list, asked for again until the worker has sent it."""
    letter = page.get_by_role("link", name=re.compile("^Transmission of the report")).first
    for _attempt in range(45):
        page.goto(f"{GROUP}circulars/")
        if letter.count():
            break
        page.wait_for_timeout(2_000)
    expect(letter).to_be_visible()
    return letter
