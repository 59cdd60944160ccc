"""What visitors get: no cookie, checked by ETag, light, and what was published whole."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.deliverables.stage import recorded, released, released_again, report
from workgroups.deliverables import actions
from workgroups.deliverables.models import Release
from workgroups.events.actions import catch_up
from workgroups.groups.models import Group

pytestmark = pytest.mark.django_db
WORK = "/reports/cloud-four-issues/"
SHAPES = (
    "/", "/groups/", "/groups/cloud/", "/groups/cloud/reports.atom", "/programmes/exchange/reports.atom", "/reports/",
    "/reports/?q=cloud&year=&group=cloud", "/reports/reports.atom", WORK, "/reports/safe-travel/",
    "/reports/safe-travel/cite.ris", f"{WORK}1/", f"{WORK}2/", f"{WORK}2/changes/", f"{WORK}1/report.pdf",
    f"{WORK}1/cite.bib", f"{WORK}1/cite.csl.json", "/sitemap.xml", "/robots.txt",
)  # fmt: skip


@pytest.fixture
def release(cast: Cast) -> Release:
    return released(cast)


@pytest.fixture
def library(cast: Cast, release: Release) -> Release:
    """Both kinds of reports, and a second release of one, findable by their words."""
    recorded(cast)
    second = released_again(release, cast)
    catch_up()
    return second


def test_public_pages_set_no_cookie_weigh_little_and_cost_304_the_second_time(library: Release, client: Client) -> None:
    for path in SHAPES:
        first = client.get(path, headers={"accept-encoding": "gzip, br"})
        assert (first.status_code, dict(first.cookies)) == (200, {}), path
        assert ("Cookie" in first.headers.get("Vary", "")) == (path == "/groups/cloud/"), path
        assert "<script src" not in (page := first.getvalue().decode("latin-1")), path
        assert len(page) < 60_000, path  # and the one style sheet, 40 kB less than what is allowed
        with CaptureQueriesContext(connection) as asked:
            again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.getvalue(), again["ETag"]) == (304, b"", first["ETag"]), path
        assert len(asked) < 9, path
        assert client.head(path).status_code == 200, path
        assert client.post(path, {}).status_code == 405, path


def test_public_pages_are_packed_as_the_reader_takes_them(release: Release, client: Client) -> None:
    plain = client.get(WORK)
    for accepted, coding in (("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("identity", "")):
        found = client.get(WORK, headers={"accept-encoding": accepted})
        assert found.headers.get("Content-Encoding", "") == coding, accepted
        assert (len(found.content) < len(plain.content) / 2) == bool(coding), accepted
        assert "Accept-Encoding" in found["Vary"]


def test_group_page_varies_since_members_get_their_overview_there(cast: Cast, client: Client) -> None:
    address = cast.group.get_absolute_url()
    first = client.get(address)
    assert (dict(first.cookies), "Cookie" in first["Vary"]) == ({}, True)
    client.force_login(cast.delegate)
    assert "no-store" in client.get(address)["Cache-Control"]


def test_release_page_shows_what_was_signed_and_the_pdf_is_those_bytes(release: Release, client: Client) -> None:
    page = client.get(release.get_absolute_url()).content.decode()
    assert "What nobody would miss for an hour." in page
    pdf = client.get(f"{release.get_absolute_url()}report.pdf")
    data = pdf.getvalue()
    assert data.startswith(b"%PDF-")
    assert len(data) == release.build.manifest["outputs"]["pdf"]["size"] == int(pdf["Content-Length"])
    assert pdf["Cache-Control"] == "public, max-age=31536000, immutable"
    assert pdf["Content-Disposition"] == 'inline; filename="cloud-four-issues-1.pdf"'
    assert f'<http://localhost:8000{WORK}1/>; rel="collection"' in pdf["Link"]


def test_report_page_says_how_to_cite_and_tells_machines(release: Release, client: Client) -> None:
    found = client.get(WORK)
    page = found.content.decode()
    address = f"http://localhost:8000{WORK}1/"
    year = release.published_at.year
    assert found.context["citations"][0].text == (
        f"Cloud. ({year}). Cloud: four issues (Release 1). The exchange. {address}"
    )
    data = json.loads(page.split('type="application/ld+json">')[1].split("</script>")[0])
    assert (data["@type"], data["name"], data["url"]) == ("Report", "Cloud: four issues", address)
    assert re.search(r'<meta name="citation_pdf_url" content="http://localhost:8000\S+/1/report.pdf">', page)
    assert '<meta name="DC.creator" content="Cloud">' in page
    assert f'<{address}>; rel="cite-as"' in found["Link"]
    assert f'<{address}cite.datacite.json>; rel="describedby"' in found["Link"]
    assert client.get(f"{WORK}1/cite.datacite.json").json()["url"] == address


def test_report_page_claims_only_what_was_checked(release: Release, client: Client) -> None:
    page = client.get(WORK).content.decode()
    manifest = release.build.manifest
    ran = [manifest["checks"], *manifest.get("format_checks", {}).values()]
    assert page.count("Passed") == sum(map(len, ran)) > 0
    assert "not a statement of conformance" in page
    release.build.manifest["checks"]["figures"] = False
    release.build.save()
    page = client.get(f"{WORK}?again").content.decode()
    assert (page.count("Failed"), "PDF: 1 check failed" in page) == (1, True)


def test_report_page_changes_its_etag_with_what_it_shows(cast: Cast, release: Release, client: Client) -> None:
    first = client.get(WORK)["ETag"]
    actions.correct_report(actor=cast.member("chair"), report=release.report, concerning="Table 1", was="5", now="7")
    page = client.get(WORK, headers={"if-none-match": first})
    assert (page.status_code, "<ins>7</ins>" in page.content.decode()) == (200, True)
    assert client.get(f"{WORK}1/", headers={"if-none-match": first}).status_code == 200


def test_release_changes_are_told_in_words(library: Release, client: Client) -> None:
    page = client.get(f"{WORK}2/changes/").content.decode()
    assert "<del>an hour</del><ins>a day</ins>" in page
    assert "1 place reworded" in page
    assert f'href="{WORK}2/changes/"' in client.get(WORK).content.decode()
    assert client.get(f"{WORK}1/changes/").status_code == 404


def test_an_older_release_leads_to_the_newer(library: Release, client: Client) -> None:
    assert f'<a href="{WORK}2/">Open it</a>' in client.get(f"{WORK}1/").content.decode()
    related = client.get(f"{WORK}1/cite.datacite.json").json()["relatedIdentifiers"]
    assert {one["relationType"] for one in related} == {"IsVersionOf", "IsPreviousVersionOf"}


def test_a_report_published_elsewhere_is_cited_by_its_own_address(cast: Cast, client: Client) -> None:
    address = recorded(cast).get_absolute_url()
    page = client.get(address).content.decode()
    assert "This report was published elsewhere" in page
    assert page.count("Not recorded in the source") >= 2
    links = client.get(address)["Link"]
    assert '<https://example.org/safe-travel>; rel="cite-as"' in links
    assert f'<http://localhost:8000{address}cite.csl.json>; rel="describedby"' in links
    assert "UR  - https://example.org/safe-travel\r\n" in client.get(f"{address}cite.ris").content.decode()
    assert client.get(f"{address}1/").status_code == 404


def test_the_library_is_narrowed_by_a_plain_form(library: Release, client: Client) -> None:
    def titles(query: str) -> list[str]:
        page = client.get(f"/reports/{query}").content.decode()
        return re.findall(r'class="row-title" href="[^"]+" dir="auto">([^<]+)<', page)

    both = ["Cloud: four issues", "Safe travel"]
    assert titles("") == titles("?group=cloud&programme=exchange&year=&q=") == both
    assert titles("?year=2021") == titles("?q=safe+trav") == ["Safe travel"]
    assert titles("?q=nobody+miss") == titles("?q=CLÔUD+four") == ["Cloud: four issues"]
    for nothing in (
        "?year=1999",
        "?q=neverland",
        "?group=other",
        "?group=%00",
        "?q=%00",
        "?year=20%25",
        "?programme='",
    ):
        assert titles(nothing) == (both if nothing == "?q=%00" else []), nothing
    assert titles("?page=2") == []
    for odd in ("0", "-1", "x", "9" * 30, "²"):
        assert titles(f"?page={odd}") == both, odd
    assert "No report fits" in client.get("/reports/?q=neverland").content.decode()


def test_what_is_not_published_is_not_there(cast: Cast, client: Client) -> None:
    report(cast)
    assert client.get(WORK).status_code == 404
    assert client.get("/reports/").content.decode().count("Cloud: four issues") == 0


def test_a_demonstration_report_under_way_says_so_and_any_other_is_not_there(cast: Cast, client: Client) -> None:
    asked = actions.request_build(actor=cast.member("chair"), deliverable=report(cast))
    assert client.get(WORK).status_code == 404
    Group.objects.filter(pk=cast.group.pk).update(is_demonstration=True)
    page = client.get(WORK)
    assert (page.status_code, page["Cache-Control"], b"is being compiled" in page.content) == (200, "no-store", True)
    assert b"Being compiled" in client.get("/reports/").content
    actions.fail_build(build=asked, error="no")
    assert client.get(WORK).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        f"{WORK}{10**30}/", f"{WORK}{'9' * 5000}/", f"{WORK}0/", f"{WORK}1/report.exe", f"{WORK}1/report.pdf.zip",
        f"{WORK}1/report.PDF", f"{WORK}1/report.", f"{WORK}1/cite.html", f"{WORK}cite.%0d%0aX:a", "/reports/%00/",
        "/reports/../", "/reports/%F0%9F%A6%84/", f"/reports/{'a' * 500}/", f"{WORK}1/report.pdf%0d%0aX:y",
        "/programmes/nothing/reports.atom", "/groups/nothing/reports.atom",
    ],
)  # fmt: skip
def test_odd_addresses_are_not_there(release: Release, client: Client, path: str) -> None:
    found = client.get(path)
    assert (found.status_code, "Set-Cookie" in found.headers) == (404, False)


def test_public_pages_ask_as_often_for_many_as_for_one(cast: Cast, library: Release, client: Client) -> None:
    asks = {
        "/": 3, "/groups/": 1, "/reports/": 3, "/reports/?q=cloud": 3, WORK: 4, f"{WORK}2/": 4,
        f"{WORK}2/changes/": 4, "/reports/safe-travel/": 2, "/sitemap.xml": 6, "/reports/reports.atom": 1,
    }  # fmt: skip
    for number in range(3):
        actions.record_report(actor=cast.member("chair"), title=f"Report {number}", url="https://example.org/")
    for path, most in asks.items():
        client.get(path)  # frozen words are read once
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        assert len(found) == most, (path, [query["sql"][:300] for query in found])
