"""Everything by keys: Tab reaches what is visible, in order, and leaves again; single keys act, never while typing."""

import pytest
from playwright.sync_api import Page, expect

from tests.flows.house import GROUP, House
from tests.flows.test_live import post

WHO = "chair@singapore"
PAGES = (
    "/desk/",
    GROUP,
    f"{GROUP}threads/",
    f"{GROUP}threads/2/",
    f"{GROUP}meetings/2/",
    f"{GROUP}drafts/4/",
    f"{GROUP}decisions/1/",
    f"{GROUP}deliverables/1/",
    f"{GROUP}manage/",
    "/accounts/",
    "/search/?q=cloud",
)
MOST = 400  # presses: more than any page has stops
# What has focus: its place among all elements, what is wrong with how it shows, and what it is.
FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const box = node.getBoundingClientRect();
  const faults = [];
  if (!box.width || !box.height) faults.push("no size");
  if (box.bottom <= 0 || box.top >= innerHeight) faults.push("out of sight");
  const look = (one) => getComputedStyle(one);
  const ring = (one) => one && (look(one).outlineStyle !== "none" || look(one).boxShadow !== "none");
  if (!ring(node) && !ring(node.closest(".sheet, .editor"))) faults.push("no ring");
  return {
    at: [...document.querySelectorAll("*")].indexOf(node),
    tabindex: node.tabIndex,
    fault: faults.join(", "),
    what: node.outerHTML.slice(0, 120),
  };
}"""


@pytest.mark.parametrize("address", PAGES)
def test_tab_reaches_what_is_visible_in_order_and_leaves_the_page(house: House, address: str) -> None:
    with house.window(WHO) as page:
        page.goto(address, wait_until="networkidle")
        expected = page.evaluate("document.querySelectorAll('main a[href]').length")
        stops = _tab_through(page)
    assert [one["what"] for one in stops if one["fault"]] == []
    places = [one["at"] for one in stops]
    assert places == sorted(places)
    assert "Skip to the content" in stops[0]["what"]
    assert len(stops) > expected / 2


def _tab_through(page: Page) -> list[dict[str, object]]:
    """Press Tab until the focus has left the page; in an editor Escape leaves the text, as it says."""
    stops: list[dict[str, object]] = []
    for _press in range(MOST):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None or (stops and found["at"] == stops[0]["at"]):
            return stops
        stops.append(found)
        if "contenteditable" in str(found["what"]):
            page.keyboard.press("Escape")
    raise AssertionError(f"a trap: {stops[-3:]}")


def test_single_keys_act_and_are_listed_and_can_be_switched_off(house: House) -> None:
    with house.window("secretariat@worldbank", script=False) as other:
        post(other, f"{GROUP}threads/2/", "Something to read, whatever was read before.")
    with house.window("head@uruguay") as page:
        page.goto(f"{GROUP}threads/")
        expect(page.locator("#live-status")).to_contain_text("Live · confirmed")  # the list is as it will be
        page.keyboard.press("?")
        listed = page.get_by_role("dialog", name="Keyboard shortcuts")
        expect(listed).to_contain_text("Next unread")
        expect(listed).to_contain_text("Start a thread")
        page.keyboard.press("Escape")
        expect(listed).to_be_hidden()
        page.keyboard.press("n")
        expect(page.locator(".has-unread a[data-step]:focus")).to_have_count(1)
        page.keyboard.press("Enter")
        page.wait_for_url("**/threads/*/**")
        page.keyboard.press("r")
        writing = page.locator("form#reply [contenteditable]")
        expect(writing).to_be_focused()
        page.keyboard.type("gd? jn")  # words, not keys
        expect(writing).to_contain_text("gd? jn")
        page.goto("/settings/")
        page.get_by_role("checkbox", name="Use these single-key shortcuts").uncheck()
        page.locator("h1").click()
        page.keyboard.type("gg")
        page.wait_for_timeout(300)
        assert page.url.endswith("/settings/")
        page.get_by_role("checkbox", name="Use these single-key shortcuts").check()
        page.locator("h1").click()
        page.keyboard.type("gd")
        page.wait_for_url("**/desk/")
    assert house.faults == []
