"""Signing in, settings, the welcome page, and the demonstration's doors."""

import re

import pytest
from allauth.mfa.totp.internal import auth
from django.test import Client

from tests.accounts.conftest import PASSWORD
from tests.cast import Cast
from workgroups.accounts.actions import join
from workgroups.accounts.models import Person
from workgroups.accounts.queries import CastMember, holds_address
from workgroups.core import slots
from workgroups.notifications.models import Delivery
from workgroups.notifications.queries import preference_of

HEAD = CastMember("ana@montevideo.example", "Ana", "Head of delegation", "Answer the poll")


def sign_in(browser: Client, email: str, password: str = PASSWORD, **more: str):
    return browser.post("/accounts/login/", {"login": email, "password": password, **more})


def test_sign_in_by_password_leads_to_the_desk(ana: Person, visitor: Client) -> None:
    response = sign_in(visitor, "ANA@montevideo.example")
    assert (response.status_code, response.headers["Location"]) == (302, "/desk/")


def test_sign_in_gives_a_new_session(ana: Person, visitor: Client) -> None:
    visitor.get("/accounts/login/")
    visitor.session.save()
    before = visitor.session.session_key
    sign_in(visitor, "ana@montevideo.example")
    assert visitor.session.session_key != before


def test_sign_in_by_code_from_the_mail(ana: Person, visitor: Client) -> None:
    asked = visitor.post("/accounts/login/code/", {"email": "ana@montevideo.example"})
    mail = Delivery.objects.get(address="ana@montevideo.example")
    code = next(word for word in mail.context["body"].split() if "-" in word)
    done = visitor.post(asked.headers["Location"], {"code": code})
    assert (done.status_code, done.headers["Location"]) == (302, "/desk/")


@pytest.mark.parametrize(
    ("page", "field"),
    [("/accounts/login/code/", "email"), ("/accounts/password/reset/", "email"), ("/accounts/login/", "login")],
)
def test_no_page_tells_whether_an_address_is_known(ana: Person, visitor: Client, page: str, field: str) -> None:
    def answer(email: str) -> tuple[int, str, str]:
        data = {field: email, "password": "not the password"}
        first = visitor.post(page, data)
        place = first.headers.get("Location", "")
        body = (visitor.get(place) if place else first).content.decode()
        visitor.cookies.clear()
        return first.status_code, place, _without_tokens(body).replace(email, "…")

    assert answer("ana@montevideo.example") == answer("nobody@montevideo.example")


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_an_unknown_address_gets_a_mail_as_fast_as_a_known_one(db: None, visitor: Client) -> None:
    visitor.post("/accounts/login/code/", {"email": "nobody@city.example"})
    assert list(Delivery.objects.values_list("address", flat=True)) == ["nobody@city.example"]


def test_guessing_a_password_ends_after_five_tries_also_for_whoever_knows_it(ana: Person, visitor: Client) -> None:
    tries = [sign_in(visitor, "ana@montevideo.example", f"wrong {number}").status_code for number in range(5)]
    after = sign_in(visitor, "ana@montevideo.example")
    assert (tries, after.status_code) == ([200] * 5, 200)
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "https:///evil.example",
        "javascript:alert(1)",
        "/%0d%0aLocation:https://evil.example\r\nX: y",
        "\thttps://evil.example",
        "https://localhost@evil.example",
    ],
)
def test_next_never_leads_out_of_the_house(ana: Person, visitor: Client, address: str) -> None:
    place = sign_in(visitor, "ana@montevideo.example", next=address).headers["Location"]
    assert place == "/desk/" or (place.startswith("/%") and "\n" not in place)


def test_next_leads_to_where_one_wanted_to_go(ana: Person, visitor: Client) -> None:
    assert sign_in(visitor, "ana@montevideo.example", next="/search/?q=x").headers["Location"] == "/search/?q=x"


def test_profile_change_is_saved_and_shown(ana: Person, visitor: Client) -> None:
    visitor.force_login(ana)
    changed = {"name": "Ana P.", "latin_name": "", "language": "en", "time_zone": "Asia/Seoul"}
    assert visitor.post("/accounts/", changed).status_code == 302
    assert 'value="Ana P."' in visitor.get("/accounts/").content.decode()


def test_profile_without_a_name_is_refused_with_a_summary(ana: Person, visitor: Client) -> None:
    visitor.force_login(ana)
    response = visitor.post("/accounts/", {"name": "", "language": "en", "time_zone": "UTC"})
    page = response.content.decode()
    assert (response.status_code, "error-summary" in page, 'href="#id_name"' in page) == (422, True, True)


def test_welcome_makes_the_first_officer_and_signs_them_in(db: None, visitor: Client, settings) -> None:
    settings.DEMO = False
    first = {"name": "First", "email": "first@city.example", "password": PASSWORD, "time_zone": "Asia/Dubai"}
    response = visitor.post("/welcome/", first)
    assert (response.status_code, response.headers["Location"]) == (302, "/desk/")
    assert Person.objects.values_list("email", "is_operator").get() == ("first@city.example", True)
    assert visitor.session["_auth_user_id"] == str(Person.objects.get().pk)


def test_welcome_asks_for_the_key_on_a_public_installation(db: None, visitor: Client, settings) -> None:
    settings.DEMO, settings.BASE_URL = False, "https://groups.example"
    first = {"name": "First", "email": "first@city.example", "password": PASSWORD, "time_zone": "UTC", "key": "guess"}
    assert (visitor.post("/welcome/", first).status_code, Person.objects.count()) == (422, 0)


@pytest.fixture
def head(ana: Person, settings, monkeypatch) -> Person:
    """Ana, named by the demonstration."""
    settings.DEMO = True
    monkeypatch.setattr(slots, "gather", lambda name, *args: [[HEAD]] if name == "accounts.cast" else [])
    return ana


def test_one_press_signs_in_as_somebody_of_the_demonstration(head: Person, visitor: Client) -> None:
    assert HEAD.hint in visitor.get("/accounts/login/").content.decode()
    response = visitor.post("/accounts/demonstration/", {"email": HEAD.email})
    assert (response.headers["Location"], visitor.session["_auth_user_id"]) == ("/desk/", str(head.pk))


def test_nobody_but_the_cast_is_one_press_away(head: Person, visitor: Client) -> None:
    join(name="Real", email="real@city.example", password=PASSWORD)
    assert visitor.post("/accounts/demonstration/", {"email": "real@city.example"}).status_code == 404
    assert "_auth_user_id" not in visitor.session


def test_without_demonstration_there_is_no_such_press(head: Person, visitor: Client, settings) -> None:
    settings.DEMO = False
    assert HEAD.hint not in visitor.get("/accounts/login/").content.decode()
    assert visitor.post("/accounts/demonstration/", {"email": HEAD.email}).status_code == 404


def test_the_press_needs_the_forms_own_token(head: Person) -> None:
    guarded = Client(enforce_csrf_checks=True)
    assert guarded.post("/accounts/demonstration/", {"email": HEAD.email}).status_code == 403


def test_sessions_are_listed_and_end_everywhere_else(ana: Person, visitor: Client) -> None:
    other = Client(REMOTE_ADDR="10.250.0.1", HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    for browser in (visitor, other):
        sign_in(browser, "ana@montevideo.example")
        browser.get("/accounts/")
    page = visitor.get("/settings/sessions/").content.decode()
    assert ("Firefox, Windows" in page, "10.250…" in page, "10.250.0.1" in page) == (True, True, False)
    visitor.post("/settings/sessions/")
    assert [browser.get("/accounts/").status_code for browser in (visitor, other)] == [200, 302]


def test_a_second_factor_is_set_up_asked_for_and_a_recovery_code_works_once(
    ana: Person, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    period = 59_000_000  # one and the same for the whole test, which may take longer than a code lives
    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([period]))
    sign_in(visitor, "ana@montevideo.example")
    step_up = visitor.get("/accounts/2fa/totp/activate/").headers["Location"]
    page = visitor.post(step_up, {"password": PASSWORD}, follow=True).content.decode()
    secret = visitor.session["mfa.totp.secret"]
    assert (secret in page, "data:image/svg+xml" in page) == (True, True)
    now = auth.format_hotp_value(auth.hotp_value(secret, period))
    assert visitor.post("/accounts/2fa/totp/activate/", {"code": now}).headers["Location"].endswith("/recovery-codes/")
    codes = re.findall(r"<code>(\w+)</code>", visitor.get("/accounts/2fa/recovery-codes/").content.decode())

    def enter(code: str) -> bool:
        browser = Client()
        assert sign_in(browser, "ana@montevideo.example").headers["Location"] == "/accounts/2fa/authenticate/"
        assert browser.get("/desk/").status_code == 302
        browser.post("/accounts/2fa/authenticate/", {"code": code})
        return "_auth_user_id" in browser.session

    assert [enter(code) for code in (now, now, codes[0], codes[0], codes[1])] == [True, False, True, False, True]


def test_another_address_asks_once_more_who_it_is_and_is_proved_by_its_own_code(ana: Person, visitor: Client) -> None:
    sign_in(visitor, "ana@montevideo.example")
    wanted = {"action_add": "", "email": "ana@second.example"}
    step_up = visitor.post("/accounts/email/", wanted).headers["Location"]
    assert step_up.startswith("/accounts/reauthenticate/")
    visitor.post(step_up, {"password": PASSWORD})
    mail = Delivery.objects.get(address="ana@second.example")
    code = next(word for word in mail.context["body"].split() if re.fullmatch(r"[A-Z0-9]{3,}-?[A-Z0-9]{3,}", word))
    assert not holds_address(ana, "ana@second.example")
    visitor.post("/accounts/confirm-email/", {"code": code})
    assert holds_address(ana, "ana@second.example")


def test_without_a_password_a_code_opens_the_pages_of_addresses_and_factors(cast: Cast, visitor: Client) -> None:
    visitor.force_login(cast.delegate)  # as somebody who came in by a link
    wanted = {"action_add": "", "email": "mine@second.example"}
    proof = visitor.post("/accounts/email/", wanted).headers["Location"]
    visitor.post(proof, {"send": "1"})
    assert not Delivery.objects.filter(address="mine@second.example").exists()
    visitor.post(proof, {"code": visitor.session["account_proof"]["code"]})
    assert Delivery.objects.filter(address="mine@second.example").exists()  # what was asked for before is done


def test_whoever_came_in_by_a_code_sets_up_an_app_and_sees_the_recovery_codes(ana: Person, visitor: Client) -> None:
    ana.set_unusable_password()
    ana.save()
    asked = visitor.post("/accounts/login/code/", {"email": "ana@montevideo.example"})
    mail = Delivery.objects.get(address="ana@montevideo.example")
    code = next(word for word in mail.context["body"].split() if "-" in word)
    visitor.post(asked.headers["Location"], {"code": code})
    assert visitor.get("/accounts/2fa/totp/activate/").status_code == 200
    secret = visitor.session["mfa.totp.secret"]
    period = next(iter(auth.yield_hotp_counters_from_time()))
    now = auth.format_hotp_value(auth.hotp_value(secret, period))
    page = visitor.post("/accounts/2fa/totp/activate/", {"code": now}, follow=True).content.decode()
    assert re.findall(r"<code>(\w+)</code>", page)


def test_the_five_first_things_are_set_already_and_lead_on(cast: Cast, client: Client) -> None:
    client.force_login(cast.delegate)
    page = client.get("/settings/first/?next=/groups/cloud/").content.decode()
    assert ('value="Delegate"' in page, 'href="/groups/cloud/"' in page) == (True, True)
    said = {
        "name": "Délégué",
        "language": "fr",
        "time_zone": "Africa/Dakar",
        "working_days": [0, 1],
        "digest": "weekly",
    }
    saved = client.post("/settings/first/?next=/groups/cloud/", {**said, "day_begins": 8, "day_ends": 16})
    assert saved.headers["Location"] == "/groups/cloud/"
    cast.delegate.refresh_from_db()
    found = (cast.delegate.name, cast.delegate.language, cast.delegate.day_ends, preference_of(cast.delegate).digest)
    assert found == ("Délégué", "fr", 16, "weekly")


def test_the_first_things_lead_to_no_foreign_address(cast: Cast, client: Client) -> None:
    client.force_login(cast.delegate)
    page = client.get("/settings/first/?next=https://bad.example/").content.decode()
    assert ("bad.example" in page, 'href="/desk/"' in page) == (False, True)
