"""One group, two members side by side: talk, one text, a killed web process, a digest, an answer, a report.

Each test has a paragraph, a poll and mails of its own, so that they hold in any order.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import running_product
from tests.flows.house import House, sign_in_with_password
from tests.flows.post import link_in, mail_server, mails_to, text_of, wait_until
from tests.flows.reports import BUILT, begin_report, name_version, put_in, read_report
from tests.sink import Sink
from workgroups.core.supervisor.places import ROOT
from workgroups.core.supervisor.product import Product

ONE, OTHER, THIRD = "chair", "delegate", "cochair"
CARET = "() => { const s = getSelection(); return [s.anchorNode?.textContent, s.anchorOffset, s.isCollapsed]; }"


@dataclass
class Town:
    """A product that mails through a real transport, the cast in it, and where their things are."""

    house: House
    post: Sink
    at: dict[str, str]


@pytest.fixture(scope="module")
def town(browser: Browser) -> Iterator[Town]:
    """Start it once for this story."""
    with mail_server() as post, running_product(demo=False, env={"EMAIL_URL": post.url}) as product:
        yield Town(House(product, browser, sign_in_with_password), post, set_scene(product))


def test_post_arrives_at_its_place_while_the_other_types(town: Town) -> None:
    with town.house.window(ONE) as one, town.house.window(OTHER) as other:
        for page in (one, other):
            page.goto(town.at["thread"])
            expect(page.locator("#live-status")).to_contain_text("Live")
            page.locator("#reply .editor").get_by_role("textbox").click()
        other.evaluate("window.untouched = true")
        other.keyboard.type("Ours are high, because")
        before = other.evaluate(CARET)
        one.keyboard.type("We pay for copies that nobody reads.")
        one.get_by_role("button", name="Post", exact=True).click()
        arrived = other.get_by_role("article").filter(has_text="We pay for copies that nobody reads.")
        expect(arrived).to_be_visible()
        assert other.evaluate(CARET) == before
        other.keyboard.type(" we keep copies.")
        expect(other.locator("#reply .editor").get_by_role("textbox")).to_have_text(
            "Ours are high, because we keep copies."
        )
        other.get_by_role("button", name="Post", exact=True).click()
        expect(one.get_by_role("article").last).to_contain_text("Ours are high, because we keep copies.")
        assert other.evaluate("window.untouched") is True
        assert [page.get_by_role("article").count() for page in (one, other)] == [3, 3]
    assert town.house.faults == []


def set_scene(product: Product, *words: str) -> dict[str, str]:
    """Let scene.py act in the product."""
    command = [sys.executable, "-m", "tests.flows.scene", *words]
    done = subprocess.run(command, cwd=ROOT, env=product.environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    where: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return where


def write_at_end_of(page: Page, words: str, more: str) -> None:
    """Put the caret behind a paragraph and type."""
    page.locator("#draft-text p", has_text=words).click()
    page.keyboard.press("End")
    page.keyboard.type(more)


def open_draft(page: Page, town: Town) -> None:
    """Open the draft and wait for the editor."""
    page.goto(town.at["draft"])
    expect(page.locator("#draft[data-mounted]")).to_be_visible()


def test_two_members_write_one_text(town: Town) -> None:
    with town.house.window(ONE) as one, town.house.window(OTHER) as other:
        open_draft(one, town)
        open_draft(other, town)
        expect(one.locator("#draft-people")).to_contain_text("Delegate")
        write_at_end_of(one, "Storage grows.", " It grows every year.")
        write_at_end_of(other, "Delete what is old.", " Ask before you do.")
        write_at_end_of(one, "Storage grows.", " Nobody plans it.")
        for page in (one, other):
            text = page.locator("#draft-text")
            expect(text).to_contain_text("Storage grows. It grows every year. Nobody plans it.")
            expect(text).to_contain_text("Delete what is old. Ask before you do.")
            expect(page.locator("#draft-status")).to_contain_text("Saved")
    assert town.house.faults == []


def test_saved_is_said_when_the_words_are_stored_and_not_before(town: Town) -> None:
    with town.house.window(ONE) as one, town.house.store() as rows:
        open_draft(one, town)
        rows.execute("LOCK TABLE drafts_draftupdate IN EXCLUSIVE MODE")
        write_at_end_of(one, "Count again.", " Then count once more.")
        one.wait_for_timeout(2_000)
        expect(one.locator("#draft-status")).to_have_text(re.compile("Saving|Not saved"))
        rows.rollback()
        expect(one.locator("#draft-status")).to_contain_text(re.compile(r"^\s*Saved \d\d:\d\d"))


def test_killed_web_process_loses_no_acknowledged_character(town: Town) -> None:
    kept, kept_here = " Written before the end.", " Written while nobody listened."
    with town.house.window(ONE) as one, town.house.window(OTHER) as other:
        open_draft(one, town)
        open_draft(other, town)
        write_at_end_of(one, "Ask who reads it.", kept)
        expect(one.locator("#draft-status")).to_contain_text("Saved")
        town.house.product.kill("web")
        expect(one.locator("#draft-status")).to_contain_text("Not connected", timeout=60_000)
        write_at_end_of(one, "Ask who reads it.", kept_here)
        expect(one.locator("#draft-status")).to_contain_text("Not saved")
        town.house.product.restart("web")
        expect(one.locator("#draft-status")).to_contain_text("Saved", timeout=60_000)
        expect(other.locator("#draft-text")).to_contain_text(kept.strip() + kept_here, timeout=60_000)
    town.house.faults.clear()  # refused connections, while there was nobody
    with town.house.window(OTHER, script=False) as page:
        page.goto(town.at["draft"])
        stored = page.locator("#draft-text").inner_text()
    assert (stored.count(kept.strip()), stored.count(kept_here.strip())) == (1, 1)


def due(town: Town, days: int) -> str:
    """Let everything be done that is due until the end of a coming day."""
    at = (datetime.now(UTC) + timedelta(days=days)).replace(hour=23, minute=0)
    return town.house.command("due", "--at", f"{at:%Y-%m-%dT%H:%MZ}")


def asked_in_mail(town: Town, who: str) -> EmailMessage:
    """The newest mail that asks one of the cast for the poll's answer, once there is one."""

    def those() -> list[EmailMessage]:
        return [
            one for one in mails_to(town.post, f"{who}@cast.example") if "Which unit do we compare?" in text_of(one)
        ]

    wait_until(lambda: bool(those()), 60, f"no mail asks {who}")
    return those()[-1]


def test_digest_arrives_and_its_one_click_ends_it(town: Town) -> None:
    address = f"{OTHER}@cast.example"
    due(town, 1)
    digest = asked_in_mail(town, OTHER)
    asked_in_mail(town, THIRD)
    told = [text_of(mail) for mail in mails_to(town.post, f"{THIRD}@cast.example")]
    assert [text.count("What do you pay for storage?") > 0 for text in told].count(True) == 1, told
    assert digest.get_body(("html",)) is not None
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = digest["List-Unsubscribe"].strip(" <>")
    with town.house.window() as mail_program:
        opened = mail_program.request.get(link)
        assert opened.ok
        pressed = mail_program.request.post(link, form={"List-Unsubscribe": "One-Click"})
        assert pressed.ok
    with town.house.window(OTHER) as page:
        page.goto("/settings/telling/")
        expect(page.get_by_role("radio", name="Never")).to_be_checked()
    had = len(mails_to(town.post, address))
    town.house.product.kill("worker")  # its clock shows today
    set_scene(town.house.product, "later")
    due(town, 2)
    town.house.product.restart("worker")
    assert "What does it cost to leave?" in text_of(mails_to(town.post, f"{THIRD}@cast.example")[-1])
    assert len(mails_to(town.post, address)) == had
    assert len({one["Message-ID"] for one in town.post.mails}) == len(town.post.mails)


def test_answer_from_the_mail_takes_two_taps_and_is_nobody_elses(town: Town) -> None:
    due(town, 1)
    link = link_in(asked_in_mail(town, THIRD), "/act/")
    with town.house.window(OTHER) as somebody_else:
        answer = somebody_else.goto(link)
        assert answer is not None
        assert answer.status == 403
        expect(somebody_else.get_by_text("This link was sent to somebody else.")).to_be_visible()
    with town.house.window() as page:
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("Which unit do we compare?")
        page.get_by_role("button", name="Per person").click()
        expect(page.get_by_text("Your answer to “Which unit do we compare?” is recorded.")).to_be_visible()
    with town.house.window(THIRD) as page:
        page.goto(town.at["poll"])
        expect(page.get_by_text("Southland has answered, entered by Cochair.")).to_be_visible()
    assert town.house.faults == []


def test_report_is_compiled_signed_by_two_published_and_readable_elsewhere(town: Town) -> None:
    secretariat = "secretariat"
    poll = set_scene(town.house.product, "question")["poll"]
    with town.house.window(ONE) as page:
        page.goto(poll)
        page.get_by_role("button", name="Close the poll now").click()
        expect(page.get_by_role("heading", name="Result")).to_be_visible()
    with town.house.window(secretariat) as page:
        name_version(page, town.at["draft"], "Adopted")
        begin_report(page, town.at["group"], "Storing less: what nine offices found")
        for words in ("Storing less, version 1: Adopted", "Who counts?", "Participants by delegation"):
            put_in(page, words)
        town.house.product.kill("worker")
        page.get_by_role("button", name="Build the report").click()
        expect(page.get_by_text("Waiting for the worker.")).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("^PDF"))).to_have_count(0)
        town.house.product.restart("worker")
        expect(page.get_by_role("link", name=re.compile("^PDF"))).to_be_visible(timeout=BUILT)
        expect(page.get_by_text(re.compile(r"^Build \d+ ·"))).to_have_count(1)
        assembly = page.url
        expect(page.get_by_role("button", name=re.compile("^Publish"))).to_have_count(0)
    for who in (ONE, THIRD):
        with town.house.window(who) as page:
            page.goto(assembly)
            page.get_by_role("button", name="Sign build 1").click()
            expect(page.get_by_role("listitem").filter(has_text=f"Signed {who.capitalize()}").last).to_be_visible()
    with town.house.window(secretariat) as page:
        page.goto(assembly)
        page.get_by_role("button", name=re.compile("^Publish")).click()
        page.wait_for_url("**/reports/*/1/")
    with town.house.window() as stranger:
        report = read_report(stranger, "Storing less: what nine offices found")
    assert "Storage grows." in " ".join(report.text.split())
    assert {"Northland", "Southland", "Westland"} <= set(re.findall(r"\w+", report.text))
    assert town.house.faults == []
