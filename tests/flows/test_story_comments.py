"""A comment by keys alone: on chosen words, with somebody called; it is answered and resolved, and outlives edits."""

import re

from playwright.sync_api import Page, expect

from tests.flows.house import House
from tests.flows.writing import OTHER, WRITER, begin_draft, open_editor, write

TITLE = "Terms in a corridor"


def choose(page: Page, words: int, after: str) -> None:
    """Select the last words of the paragraph that has `after`, with the keyboard once the caret is in it."""
    page.locator("#draft-text p", has_text=after).click()
    page.keyboard.press("End")
    for _word in range(words):
        page.keyboard.press("Control+Shift+ArrowLeft")


def commented(page: Page) -> str:
    return "".join(page.locator("#draft-text mark.commented").all_inner_texts())


def test_a_comment_by_keys_from_the_words_to_the_end(house: House) -> None:
    address = begin_draft(house, "Exit costs count.\n\nSo does the time that a move takes.", TITLE)
    with house.window(OTHER) as writer, house.window(WRITER) as chair:
        open_editor(writer, address)
        open_editor(chair, address)
        choose(writer, 3, after="So does the time")  # "move takes."
        expect(writer.locator("#draft-count")).to_contain_text("Selected: 2 words")
        writer.keyboard.press("Control+Alt+m")
        rail = writer.get_by_role("region", name="Comments")
        field = rail.get_by_role("textbox", name="Comment")
        expect(field).to_be_focused()
        writer.keyboard.type("Whose time? @Lim")
        names = rail.get_by_role("listbox", name="Members")
        expect(names.get_by_role("option", name="Lim Hui Wen")).to_have_attribute("aria-selected", "true")
        writer.keyboard.press("Enter")
        expect(field).to_have_value("Whose time? @Lim Hui Wen ")
        expect(names).to_be_hidden()
        writer.keyboard.press("Tab")
        writer.keyboard.press("Enter")
        card = rail.get_by_role("article", name="Comment 1")
        expect(card).to_be_focused()
        expect(card.locator(".mention")).to_have_text("@Lim Hui Wen")
        theirs = chair.get_by_role("region", name="Comments").get_by_role("article", name="Comment 1")
        expect(theirs).to_contain_text("Whose time?")
        assert commented(chair) == "move takes."
        write(chair, " Nobody counts it.", after="So does the time")
        expect(writer.locator("#draft-text")).to_contain_text("Nobody counts it.")
        assert commented(writer) == "move takes."
        answer(chair)
        expect(card).to_contain_text("The clerks' time.")
        card.get_by_role("button", name="Resolve").press("Enter")
        expect(rail.get_by_role("link", name=re.compile("Resolved 1"))).to_be_visible()
        expect(chair.locator("#draft-text mark.commented")).to_have_count(0)
    assert house.faults == []


def answer(page: Page) -> None:
    """Go from the commented words to their card, and answer there."""
    page.locator("#draft-text p", has_text="So does the time").click()
    page.keyboard.press("Home")
    for _word in range(7):
        page.keyboard.press("Control+ArrowRight")
    card = page.get_by_role("article", name="Comment 1")
    expect(card).to_have_attribute("data-current", "")
    page.keyboard.press("Control+Alt+m")
    expect(card).to_be_focused()
    summary = card.locator("summary", has_text="Answer")
    summary.press("Enter")
    card.get_by_role("textbox", name="Your answer").press_sequentially("The clerks' time.")
    page.keyboard.press("Control+Enter")
    expect(card).to_contain_text("The clerks' time.")
    expect(card).to_be_focused()
    assert card.evaluate("one => one.nextElementSibling.textContent") == "All comments on a page"
