"""The web edition: valid HTML, every figure in words, notes that lead there and back."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.deliverables.sample import document, draft, paragraph, whole
from tests.deliverables.stage import recorded, released
from tests.flows.judge import complaints
from workgroups.deliverables.logic.checks import check
from workgroups.deliverables.logic.html import to_html

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Report</title></head>'
PAGE = HEAD + "<body><h1>R</h1>{}</body></html>"


def test_nu_finds_nothing_and_would_find_something() -> None:
    assert complaints({"whole": PAGE.format(to_html(whole()))}) == []
    assert complaints({"broken": PAGE.format("<ul><p>no item</p></ul>")}) != []


@pytest.mark.django_db
def test_nu_finds_nothing_on_the_pages_of_a_report(cast: Cast, client: Client) -> None:
    release, elsewhere = released(cast), recorded(cast)
    addresses = [
        "/reports/",
        release.report.get_absolute_url(),
        release.get_absolute_url(),
        elsewhere.get_absolute_url(),
    ]
    pages = {address: client.get(address).content.decode() for address in addresses}
    client.force_login(cast.chair)
    group = f"/groups/{cast.group.slug}/deliverables/"
    for address in (group, f"{group}1/", f"{group}new/", f"{group}elsewhere/new/", f"{group}1/pictures/new/"):
        pages[address] = client.get(address).content.decode()
    assert "\n".join(complaints(pages)) == ""


def test_notes_lead_there_and_back_and_every_anchor_is_there_once() -> None:
    found = to_html(whole())
    anchors = re.findall(r" id=[\"\']([^\"\']+)", found)
    assert sorted(anchors) == sorted(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', found)) <= set(anchors)
    assert found.count('role="doc-noteref"') == found.count('role="doc-backlink"') == 3


def test_figures_stand_where_the_text_leads_to_them() -> None:
    """A paragraph that is only a link to a poll is replaced by its figure, which then has no section of its own."""
    found = to_html(whole())
    assert found.index("It leads to more.") < found.index('id="s3-figure"') < found.index("Scripts")
    assert "Two keywords?</h2>" not in found
    assert 'href="#s4-figure"' not in found.split("Quoted words.")[1].split("A last word")[0]


def test_clauses_references_and_works_of_a_draft_stand_in_the_report() -> None:
    found = to_html(whole())
    chapter = found.split("Rules of the exchange</h2>")[1]
    assert "Article 1. Reports</h4>" in chapter
    assert re.search(r'<p class="clause clause-2" id="s7-4"><span class="number">1.1</span> reports', chapter)
    leads = re.findall(r'<a href="#(s7[-0-9]*|references)">([^<]+)</a>', chapter)
    assert leads == [
        ("s7-4", "Article 1, clause 1.1"), ("s7-7", "Table 3"), ("s7-9", "Figure 5"), ("s7-2", "Article 1"),
        ("s7-1", "Rules"), ("s7", "Article 1, clause 1.1(a)"), ("references", "(World Bank 2023, p. 3)"),
    ]  # fmt: skip
    assert '<span lang="ar" dir="rtl">مرحبا</span>' in chapter
    assert 'alt="A blue rectangle, again."' in chapter
    assert "World Bank (2023). <em>GovTech maturity</em>" in chapter


def test_what_a_text_refers_to_in_vain_stops_a_build() -> None:
    lost = {"type": "xref", "attrs": {"to": "gone"}}
    cite = {"type": "citation", "attrs": {"source": "gone"}}
    figure = {"type": "figure", "attrs": {"file": "0198c3a4-0000-7000-8000-000000000001", "id": "f"}}
    made = document(draft({"type": "paragraph", "attrs": {"id": "p"}, "content": [lost, cite]}, figure, paragraph("x")))
    codes = {(found.code, found.place) for found in check(made, lambda _text: "") if found.level == "error"}
    assert codes == {("reference-gone", "p"), ("source-gone", "p"), ("figure-missing", "f")}


def test_names_of_a_meeting_stay_out_and_its_list_is_folded() -> None:
    found = to_html(whole())
    annex = found.split('id="annex-b"')[1].split("</section>")[0]
    assert "<details" in annex
    assert "Expert: 24" in annex
    assert "Not recorded in the source" in annex
