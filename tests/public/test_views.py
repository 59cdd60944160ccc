"""What visitors get: no cookie, checked by ETag, and what was published whole."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.deliverables.stage import released, report
from workgroups.deliverables.models import Release

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(cast: Cast) -> Release:
    return released(cast)


def test_public_pages_set_no_cookie_and_cost_304_the_second_time(release: Release, client: Client) -> None:
    address = release.get_absolute_url()
    for path in ("/", "/groups/", "/reports/", "/reports/cloud-four-issues/", address, f"{address}report.pdf"):
        first = client.get(path)
        assert (first.status_code, dict(first.cookies)) == (200, {}), path
        assert "Cookie" not in first.headers.get("Vary", ""), path
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304, path


def test_group_page_varies_since_members_get_their_overview_there(cast: Cast, client: Client) -> None:
    address = cast.group.get_absolute_url()
    first = client.get(address)
    assert (dict(first.cookies), "Cookie" in first["Vary"]) == ({}, True)
    client.force_login(cast.delegate)
    assert "no-store" in client.get(address)["Cache-Control"]


def test_release_page_shows_what_was_signed_and_the_pdf_is_those_bytes(release: Release, client: Client) -> None:
    page = client.get(release.get_absolute_url()).content.decode()
    assert "What nobody would miss for an hour." in page
    pdf = b"".join(client.get(f"{release.get_absolute_url()}report.pdf").streaming_content)  # type: ignore[attr-defined]
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) == release.build.manifest["outputs"]["pdf"]["size"]


def test_report_page_says_how_to_cite_and_tells_machines(release: Release, client: Client) -> None:
    found = client.get("/reports/cloud-four-issues/")
    page = found.content.decode()
    address = "http://testserver/reports/cloud-four-issues/1/"
    assert found.context["citation"].text == (
        f"Cloud ({release.published_at.year}). Cloud: four issues. The exchange. Release 1. {address}"
    )
    data = json.loads(page.split('type="application/ld+json">')[1].split("</script>")[0])
    assert (data["@type"], data["name"], data["url"]) == ("Report", "Cloud: four issues", address)
    assert page.count("Passed") == 9


def test_what_is_not_published_is_not_there(cast: Cast, client: Client) -> None:
    report(cast)
    assert client.get("/reports/cloud-four-issues/").status_code == 404
    assert client.get("/reports/").content.decode().count("Cloud: four issues") == 0


def test_report_list_asks_as_often_for_many_as_for_one(
    cast: Cast, release: Release, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get("/reports/")
    with django_assert_num_queries(2):
        client.get("/")
