"""The first run's way, and what an expired sign-in does with typed text."""

from html.parser import HTMLParser
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.accounts.conftest import PASSWORD
from tests.cast import Cast
from workgroups.accounts.models import Person
from workgroups.groups.models import Group


@pytest.fixture
def empty(db: None, settings) -> None:
    """An installation that nobody has joined, and no demonstration."""
    settings.DEMO = False


@pytest.mark.parametrize("page", ["/", "/desk/", "/groups/x/", "/accounts/login/", "/reports/", "/manage/"])
def test_every_page_of_an_empty_installation_leads_to_the_welcome(empty: None, visitor: Client, page: str) -> None:
    response = visitor.get(page)
    assert (response.status_code, response.headers["Location"]) == (302, "/welcome/")


def test_the_welcome_and_the_machines_doors_stay_open(empty: None, visitor: Client) -> None:
    assert [visitor.get(page).status_code for page in ("/welcome/", "/health/live")] == [200, 200]


def test_once_somebody_is_here_the_welcome_is_gone(ana: Person, visitor: Client, settings) -> None:
    settings.DEMO = False
    assert [visitor.get(page).status_code for page in ("/welcome/", "/accounts/login/")] == [404, 200]


def test_a_demonstration_has_no_welcome(db: None, visitor: Client, settings) -> None:
    settings.DEMO = True
    assert [visitor.get(page).status_code for page in ("/welcome/", "/accounts/login/")] == [404, 200]


class Form(HTMLParser):
    """The fields of the page's form with this address, as a browser would send them."""

    def __init__(self, page: str, action: str) -> None:
        super().__init__()
        self.action, self.fields = action, dict[str, str]()
        self._inside, self._open = False, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        found = dict(attrs)
        if tag == "form":
            self._inside = found.get("action") == self.action
        elif self._inside and tag == "input" and "name" in found:
            self.fields[found["name"]] = found.get("value") or ""
        elif self._inside and tag == "textarea":
            self._open = found["name"]
            self.fields[self._open] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.fields[self._open] += data


def test_text_posted_after_the_sign_in_expired_survives_and_one_press_sends_it(cast: Cast, visitor: Client) -> None:
    cast.chair.set_password(PASSWORD)
    cast.chair.save()
    EmailAddress.objects.create(user=cast.chair, email=cast.chair.email, verified=True)
    typed = "What we do together <b>& how</b>: “first” we listen.\n\nThen we write, at some length."
    posted = {"name": "Cloud", "purpose": typed, "state": "active", "is_public": "on"}
    address = f"/groups/{cast.group.slug}/manage/about/"

    refused = visitor.post(address, posted)
    kept = Form(refused.content.decode(), address)
    assert refused.status_code == 401
    assert {name: kept.fields[name] for name in posted} == posted

    visitor.post("/accounts/login/", {"login": cast.chair.email, "password": PASSWORD})
    sent = visitor.post(kept.action, kept.fields)
    assert (sent.status_code, Group.objects.get(pk=cast.group.pk).purpose) == (302, typed)


def test_passwords_are_not_kept_on_the_page(db: None) -> None:
    guarded = Client(enforce_csrf_checks=True)
    page = guarded.post("/accounts/login/", {"login": "a@b.example", "oldpassword": "secret one", "password": "secret"})
    assert (page.status_code, "secret" in page.content.decode()) == (403, False)
