"""A delegate proposes two changes in the editor; the chair accepts one and declines one; the delegate sees it."""

import re

from playwright.sync_api import Page, expect

from tests.flows.house import House

DELEGATE, CHAIR = "expert@uruguay", "chair@singapore"
DRAFTS = "/groups/cloud-computing/drafts/"
PAPER = re.compile("^Issues paper")


def propose(page: Page, block: str, words: str) -> None:
    """Rewrite the end of the block that begins with these words, by keyboard alone once its bar is reached."""
    bar = page.get_by_role("group", name=re.compile(f"Propose for the block: {block}"))
    bar.get_by_role("button", name="Change it").press("Enter")
    copy = page.locator(".propose-copy")
    expect(copy.get_by_role("textbox", name="Your words for this block")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    expect(copy.locator("ins").last).to_contain_text(words.split()[-1].strip("."))
    copy.get_by_label("Why").fill("It helps those who begin.")
    page.keyboard.press("Control+Enter")
    expect(copy).to_have_count(0)
    expect(page.locator("#draft .proposed").filter(has_text=words)).to_be_visible()


def test_proposals_from_the_editor_to_the_answer(house: House) -> None:
    with house.window(DELEGATE) as delegate, house.window(CHAIR) as chair:
        delegate.goto(DRAFTS)
        delegate.get_by_role("link", name=PAPER).first.click()
        delegate.get_by_role("button", name="Propose", exact=True).click()
        propose(delegate, "A cloud-first policy", " Two pages are enough.")
        propose(delegate, "Marketplaces and pre-approved", " Neither replaces a plan.")
        chair.goto(DRAFTS)
        chair.get_by_role("link", name=PAPER).first.click()
        chair.locator("#draft-proposals").get_by_role("link", name=re.compile("open proposals?$")).click()
        cards = chair.locator(".proposed")
        cards.filter(has_text="Two pages are enough.").get_by_role("checkbox").check()
        chair.get_by_role("button", name="Accept the chosen").click()
        expect(chair.get_by_text("1 proposal is in the text.")).to_be_visible()
        cards.filter(has_text="Neither replaces a plan.").get_by_role("checkbox").check()
        chair.get_by_label("Words to the proposers").fill("The next section says so.")
        chair.get_by_role("button", name="Decline the chosen").click()
        expect(chair.get_by_text("1 proposal is declined.")).to_be_visible()
        expect(delegate.locator("#draft-text p").filter(has_text="Two pages are enough.")).to_be_visible()
        expect(delegate.locator("#draft .proposed").filter(has_text="Neither replaces a plan.")).to_have_count(0)
        delegate.goto(f"{delegate.url}proposals/?state=answered&whose=mine")
        delegate.locator(".proposed").filter(has_text="Neither").get_by_role("link", name="Proposal").click()
        expect(delegate.get_by_text("The next section says so.")).to_be_visible()
        expect(delegate.get_by_text("Declined", exact=True).first).to_be_visible()
    assert house.faults == []
