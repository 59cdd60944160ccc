"""The language of a page that everybody may ask for: its address says it, and nothing else does."""

import re

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.deliverables.stage import released
from workgroups.core.addresses import permanent, prefixed
from workgroups.deliverables.models import Release

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">')


@pytest.fixture
def release(cast: Cast) -> Release:
    return released(cast)


def pages(release: Release) -> list[str]:
    group = release.report.group.get_absolute_url()
    return ["/", "/groups/", group, "/reports/", release.report.get_absolute_url(), release.get_absolute_url()]


def test_every_public_page_speaks_the_language_of_its_address(release: Release, client: Client) -> None:
    for path in pages(release):
        for tag, address in (("en", path), ("fr", f"/fr{path}")):
            found = client.get(address, headers={"accept-language": "ar"})
            page = found.content.decode()
            assert (found.status_code, found["Content-Language"]) == (200, tag), address
            assert f'<html lang="{tag}" dir="ltr"' in page, address
            assert "Accept-Language" not in found.headers.get("Vary", "")
            base = settings.BASE_URL
            assert LINK.findall(page) == [("en", base + path), ("fr", f"{base}/fr{path}")], address


def test_a_french_page_costs_304_the_second_time_and_differs_from_the_english(release: Release, client: Client) -> None:
    for path in pages(release):
        french, english = client.get(f"/fr{path}"), client.get(path)
        assert dict(french.cookies) == {}
        assert french["ETag"] != english["ETag"]
        assert client.get(f"/fr{path}", headers={"if-none-match": french["ETag"]}).status_code == 304


def test_links_of_a_french_page_stay_french_and_the_permanent_address_stays_bare(
    release: Release, client: Client
) -> None:
    page = client.get("/fr/reports/cloud-four-issues/").content.decode()
    links = re.findall(r'href="(/[^"]*)"', page)
    # files are one for all languages
    stay = {link for link in links if not link.startswith(("/static/", "/desk/")) and link.endswith("/")}
    assert {link for link in stay if not link.startswith("/fr/")} == {release.report.get_absolute_url()}  # the switch
    assert "http://localhost:8000/reports/cloud-four-issues/1/" in page
    assert "http://localhost:8000/fr/reports/cloud-four-issues/1/" not in page


def test_somebody_signed_in_reads_a_public_page_as_everybody_does(cast: Cast, client: Client) -> None:
    cast.delegate.language = "fr"
    cast.delegate.time_zone = "Asia/Tokyo"
    cast.delegate.save()
    client.force_login(cast.delegate)
    assert client.get("/reports/").content == Client().get("/reports/").content
    assert client.get("/fr/reports/")["Content-Language"] == "fr"
    desk = client.get("/desk/")
    assert desk["Content-Language"] == "fr"
    assert 'href="/fr/reports/"' in desk.content.decode()


def test_a_member_is_led_from_the_french_face_of_a_group_to_its_overview(cast: Cast, client: Client) -> None:
    address = cast.group.get_absolute_url()
    client.force_login(cast.outsider)
    assert client.get(f"/fr{address}").status_code == 200
    client.force_login(cast.delegate)
    assert client.get(f"/fr{address}")["Location"] == address


def test_what_is_not_there_is_not_there_in_french(client: Client) -> None:
    found = client.get("/fr/nothing/")
    assert (found.status_code, found["Content-Language"]) == (404, "fr")
    assert "Page introuvable" in found.content.decode()


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [("", "/accounts/login/"), ("ar,fr-CA;q=0.8,en;q=0.5", "/fr/accounts/login/"), ("en,fr", "/accounts/login/")],
)
def test_sign_in_is_led_to_in_the_browsers_language(client: Client, asked: str, led_to: str) -> None:
    found = client.get("/desk/", headers={"accept-language": asked})
    assert found["Location"] == f"{led_to}?next=/desk/"


def test_sign_in_speaks_the_language_of_its_address_and_offers_the_other(client: Client) -> None:
    page = client.get("/fr/accounts/login/?next=/desk/").content.decode()
    assert "Se connecter" in page
    assert 'href="/accounts/login/?next=/desk/" hreflang="en" lang="en">English</a>' in page


def test_a_wrong_password_is_refused_in_french(cast: Cast, client: Client) -> None:
    found = client.post("/fr/accounts/login/", {"login": "chair@cast.example", "password": "wrong"})
    assert "L’adresse e-mail ou le mot de passe sont incorrects" in found.content.decode()


def test_addresses_are_made_for_offered_languages_only(settings: Settings) -> None:
    from django.utils import translation

    with translation.override("ar"):
        assert prefixed("/reports/") == "/reports/"
    with translation.override("fr"):
        assert prefixed("/reports/") == "/fr/reports/"
        assert permanent("public:report-list") == "/reports/"
