"""A secretariat on a telephone: terms of reference, a milestone that slips, the end of the work and the way back."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.flows.house import House

OFFICE = "secretariat@worldbank"
GROUP = "/groups/cloud-computing/"


def test_secretariat_keeps_charter_and_plan_without_script(house: House) -> None:
    with house.window(OFFICE, width=360, script=False) as page:
        later = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
        draft_terms(page)
        page.goto(f"{GROUP}work-plan/")
        step = page.locator(".milestone").filter(has_text="Comments of all delegations")
        step.get_by_role("link", name=re.compile("^Another day")).click()
        page.get_by_label("New day").fill(later)
        page.get_by_label("Why").fill("Three delegations asked for it.")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".milestone").filter(has_text="Comments of all")).to_contain_text("Moved once")
    assert house.faults == []


def draft_terms(page: Page) -> None:
    """Change a sentence, set down that it was agreed, read the difference."""
    page.goto(f"{GROUP}terms-of-reference/")
    page.get_by_role("link", name="Draft a new version").click()
    body = page.get_by_label(re.compile("^Terms of reference"))
    body.fill(body.input_value().replace("by video", "by video or in person"))
    page.get_by_role("button", name="Keep the draft").click()
    page.get_by_role("link", name="Version 3").first.click()
    page.get_by_role("link", name="It was agreed").click()
    page.get_by_label("Agreed on").fill(datetime.now(UTC).date().isoformat())
    page.get_by_role("button", name="Set it down").click()
    page.get_by_role("link", name="What changed since version 2").click()
    expect(page.locator("ins")).to_have_text(re.compile("or in person"))


def test_secretariat_concludes_a_sub_group_and_takes_it_up_again(house: House) -> None:
    with house.window(OFFICE, width=360) as page:
        page.goto(f"{GROUP}manage/")
        page.get_by_role("link", name="Sub-groups", exact=True).click()
        page.get_by_role("link", name="New sub-group").click()
        page.get_by_label("Name").fill("Drafting party")
        page.get_by_role("button", name="Make the sub-group").click()
        page.goto("/groups/drafting-party/manage/conclude/")
        page.get_by_label(re.compile("^Closing note")).fill("The text is with the co-chairs.")
        page.get_by_role("button", name="Conclude the group").click()
        expect(page.get_by_role("heading", name="The work of this group has ended")).to_be_visible()
        page.goto("/groups/drafting-party/manage/reopen/")
        page.get_by_label("Name of the new term").fill("Second reading")
        page.get_by_role("button", name="Reopen the group").click()
        expect(page.get_by_role("heading", name="The work of this group has ended")).to_be_hidden()
    assert house.faults == []
