"""Feeds, sitemap, robots and harvesting, as programs read them."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from tests.cast import Cast
from tests.deliverables.stage import recorded, released
from workgroups.core import clock
from workgroups.deliverables import actions
from workgroups.deliverables.models import Release
from workgroups.public.queries import oai as harvesting

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
HOME = "http://localhost:8000"


@pytest.fixture
def release(cast: Cast) -> Release:
    return released(cast)


def asked(client: Client, query: str) -> ET.Element:
    found = client.get(f"/oai/?{query}")
    assert (found.status_code, found["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return ET.fromstring(found.content)


def fault(client: Client, query: str) -> str | None:
    error = asked(client, query).find(f"{OAI}error")
    return error.get("code") if error is not None else None


def test_feeds_list_both_kinds_of_reports(cast: Cast, release: Release, client: Client) -> None:
    recorded(cast)
    for path in ("/reports/reports.atom", "/groups/cloud/reports.atom", "/programmes/exchange/reports.atom"):
        root = ET.fromstring(client.get(path).content)
        entries = root.findall(f"{ATOM}entry")
        assert [one.findtext(f"{ATOM}title") for one in entries] == ["Safe travel", "Cloud: four issues"], path
        assert entries[1].findtext(f"{ATOM}id") == f"{HOME}/reports/cloud-four-issues/"
        assert root.findtext(f"{ATOM}id") == f"{HOME}{path}"
        assert root.find(f"{ATOM}updated") is not None
    assert ET.fromstring(client.get("/groups/elsewhere/reports.atom").content).findall(f"{ATOM}entry") == []


def test_a_correction_brings_a_report_to_the_top_of_the_feed(cast: Cast, release: Release, client: Client) -> None:
    recorded(cast)
    with clock.at(clock.now() + timedelta(hours=1)):
        actions.correct_report(actor=cast.member("chair"), report=release.report, concerning="Table", now="7")
    (first, *_rest) = ET.fromstring(client.get("/reports/reports.atom").content).findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}title") == "Cloud: four issues"


def test_sitemap_names_every_public_page_once(cast: Cast, release: Release, client: Client) -> None:
    root = ET.fromstring(client.get("/sitemap.xml").content)
    found = [one.text or "" for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    wanted = {
        "/",
        "/reports/",
        "/groups/",
        "/groups/cloud/",
        "/programmes/exchange/timeline/",
        "/reports/cloud-four-issues/",
        "/reports/cloud-four-issues/1/",
    }
    assert len(found) == len(set(found))
    assert {f"{HOME}{path}" for path in wanted} <= set(found)
    for address in found:
        assert client.get(address.removeprefix(HOME)).status_code == 200, address


def test_robots_are_led_to_the_sitemap_and_away_from_sign_in(client: Client) -> None:
    page = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {HOME}/sitemap.xml\n" in page
    assert f"Sitemap: {HOME}/fr/sitemap.xml\n" in page
    assert f"<loc>{HOME}/fr/reports/</loc>" in client.get("/fr/sitemap.xml").content.decode()
    assert "Disallow: /fr/accounts/\n" in page
    assert "Disallow: /accounts/\n" in page
    assert "Disallow: /reports" not in page


def test_oai_says_who_answers(client: Client) -> None:
    found = asked(client, "verb=Identify").find(f"{OAI}Identify")
    assert found is not None
    assert {one.tag.removeprefix(OAI): one.text for one in found} | {"earliestDatestamp": ""} == {
        "repositoryName": "Workgroups",
        "baseURL": f"{HOME}/oai/",
        "protocolVersion": "2.0",
        "adminEmail": "notices@workgroups.example",
        "earliestDatestamp": "",
        "deletedRecord": "no",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    posted = client.post("/oai/", {"verb": "Identify"})
    assert ET.fromstring(posted.content).find(f"{OAI}Identify") is not None


def test_oai_gives_a_record_and_repeats_the_request(cast: Cast, release: Release, client: Client) -> None:
    name = "oai:localhost:reports/cloud-four-issues"
    root = asked(client, f"verb=GetRecord&metadataPrefix=oai_dc&identifier={name}")
    request = root.find(f"{OAI}request")
    assert request is not None
    assert (request.get("identifier"), request.text) == (name, f"{HOME}/oai/")
    assert [one.text for one in root.iter(f"{OAI}setSpec")] == ["exchange", "exchange:cloud"]
    assert [one.text for one in root.iter(f"{DC}title")] == ["Cloud: four issues"]
    assert [one.text for one in root.iter(f"{DC}identifier")] == [f"{HOME}/reports/cloud-four-issues/"]


def test_oai_sets_are_programmes_and_their_groups(cast: Cast, release: Release, client: Client) -> None:
    root = asked(client, "verb=ListSets")
    assert [(one.findtext(f"{OAI}setSpec"), one.findtext(f"{OAI}setName")) for one in root.iter(f"{OAI}set")] == [
        ("exchange", "The exchange"),
        ("exchange:cloud", "Cloud"),
    ]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nothing", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a&set=b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:reports/none", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=cloud-four-issues", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=oai:localhost:reports/none", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:reports/%00", "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=other", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=abc", "badResumptionToken"),
        ("verb=Identify&%00=%00", "badArgument"),
        ("verb=%01%3Cscript%3E", "badVerb"),
    ],
)
def test_oai_errors_follow_the_protocol(cast: Cast, release: Release, client: Client, query: str, code: str) -> None:
    assert fault(client, query) == code
    request = asked(client, query).find(f"{OAI}request")
    assert request is not None
    assert bool(request.attrib) == (code not in {"badVerb", "badArgument"})


def test_oai_lists_go_on_by_token_without_loss(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvesting, "STRETCH", 3)
    start = datetime(2026, 11, 1, tzinfo=UTC)
    for number in range(7):
        with clock.at(start + timedelta(days=number // 2)):
            actions.record_report(actor=cast.member("chair"), title=f"Report {number}", url="https://example.org/")
    found, stretches, query = [], [], "verb=ListIdentifiers&metadataPrefix=oai_dc&set=exchange:cloud"
    while query:
        root = asked(client, query)
        found += [one.text for one in root.iter(f"{OAI}identifier")]
        token = root.find(f".//{OAI}resumptionToken")
        assert token is not None
        stretches.append((token.get("cursor"), token.get("completeListSize")))
        query = f"verb=ListIdentifiers&resumptionToken={token.text}" if token.text else ""
    assert found == [f"oai:localhost:reports/report-{number}" for number in range(7)]
    assert stretches == [("0", "7"), ("3", "7"), ("6", "7")]
    days = asked(client, "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-02&until=2026-11-02")
    assert len(list(days.iter(f"{OAI}record"))) == 2
