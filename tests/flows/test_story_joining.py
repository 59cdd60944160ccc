"""From a call for nominations to the hand-over of a head's seat, on a telephone and without scripts."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.flows.house import NARROW, PASSWORD, House
from tests.flows.post import wait_until
from workgroups.core.supervisor.places import ROOT

FRONT = "/groups/harbour/"
EXPERT, ALTERNATE, GUEST = "ines@harbour.example", "oluf@harbour.example", "guest@quay.example"
OWN = "What does a berth cost?"


def day(ahead: int) -> str:
    """A day from now, as a date field takes it."""
    return (datetime.now(UTC) + timedelta(days=ahead)).date().isoformat()


@contextmanager
def telephone(house: House, who: str = "") -> Iterator[Page]:
    """A narrow window without scripts, signed in with a password; nothing on its last page may stick out."""
    with house.window(width=NARROW, script=False) as page:
        if who:
            page.goto("/accounts/login/")
            page.get_by_label("E-mail").fill(f"{who}@harbour.example")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url("**/desk/")
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, page.url


def letter_to(house: House, address: str, path: str) -> str:
    """The link of the newest letter to an address, once the worker has sent it."""
    found: list[str] = []

    def has_come() -> bool:
        with house.store() as rows:
            said = "SELECT text FROM notifications_mailed WHERE address = %s ORDER BY id DESC"
            for (text,) in rows.execute(said, (address,)):
                found.extend(re.findall(rf"https?://[^/\s]+({re.escape(path)}\S*)", text))
        return bool(found)

    wait_until(has_come, 120, f"no letter to {address}")
    return found[0]


def call_for_names(house: House) -> None:
    with telephone(house, "secretariat") as page:
        page.goto(f"{FRONT}manage/nominations/")
        page.get_by_role("link", name="New call for nominations").click()
        page.get_by_label("Title").fill("People for the year")
        page.get_by_label("What is asked").fill("An alternate and one expert who knows berths.")
        page.get_by_label("Deadline").fill(f"{day(9)}T12:00")
        page.get_by_role("button", name="Open the call").click()
        expect(page.get_by_text("The call is open.")).to_be_visible()


def name_two(house: House) -> None:
    with telephone(house, "head") as page:
        page.get_by_role("link", name="People for the year").first.click()
        for at, (name, email, role) in enumerate(
            [("Oluf Berg", ALTERNATE, "alternate"), ("Ines Amaral", EXPERT, "expert")]
        ):
            page.locator(f"#id_form-{at}-name").fill(name)
            page.locator(f"#id_form-{at}-email").fill(email)
            page.locator(f"#id_form-{at}-role").select_option(role)
            page.locator(f"#id_form-{at}-since").fill(day(0))
            page.locator(f"#id_form-{at}-until").fill(day(300))
        page.get_by_role("button", name="Send the answer").click()
        expect(page.get_by_text("Your answer is in.")).to_be_visible()


def accept_and_invite(house: House) -> None:
    with telephone(house, "secretariat") as page:
        page.goto(f"{FRONT}manage/nominations/1/")
        for name in ("Oluf Berg", "Ines Amaral"):
            page.get_by_role("button", name=f"Accept {name}").click()
            expect(page.get_by_text(f"{name} is accepted")).to_be_visible()
        page.goto(f"{FRONT}manage/invitations/")  # accepting somebody from outside has sent their letter
        for address in (EXPERT, ALTERNATE):
            expect(page.get_by_text(address)).to_be_visible()


def join(page: Page, link: str, name: str, press: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name=press).click()


def alternate_arrives(house: House) -> None:
    with telephone(house) as page:
        join(page, letter_to(house, ALTERNATE, "/invitations/"), "Oluf Berg", "Join the group")
        page.get_by_role("link", name="Leave it as it is and go in").click()
        page.wait_for_url(f"**{FRONT}")


def expert_arrives_and_posts(house: House) -> None:
    with telephone(house) as page:
        join(page, letter_to(house, EXPERT, "/invitations/"), "Ines Amaral", "Join the group")
        page.get_by_label("Time zone").select_option("Africa/Dakar")
        page.get_by_role("button", name="Save and go in").click()
        page.wait_for_url(f"**{FRONT}")
        page.goto(f"{FRONT}threads/")
        page.get_by_role("link", name=OWN).click()
        page.locator("textarea[name=body]").fill("In our port four hundred a day.")
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.get_by_text("In our port four hundred a day.")).to_be_visible()
        expect(page.get_by_text("Expert, Norrland")).to_be_visible()


def open_to_a_guest(house: House) -> None:
    with telephone(house, "chair") as page:
        page.goto(f"{FRONT}manage/guests/")
        page.get_by_label("What the guest may see").select_option(label=OWN)
        page.get_by_label("Name").fill("Rafael Ortiz")
        page.get_by_label("E-mail address").fill(GUEST)
        page.get_by_label("Last day").fill(day(14))
        page.get_by_label("They may write").check()
        page.get_by_role("button", name="Send the pass").click()
        expect(page.get_by_text(f"The pass for {GUEST} is on its way.")).to_be_visible()


def the_guest_answers(house: House) -> None:
    with telephone(house) as page:
        join(page, letter_to(house, GUEST, "/guest-pass/"), "Rafael Ortiz", "Go in")
        expect(page.get_by_role("heading", name=OWN)).to_be_visible()
        expect(page.get_by_text("In our port four hundred a day.")).to_be_visible()
        page.locator("textarea[name=body]").fill("Ours is free on Sundays.")
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.get_by_text("guest of Anouk Verbeke")).to_be_visible()
        own = page.url
        for closed in ("threads/1/", "threads/2/", "threads/", "members/", "manage/guests/"):
            answer = page.goto(f"{FRONT}{closed}")
            assert answer, closed
            assert answer.status == 404, closed
        page.goto("/search/?q=berth")
        expect(page.get_by_role("link", name=OWN)).to_have_count(0)
        page.goto(own)


def the_pass_ends_on_the_open_page(house: House) -> None:
    with house.window(width=NARROW) as theirs, telephone(house, "chair") as page:
        theirs.goto("/accounts/login/")
        theirs.get_by_label("E-mail").fill(GUEST)
        theirs.get_by_label("Password").fill(PASSWORD)
        theirs.get_by_role("button", name="Sign in", exact=True).click()
        theirs.wait_for_url("**/desk/")
        theirs.goto("/guest/")
        theirs.get_by_role("link", name=OWN).click()
        expect(theirs.locator("#live-status")).to_contain_text("Live · confirmed")
        page.goto(f"{FRONT}manage/guests/")
        page.get_by_role("button", name="End Rafael Ortiz").click()
        expect(page.get_by_text("The pass of Rafael Ortiz has ended.")).to_be_visible()
        expect(theirs.get_by_text("This page is no longer open to you.")).to_be_visible()
        expect(theirs.get_by_text("In our port four hundred a day.")).to_have_count(0)


def the_head_hands_over(house: House) -> None:
    with telephone(house, "head") as page:
        page.goto(f"{FRONT}members/")
        page.get_by_role("link", name="Hand over").first.click()
        page.locator("#id_successor").select_option(label="Oluf Berg")
        page.locator("#id_day").fill(day(0))
        page.locator("#id_note").fill("The berth table is ours to keep.")
        page.get_by_role("button", name="Hand over", exact=True).click()
        page.wait_for_url(re.compile("hand-overs|members|desk|groups"))
    with telephone(house, "oluf") as page:
        page.goto(f"{FRONT}members/")
        expect(page.get_by_text("Head of delegation")).to_be_visible()


def test_from_nomination_to_hand_over(house: House) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "tests.flows.scene", "harbour"],
        cwd=ROOT,
        env=house.product.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    call_for_names(house)
    name_two(house)
    accept_and_invite(house)
    alternate_arrives(house)
    expert_arrives_and_posts(house)
    open_to_a_guest(house)
    the_guest_answers(house)
    the_pass_ends_on_the_open_page(house)
    the_head_hands_over(house)
    assert "agrees with itself" in house.command("verify")
    assert [fault for fault in house.faults if ": 404" not in fault] == []
