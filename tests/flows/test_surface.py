"""The editor's surface: what is pasted, found, replaced, counted and outlined; carets from right to left."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.flows import clipboard
from tests.flows.house import House
from tests.flows.writing import OTHER, READY, WRITER, begin_draft, open_editor, paste, shape, write

PLACE = "() => getSelection().anchorNode?.parentElement.closest('p, h2')?.textContent"


def test_what_other_programs_copy_comes_in_clean(house: House) -> None:
    address = begin_draft(house, "Begin.")
    with house.window(WRITER) as page:
        open_editor(page, address)
        assert paste(page, clipboard.WORD) == clipboard.WORD_SHAPE
        assert page.locator("#draft-text ol").last.get_attribute("start") == "3"
        assert paste(page, clipboard.GOOGLE) == clipboard.GOOGLE_SHAPE
        assert paste(page, clipboard.WEB) == clipboard.WEB_SHAPE
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        paste(page, "", clipboard.MARKDOWN)
        expect(page.locator("#draft-text")).to_contain_text("## Why")
        page.get_by_role("button", name="Format it").click()
        assert shape(page) == clipboard.MARKDOWN_SHAPE
        page.keyboard.press("Control+z")
        expect(page.locator("#draft-text")).to_contain_text("## Why")
        expect(page.locator("#draft-status")).to_contain_text("Saved")
    assert house.faults == []


def test_find_replace_outline_and_counts(house: House) -> None:
    address = begin_draft(house, "# Cost\n\nA cost, a COST, costly.\n\n# Cure\n\nNo cost at all.")
    with house.window(WRITER) as page, house.window(OTHER) as other:
        open_editor(page, address)
        expect(page.locator("#draft-count")).to_have_text("11 words, 46 characters")
        outline = page.get_by_role("navigation", name="Outline")
        outline.get_by_role("link", name="Cure").click()
        expect(outline.get_by_role("link", name="Cure")).to_have_attribute("aria-current", "location")
        assert page.evaluate(PLACE) == "Cure"
        page.keyboard.press("Control+f")
        panel = page.get_by_role("group", name="Find and replace")
        find, marked = panel.get_by_label("Find", exact=True), page.locator(".found")
        find.fill("cost")
        expect(marked).to_have_count(5)
        panel.get_by_label("Whole words").check()
        expect(marked).to_have_count(4)
        panel.get_by_label("Same capitals").check()
        expect(marked).to_have_count(2)
        find.press("Enter")
        expect(panel.get_by_role("status").first).to_have_text("1 of 2")
        open_editor(other, address)
        write(other, " None.", after="No cost at all.")
        expect(page.locator("#draft-text")).to_contain_text("at all. None.")
        panel.get_by_label("Replace with").fill("price")
        panel.get_by_role("button", name="Replace all").click()
        expect(page.locator("#draft-text")).to_contain_text("A price, a COST, costly.")
        panel.get_by_label("Replace with").press("Escape")
        expect(panel).to_be_hidden()
        page.keyboard.press("Control+z")  # one step, and nobody else's words
        expect(page.locator("#draft-text")).to_contain_text("A cost, a COST, costly.")
        expect(page.locator("#draft-text")).to_contain_text("No cost at all. None.")
        page.keyboard.press("Control+z")
        expect(page.locator("#draft-text")).to_contain_text("None.")
        page.keyboard.press("Escape")
        expect(page.locator("#draft-after")).to_be_focused()
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("Ctrl+B")
        page.keyboard.press("Escape")
        write_by_keys(page)
    assert house.faults == []


def write_by_keys(page: Page) -> None:
    """A table from the tools and out of it again, a reference, and a fault that is told, reached, mended and gone."""
    paper = page.get_by_role("textbox", name="Terms on a train")
    paper.focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("toolbar", name="Formatting").get_by_role("combobox")).to_be_focused()
    table = page.get_by_role("button", name="Insert a table")
    while not table.evaluate("one => one === document.activeElement"):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    for words in ("Year", "Cost", "Who", "2027"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    for _row in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.type("Below it, see ")
    page.keyboard.press("Control+Alt+r")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(paper.locator("th")).to_have_text(["Year", "Cost", "Who"])
    expect(paper.locator("td").first).to_have_text("2027")
    expect(paper.locator(":scope > p").last).to_contain_text(re.compile("Below it, see .+"))
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Alt+4")
    page.keyboard.type("Too deep")
    expect(page.locator("#draft-status")).to_have_attribute("aria-live", "off")  # routine is seen, not said
    told = page.get_by_role("region", name="To mend").get_by_role("link", name="skips a level")
    told.press("Enter")
    expect(paper).to_be_focused()
    page.keyboard.press("Control+Alt+2")
    expect(told).to_have_count(0)
    expect(paper.get_by_role("heading", name="Too deep", level=3)).to_be_visible()


def offset(page: Page) -> int:
    """How many letters of its paragraph stand before the caret."""
    found: int = page.evaluate(
        """() => {
          const at = getSelection(), range = document.createRange();
          range.selectNodeContents(at.focusNode.parentElement.closest("p"));
          range.setEnd(at.focusNode, at.focusOffset);
          return range.toString().length;
        }"""
    )
    return found


def test_arrows_pass_through_words_from_right_to_left(house: House) -> None:
    address = begin_draft(house, "שלום **עולם** טוב\n\nSay مرحبا بكم now.")
    with house.window(WRITER) as page:
        open_editor(page, address)
        expect(page.locator("#draft-status")).to_contain_text(READY)
        page.locator("#draft-text strong").click()
        page.keyboard.press("Home")
        whole = [offset(page)]
        for _press in range(13):
            page.keyboard.press("ArrowLeft")
            whole.append(offset(page))
        assert whole == list(range(14))
        for _press in range(13):
            page.keyboard.press("ArrowRight")
            whole.append(offset(page))
        assert whole[14:] == list(range(12, -1, -1))
        for _press in range(6):
            page.keyboard.press("Shift+ArrowLeft")
        assert page.evaluate("getSelection().toString()") == "שלום ע"
        an_arabic_passage_in_an_english_clause(page)


def an_arabic_passage_in_an_english_clause(page: Page) -> None:
    """Marked as Arabic it runs the other way than its block: the caret goes on through both its edges."""
    clause = page.locator("#draft-text p", has_text="Say")
    clause.click()
    page.keyboard.press("Home")
    for _press in range(4):
        page.keyboard.press("ArrowRight")
    for _press in range(9):
        page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("getSelection().toString()") == "مرحبا بكم"
    page.keyboard.press("Control+Alt+l")
    page.get_by_label("Language", exact=True).select_option("ar")
    page.get_by_role("button", name="Set the language").press("Enter")
    expect(clause.locator("[lang=ar][dir=rtl]")).to_have_text("مرحبا بكم")
    page.keyboard.press("Home")
    for key, places in (("ArrowRight", range(1, 19)), ("ArrowLeft", range(17, -1, -1))):
        for place in places:
            page.keyboard.press(key)
            assert offset(page) == place, key


STAND = """() => {
  const at = getSelection();
  const box = at.getRangeAt(0).getBoundingClientRect();
  const focused = document.activeElement.className.split(" ")[0];
  return [at.anchorNode.textContent, at.anchorOffset, at.focusOffset, at.toString(), focused, Math.round(box.top)];
}"""


def test_two_hundred_edits_of_somebody_else_move_nothing_and_are_walked_through_later(house: House) -> None:
    before = "\n\n".join(f"Paragraph {number} stands above." for number in range(40))
    address = begin_draft(house, f"{before}\n\nHere I read and think.")
    with house.window(WRITER) as page, house.window(OTHER) as other:
        open_editor(other, address)
        open_editor(page, address)
        page.locator("#draft-text p", has_text="Here I read").click()
        page.keyboard.press("Home")
        for _press in range(6):
            page.keyboard.press("Shift+ArrowRight")
        page.evaluate("scrollBy(0, 40)")
        page.wait_for_function("getSelection().toString() === 'Here I'")
        stood = page.evaluate(STAND)
        write(other, "", after="Paragraph 20 stands")
        for _line in range(5):
            other.keyboard.type(" Then he wrote, and wrote, and wrote on.")
            other.keyboard.press("Enter")
        other.keyboard.type("The end.")
        expect(page.locator("#draft-text")).to_contain_text("The end.")
        assert page.evaluate(STAND) == stood
        here = page.locator("#draft-people li")
        expect(here).to_have_count(1)
        expect(page.locator(".caret-name b")).to_have_text(initials(here))
        expect(page.locator("#draft-text p", has=page.locator(".caret"))).to_contain_text("The end.")
        here.get_by_role("button", name="Go there").click()
        expect(page.locator("#draft-text .ProseMirror")).to_be_focused()
        assert "The end." in page.evaluate(PLACE)
        other.close()
        page.goto("/desk/")
        with house.window(OTHER) as again:
            open_editor(again, address)
            write(again, " Not any more.", after="Paragraph 3 stands")
            expect(again.locator("#draft-status")).to_contain_text("Saved")
        open_editor(page, address)
        walk = page.locator("#draft-since")
        walk.get_by_role("button", name="Walk through the changes").click()
        expect(walk).to_contain_text("Change 1 of 1")
        expect(page.locator(".changed-since")).to_have_text("Paragraph 3 stands above. Not any more.")
        expect(page.locator(".changed-since")).to_be_in_viewport()
        walk.get_by_role("button", name="Next change").click()
        expect(walk).to_contain_text("That was the last change.")
    assert house.faults == []


def initials(row: Locator) -> str:
    """The first letters of the first and the last part of a name."""
    parts = row.locator("[data-name]").inner_text().split()
    return parts[0][0] + parts[-1][0]
