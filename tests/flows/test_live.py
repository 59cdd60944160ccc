"""Two members side by side: a post slides in at its place while the other types, and nothing typed moves."""

from playwright.sync_api import Page, expect

from tests.flows.house import GROUP, House

ARRIVES = "The invoice of March is the one to look at."
BLOCKED = """window.WebSocket = class {
  constructor() { setTimeout(() => this.onclose?.({ code: 1006 })); }
  close() {}
}"""
TYPED = "I was about to write that"


def open_thread(page: Page) -> str:
    """Open the newest thread of the group; return its address."""
    page.goto(f"{GROUP}threads/")
    page.locator("#threads a[href*='/threads/']").first.click()
    page.wait_for_url("**/threads/*/**")
    return page.url


def post(page: Page, address: str, words: str) -> None:
    """Post without script, as a locked-down browser does."""
    page.goto(address)
    page.locator("form#reply textarea").first.fill(words)
    page.locator("form#reply").get_by_role("button", name="Post", exact=True).click()


def test_a_post_arrives_while_the_other_types_and_moves_nothing(house: House) -> None:
    with house.window("chair@singapore") as reader, house.window("expert@uruguay", script=False) as writer:
        address = open_thread(reader)
        expect(reader.locator("#live-status")).to_contain_text("Live · confirmed")
        reader.locator("form#reply").scroll_into_view_if_needed()  # the editor comes when it is in sight
        writing = reader.locator("form#reply [contenteditable]")
        writing.click()
        writing.press_sequentially(TYPED)
        before = reader.evaluate("[scrollY, getSelection().anchorOffset, document.activeElement.className]")
        post(writer, address, ARRIVES)
        arrived = reader.locator("article.post", has_text=ARRIVES)
        expect(arrived).to_be_visible()
        expect(arrived).to_have_class("post arrived")
        assert arrived.count() == 1
        writing.press_sequentially(" too")  # the caret is where it was
        expect(writing).to_contain_text(f"{TYPED} too")
        after = reader.evaluate("[scrollY, getSelection().anchorOffset - 4, document.activeElement.className]")
        assert after[1:] == before[1:]
        assert reader.evaluate("performance.getEntriesByType('navigation').length") == 1
    assert house.faults == []


def test_where_sockets_are_blocked_the_page_asks_and_stays_true(house: House) -> None:
    with house.window("head@uruguay") as reader, house.window("secretariat@worldbank", script=False) as writer:
        reader.add_init_script(BLOCKED)
        address = open_thread(reader)
        expect(reader.locator("#live-status")).to_contain_text("asks every few seconds")
        post(writer, address, "Seen without a socket.")
        expect(reader.locator("article.post", has_text="Seen without a socket.")).to_be_visible(timeout=20_000)
    assert house.faults == []
