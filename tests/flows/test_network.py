"""Without network the page says since when, sends nothing into the void and keeps what was typed; then it goes out."""

from playwright.sync_api import expect

from tests.flows.house import GROUP, House
from tests.flows.judge import violations

WORDS = "Typed in a tunnel."
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  }
  return found.filter((path) => !path.startsWith("/static/"));
}"""


def test_a_reply_typed_without_network_is_kept_and_sent_when_it_is_back(house: House) -> None:
    with house.window("expert@uruguay") as page:
        page.goto(f"{GROUP}threads/2/", wait_until="networkidle")
        page.locator("form#reply").scroll_into_view_if_needed()  # the editor comes when it is in sight
        writing = page.locator("form#reply [contenteditable]")
        writing.click()
        page.context.set_offline(True)
        banner = page.locator("#offline")
        expect(banner).to_contain_text("No network since")
        assert violations(page) == []
        page.keyboard.type(WORDS)
        page.locator("form#reply button.main").click()
        expect(page.locator("form#reply [role=alert]")).to_contain_text("What you typed is kept")
        expect(writing).to_contain_text(WORDS)
        page.context.set_offline(False)
        expect(banner).to_be_hidden()
        page.reload()
        expect(page.locator("form#reply [role=status]")).to_contain_text("Restored what you typed")
        posts = page.locator("article.post", has_text=WORDS)
        before = posts.count()
        page.locator("form#reply button.main").click()
        expect(posts).to_have_count(before + 1)
        page.reload()
        expect(page.locator("form#reply [role=status]")).to_have_count(0)


def test_a_page_that_cannot_be_fetched_says_so_and_comes_when_it_can(house: House) -> None:
    with house.window("expert@uruguay") as page:
        page.goto("/desk/", wait_until="networkidle")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.context.set_offline(True)
        page.goto(f"{GROUP}threads/")
        expect(page.get_by_role("heading", level=1)).to_have_text("This page could not be fetched")
        assert page.evaluate("getComputedStyle(document.querySelector('.button.main')).color") == "rgb(255, 255, 255)"
        page.context.set_offline(False)
        page.get_by_role("link", name="Try again").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Threads")
        assert page.evaluate(KEPT) == ["/offline/"]  # nothing that members read


def test_what_a_form_has_delivered_is_not_offered_again(house: House) -> None:
    words = "Papers for a call have two pages at most"
    with house.window("secretariat@worldbank") as page:
        page.goto(f"{GROUP}decisions/record/")
        page.get_by_label("What was decided").fill(words)
        page.wait_for_timeout(500)  # what is typed is kept when the fingers rest
        page.reload()
        expect(page.get_by_text("Restored what you typed")).to_be_visible()
        expect(page.get_by_label("What was decided")).to_have_value(words)
        page.get_by_role("radio").first.check()
        page.get_by_label("On which day").fill("2026-10-22")
        page.get_by_role("button", name="Record it").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(words)
        page.goto(f"{GROUP}decisions/record/")
        expect(page.get_by_label("What was decided")).to_have_value("")
    assert house.faults == []
