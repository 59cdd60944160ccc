"""Without scripts a member reads, starts, replies, attaches, votes, answers an invitation and edits a draft."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.flows.house import GROUP, House

WRITER, READER = "chair@singapore", "head@uruguay"
NOTE = b"Region;Rate\r\nNorth;12\r\n"


def test_member_starts_a_thread_with_a_file_and_another_reads_replies_and_downloads(
    house: House, tmp_path: Path
) -> None:
    (tmp_path / "rates.csv").write_bytes(NOTE)
    with house.window(WRITER, script=False) as page:
        page.goto(f"{GROUP}threads/")
        page.get_by_role("link", name="Start a thread").first.click()
        page.get_by_label("Title").fill("Rates that vendors quote")
        page.get_by_label("First post").fill("The rates are **attached**.")
        page.get_by_label("Attach files").set_input_files(tmp_path / "rates.csv")
        page.get_by_role("button", name="Start the thread").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rates that vendors quote")
        expect(page.locator("article strong").first).to_have_text("attached")
        address = page.url
    with house.window(READER, script=False) as page:
        page.goto(address)
        page.get_by_role("textbox", name="Your reply").fill("Ours were lower last year.")
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.get_by_role("article").last).to_contain_text("Ours were lower last year.")
        with page.expect_download() as got:
            page.get_by_role("link", name="rates.csv").click()
        assert got.value.path().read_bytes() == NOTE


def test_a_visitor_reads_and_downloads_a_report(house: House) -> None:
    with house.window(script=False) as page:
        page.goto("/reports/")
        page.get_by_role("link", name="A short list of words on the cloud").first.click()
        address = page.get_by_role("link", name="PDF", exact=True).get_attribute("href")
        assert address
        assert page.request.get(address).body().startswith(b"%PDF-")
        page.get_by_role("link", name="Read the report").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("A short list of words")


def test_member_answers_the_open_poll(house: House) -> None:
    with house.window(READER, script=False) as page:
        page.goto(f"{GROUP}decisions/")
        open_polls = page.get_by_role("listitem").filter(has_text="Open").filter(has_text=re.compile(r"Poll \d"))
        open_polls.get_by_role("link").first.click()
        choice = page.get_by_role("radio").last
        words = page.locator(f'label[for="{choice.get_attribute("id")}"]').inner_text().strip()
        choice.check()
        page.get_by_role("button", name=re.compile("[Aa]nswer")).click()
        expect(page.get_by_text("Uruguay has answered")).to_be_visible()
        page.get_by_text("As a table").click()
        expect(page.get_by_role("row").filter(has_text=words)).to_contain_text(re.compile("[1-9]"))


def test_member_says_whether_they_come(house: House) -> None:
    with house.window(READER, script=False) as page:
        page.goto(f"{GROUP}meetings/")
        page.get_by_role("link", name="Drafting call").first.click()
        page.get_by_label("Perhaps").check()
        page.get_by_role("button", name=re.compile("[Aa]nswer")).click()
        expect(page.get_by_role("listitem").filter(has_text="Inés Etchegaray")).to_contain_text("Perhaps")


def test_member_edits_a_block_of_a_draft_and_another_reads_it(house: House) -> None:
    with house.window(READER, script=False) as page:
        page.goto(f"{GROUP}drafts/")
        page.get_by_role("link", name=re.compile("^Issues paper")).first.click()
        address = page.url
        page.get_by_role("link", name=re.compile("^Edit block")).last.click()
        field = page.get_by_role("textbox").last
        field.fill(field.input_value().rstrip() + " Written without a script.")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Written without a script.")).to_be_visible()
    with house.window("observer@un", script=False) as page:
        page.goto(address)
        expect(page.get_by_text("Written without a script.")).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("^Edit block"))).to_have_count(0)


def test_member_answers_a_call_in_two_sittings(house: House) -> None:
    with house.window(READER, script=False) as page:
        page.goto(f"{GROUP}decisions/")
        calls = page.get_by_role("listitem").filter(has_text="Open").filter(has_text=re.compile(r"Call for input \d"))
        calls.get_by_role("link").first.click()
        page.get_by_role("link", name=re.compile("Answer|Continue the draft|Change the answer")).click()
        page.get_by_role("textbox").and_(page.locator("textarea")).first.fill("One unit, under a decree.")
        page.get_by_role("button", name="Keep as a draft").click()
        expect(page.locator("textarea").first).to_have_value("One unit, under a decree.")
        page.get_by_role("button", name=re.compile("Send the answer|Replace the answer")).click()
        expect(page.get_by_text("Your answer is in.")).to_be_visible()
        page.get_by_role("link", name="Compare the answers").click()
        expect(page.get_by_text("One unit, under a decree.")).to_be_visible()
