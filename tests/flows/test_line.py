"""A draft on a bad line: words outlive the network, the socket and the browser, and stay their writer's."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from tests.flows.house import House, sign_in
from tests.flows.writing import OTHER, READY, WRITER, begin_draft, open_editor, shape
from tests.flows.writing import write as write_after

SHELF = """async () => {
  const shelf = await new Promise((resolve) => {
    const asked = indexedDB.open("drafts", 1);
    asked.onsuccess = () => resolve(asked.result);
  });
  const count = (store) => new Promise((resolve) => {
    const asked = shelf.transaction(store).objectStore(store).count();
    asked.onsuccess = () => resolve(asked.result);
  });
  const found = (await count("texts")) + (await count("changes"));
  shelf.close();
  return found;
}"""


@pytest.fixture
def draft(house: House) -> str:
    """The address of a new draft."""
    return begin_draft(house, "Exit costs count.\n\n# Time\n\nSo does time.\n\n# Rest\n\nAnd rest.")


def write(page: Page, words: str, after: str = "Exit costs count.") -> None:
    write_after(page, words, after)


def line_to_cut(page: Page) -> Callable[..., None]:
    """Lay a line under the draft's sockets that lets everything through until it is cut; `cut(False)` mends it.

    (What the browser calls offline leaves open sockets open.) A socket that lost something ends with the mending, for
    no network delivers what comes after a hole.
    """
    cut = [False]
    holed: list[WebSocketRoute] = []

    def route(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: holed.append(socket) if cut[0] else server.send(message))
        server.on_message(lambda message: holed.append(socket) if cut[0] else socket.send(message))

    def turn(on: bool = True) -> None:
        cut[0] = on
        if not on:
            for socket in dict.fromkeys(holed):
                socket.close(code=1001, reason="mended")

    page.route_web_socket(re.compile("/drafts/"), route)
    return turn


def until_shelf(page: Page, enough: Callable[[int], bool]) -> None:
    """Wait until as much stands on the browser's shelf. (`wait_for_function` takes a promise itself for a yes.)"""
    for _round in range(200):
        if enough(page.evaluate(SHELF)):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.evaluate(SHELF)} rows stand on the shelf")


def empty(found: int) -> bool:
    return found == 0


def held(found: int) -> bool:
    return found >= 2  # the text, and a change


def test_words_typed_without_a_network_outlive_the_browser(house: House, draft: str) -> None:
    with house.window(WRITER) as page:
        cut = line_to_cut(page)
        open_editor(page, draft)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        status, context = page.locator("#draft-status"), page.context
        write(page, " Online.")
        expect(status).to_contain_text("Saved")
        until_shelf(page, empty)
        cut()
        context.set_offline(True)
        write(page, " In a tunnel.")
        expect(status).to_contain_text(re.compile(r"Not saved since \d\d:\d\d"))
        until_shelf(page, held)
        page.close(run_before_unload=False)
        again = house.page(context)
        again.goto(draft)  # the service worker answers
        expect(again.get_by_role("heading", level=1)).to_have_text("This page could not be fetched")
        expect(again.locator("main .doc")).to_contain_text("Exit costs count. Online. In a tunnel.")
        context.set_offline(False)
        open_editor(again, draft)
        expect(again.locator("#draft-text")).to_contain_text("Exit costs count. Online. In a tunnel.")
        expect(again.locator("#draft-status")).to_contain_text("Saved")
        until_shelf(again, empty)
        again.reload()
        expect(again.locator("#draft[data-mounted]")).to_be_visible()
        assert again.locator("#draft-text").inner_text().count("In a tunnel.") == 1


def test_unsaved_words_are_their_writers_and_come_back_as_text_when_the_draft_was_begun_anew(
    house: House, draft: str
) -> None:
    with house.window(WRITER) as page:
        cut = line_to_cut(page)
        open_editor(page, draft)
        cut()
        page.context.set_offline(True)
        write(page, " Mine alone.")
        until_shelf(page, held)
        before = page.evaluate(SHELF)
        page.keyboard.press("Space")  # whatever is put there after this has all the words before it
        until_shelf(page, lambda found: found > before)
        leave(page)
        with house.store() as rows:
            number = draft.rstrip("/").rsplit("/", 1)[-1]
            changed = rows.execute(
                "UPDATE drafts_draft SET epoch = epoch + 1 WHERE title = 'Terms on a train' AND number = %s", (number,)
            )
            assert changed.rowcount == 1
        page.context.set_offline(False)
        other = as_other(house, page.context)
        open_editor(other, draft)
        expect(other.locator("#draft-status")).to_contain_text(READY)
        expect(other.locator("#draft-text")).not_to_contain_text("Mine alone.")
        expect(other.locator("#draft-unsaved")).to_be_hidden()
        page.context.clear_cookies()
        sign_in(other, WRITER)
        open_editor(other, draft)
        expect(other.locator("#draft-status")).to_contain_text(READY)
        expect(other.locator("#draft-text")).not_to_contain_text("Mine alone.")
        offered = other.locator("#draft-unsaved")
        expect(offered).to_contain_text("begun anew")
        expect(offered.locator("textarea")).to_have_value(re.compile(r"^Exit costs count\. Mine alone\.\s?$"))
        other.locator("summary", has_text="Account").click()
        other.get_by_role("button", name="Sign out").click()
        asked = other.get_by_role("dialog", name="Some of your words are not saved yet")
        expect(asked).to_contain_text("Terms on a train")
        asked.get_by_role("button", name="Stay signed in").click()
        expect(offered).to_be_visible()
        other.locator("summary", has_text="Account").click()
        other.get_by_role("button", name="Sign out").click()
        asked.get_by_role("button", name="Sign out and lose them").click()
        expect(other.get_by_role("link", name="For members")).to_be_visible()
        until_shelf(other, empty)


def leave(page: Page) -> None:
    """Close a page as a lost battery does."""
    page.close(run_before_unload=False)


def as_other(house: House, context: BrowserContext) -> Page:
    """The same browser, somebody else."""
    context.clear_cookies()
    page = house.page(context)
    sign_in(page, OTHER)
    return page


def lock(house: House, context: BrowserContext, draft: str, block: str) -> None:
    """Lock the section of a heading."""
    page = house.page(context)
    page.goto(f"{draft}blocks/{block}/lock/")
    page.get_by_role("button", name="Lock it").click()
    expect(page.get_by_text("nobody changes it now")).to_be_visible()
    page.close()


def test_half_open_line_is_left_and_a_lock_that_came_meanwhile_refuses_only_its_section(
    house: House, draft: str
) -> None:
    """Shown to fail with the watchdog's `abandon` taken out: the page then stays "Up to date" for minutes."""
    with house.window(WRITER, worker="block") as page:
        cut = line_to_cut(page)
        open_editor(page, draft)
        expect(page.locator("#draft-status")).to_contain_text("Up to date")
        cut()
        expect(page.locator("#draft-status")).to_contain_text("Not connected")
        write(page, " Into the void.")
        write(page, " For some.", after="So does time.")
        expect(page.locator("#draft-status")).to_contain_text("Not saved since")
        lock(house, page.context, draft, page.locator("#draft-text h2").first.get_attribute("data-block") or "")
        cut(False)  # the laptop wakes up, the train leaves the tunnel
        refused, words = page.locator("#draft-unsaved"), page.locator("#draft-text")
        expect(refused.locator("textarea")).to_have_value("So does time. For some.")
        expect(page.locator("#draft-status")).to_contain_text("Saved")
        expect(words).to_contain_text("So does time.")
        expect(words).not_to_contain_text("For some.")
        refused.get_by_role("button", name="Propose it instead").press("Enter")
        expect(page.locator(".propose-copy ins")).to_have_text("For some.")
        page.reload()
        expect(page.locator("#draft[data-mounted]")).to_be_visible()
        assert words.inner_text().count("Into the void.") == 1
        expect(refused).to_be_hidden()
        undo_beside_locks(house, page, draft)


def undo_beside_locks(house: House, page: Page, draft: str) -> None:
    """Undo takes back what was written beside a locked section, and nothing in it, before or after it was locked."""
    words = page.locator("#draft-text")
    write(page, " Out.")
    page.keyboard.press("ControlOrMeta+Shift+End")
    page.keyboard.press("Delete")
    expect(page.locator("#draft-locked")).to_contain_text("nothing was changed")
    page.keyboard.press("ControlOrMeta+z")
    expect(words).not_to_contain_text("Out.")
    for kept in ("Into the void.", "So does time.", "And rest."):
        expect(words).to_contain_text(kept)
    write(page, " And sleep.", after="And rest.")
    lock(house, page.context, draft, words.locator("h2").last.get_attribute("data-block") or "")
    expect(words.locator("p.is-locked")).to_have_count(2)
    write(page, " In front.")
    expect(words).to_contain_text("In front.")
    for _time in range(3):
        page.keyboard.press("ControlOrMeta+z")
    expect(words).not_to_contain_text("In front.")
    expect(words).to_contain_text("And rest. And sleep.")
    expect(page.locator("#draft-status")).to_contain_text(READY)


def test_where_sockets_are_blocked_the_same_text_is_written_over_http(house: House, draft: str) -> None:
    """One window's sockets are turned away, the other's are not; both write, both read the same."""
    with house.window(WRITER, worker="block") as one, house.window(OTHER, worker="block") as other:
        one.route_web_socket(re.compile("/drafts/"), lambda socket: socket.close(code=1006, reason="blocked"))
        open_editor(other, draft)
        open_editor(one, draft)
        expect(one.locator("#draft-status")).to_contain_text("by a slow line")
        write(one, " By the post.")
        expect(one.locator("#draft-status")).to_contain_text("Saved")
        expect(other.locator("#draft-text")).to_contain_text("Exit costs count. By the post.")
        expect(other.locator("#draft-people")).to_contain_text("Lim Hui Wen")
        write(other, " By wire.", after="So does time.")
        expect(one.locator("#draft-text")).to_contain_text("So does time. By wire.")
        assert shape(one) == shape(other)
    assert house.faults == []
