"""From an empty installation to a published report, through the browser and the mailbox alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import running_product
from tests.flows.house import PASSWORD, House
from tests.flows.post import link_in, mail_server, wait_for
from tests.flows.reports import begin_report, build, name_version, put_in, read_report
from tests.sink import Sink

CHAIRS = {"Mina Okoro": ("Lakeland", "Chair"), "Pavel Brandt": ("Hillside", "Co-chair")}
TITLE = "What we learnt about archives"
# Enough for a second page of text behind the cover.
WORDS = "\n\n".join(
    [f"# Part {part}\n\n" + "Archives grow, and nobody is asked whether they may. " * 12 for part in ("one", "two")]
)


@pytest.fixture
def empty(browser: Browser) -> Iterator[tuple[House, Sink]]:
    """A product with nobody in it, and a mail server."""
    with mail_server() as post, running_product(env={"EMAIL_URL": post.url}, from_nothing=True) as product:
        yield House(product, browser), post


def test_installation_goes_from_nobody_to_a_published_report(empty: tuple[House, Sink]) -> None:
    house, post = empty
    with house.window() as officer:
        begin(officer)
        make_group(officer)
        group = "/groups/digital-archives/"
        for name, (body, _office) in CHAIRS.items():
            add_delegation(officer, body)
            invite(officer, name)
        for name in CHAIRS:
            with house.window() as newcomer:
                join(newcomer, link_in(wait_for(post, address_of(name)), "/invitations/"), name)
        draft = write_draft(officer, group)
        name_version(officer, draft, "Final text")
        begin_report(officer, group, TITLE)
        put_in(officer, "Archives, version 1: Final text")
        put_in(officer, "Participants by delegation")
        build(officer)
        assembly = officer.url
        for name in CHAIRS:
            with house.window() as chair:
                sign_in(chair, address_of(name))
                chair.goto(assembly)
                chair.get_by_role("button", name="Sign build 1").click()
                expect(chair.get_by_role("button", name="Sign build 1")).to_have_count(0)
        officer.goto(assembly)
        officer.get_by_role("button", name="Publish").click()
        officer.wait_for_url("**/reports/*/1/")
    with house.window() as stranger:
        report = read_report(stranger, TITLE)
    assert report.pages >= 2
    assert "Archives grow, and nobody is asked whether they may." in " ".join(report.text.split())
    assert house.faults == []


def address_of(name: str) -> str:
    """Where somebody is written to."""
    return f"{name.split()[0].lower()}@mail.example"


def begin(page: Page) -> None:
    """Become the first officer: every page leads there."""
    page.goto("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome. Who begins?")
    page.get_by_label("Your name").fill("Ada Lindqvist")
    page.get_by_label("E-mail address").fill("ada@mail.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/desk/")


def make_group(page: Page) -> None:
    """A programme, and a group in it that the public may see."""
    page.get_by_role("link", name="programme").first.click()
    if "/add/" not in page.url:
        page.get_by_role("link", name="Make a programme").click()
    page.get_by_label("Name").fill("Exchange of archives")
    page.get_by_label(re.compile("^Address")).fill("archives")
    page.get_by_role("button", name="Make the programme").click()
    page.get_by_label("Name").fill("Working group on archives")
    page.get_by_label(re.compile("^Address")).fill("digital-archives")
    page.get_by_label("What it is for").fill("To keep what is worth keeping.")
    page.get_by_role("button", name="Make the group").click()
    expect(page.get_by_text("The group is made, and you are its secretariat.")).to_be_visible()


def manage(page: Page) -> None:
    """Go to the officers' page."""
    page.get_by_role("navigation", name="This group").get_by_role("link", name="Manage").click()
    page.get_by_role("link", name="Delegations, seats and offices").click()


def add_delegation(page: Page, body: str) -> None:
    """Let a state join."""
    manage(page)
    page.get_by_role("link", name="Add a delegation").first.click()
    page.get_by_label("State, city or organisation").fill(body)
    page.get_by_role("button", name="Add the delegation").click()
    expect(page.get_by_role("heading", name=body)).to_be_visible()


def invite(page: Page, name: str) -> None:
    """Offer a head's seat and an office."""
    body, office = CHAIRS[name]
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(address_of(name))
    page.get_by_label("Delegation").select_option(label=body)
    page.get_by_label("Seat").select_option(index=0)
    page.get_by_label("Office").select_option(label=office)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text(f"The invitation to {address_of(name)} is on its way.")).to_be_visible()


def join(page: Page, link: str, name: str) -> None:
    """Take an invitation up: the link brings a newcomer past the five first things into the group."""
    page.goto(link)
    expect(page.get_by_label("Your name")).to_have_value(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join the group").click()
    page.get_by_role("link", name="Leave it as it is and go in").click()  # the five first things
    page.wait_for_url("**/groups/digital-archives/")


def sign_in(page: Page, address: str) -> None:
    """Sign in with address and password."""
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")


def write_draft(page: Page, group: str) -> str:
    """Begin a draft with a text; return its address."""
    page.goto(group)
    page.get_by_role("navigation", name="This group").get_by_role("link", name="Drafts").click()
    page.get_by_role("link", name="Begin a draft").first.click()
    page.get_by_label("Title").fill("Archives")
    page.get_by_label("First text").fill(WORDS)
    page.get_by_role("button", name="Begin it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Archives")
    return page.url
