"""Citations and records after the published formats; no field may break out of its line."""

import json

from workgroups.public.logic.citation import bibtex, citations, csl_json, ris
from workgroups.public.logic.licences import address_of, spdx_of
from workgroups.public.logic.metadata import datacite, dublin_core, highwire, json_ld, landing, resource
from workgroups.public.logic.record import FileOf, Record

PDF = FileOf("report.pdf", "https://x.example/reports/cloud/2/report.pdf", "application/pdf", 1234, "ab" * 32)
WHOLE = Record(
    title="Cloud",
    subtitle="four issues",
    author="Cloud group",
    author_address="https://x.example/groups/cloud/",
    publisher="The exchange",
    published="2026-11-22",
    language="en",
    licence="CC BY 4.0",
    summary="What we\nfound.",
    address="https://x.example/reports/cloud/2/",
    release=2,
    work="https://x.example/reports/cloud/",
    earlier="https://x.example/reports/cloud/1/",
    files=(PDF,),
)
BARE = Record(title="What is safe?", address="https://elsewhere.example/a")
HOSTILE = Record(
    title="A {b} 50% & _c_\nTY  - JOUR",
    author="Ø & Co",
    published="2021-13",
    address='https://x.example/"><b>\r\nSet-Cookie: a=b',
)


def test_styles_follow_their_order() -> None:
    assert {one.style: one.text for one in citations(WHOLE)} == {
        "APA": "Cloud group. (2026). Cloud: four issues (Release 2). The exchange. https://x.example/reports/cloud/2/",
        "Chicago": "Cloud group. Cloud: four issues. Release 2. The exchange, 2026. https://x.example/reports/cloud/2/.",
        "ISO 690": "Cloud group. Cloud: four issues [online]. Release 2. The exchange, 2026-11-22. "
        "Available from: https://x.example/reports/cloud/2/",
    }
    assert {one.title for one in citations(WHOLE)} == {"Cloud: four issues"}


def test_styles_without_author_date_and_publisher() -> None:
    assert {one.style: one.text for one in citations(BARE)} == {
        "APA": "What is safe? (n.d.). https://elsewhere.example/a",
        "Chicago": "What is safe? n.d. https://elsewhere.example/a.",
        "ISO 690": "What is safe? [online]. n.d. Available from: https://elsewhere.example/a",
    }


def test_a_publisher_that_is_the_author_is_named_once_in_apa() -> None:
    found = citations(Record(title="T", author="OECD", publisher="OECD", published="2021", address="https://o.example"))
    assert found[0].text == "OECD. (2021). T. https://o.example"


def test_bibtex_is_one_techreport() -> None:
    assert bibtex(WHOLE) == (
        "@techreport{cloudgroup2026,\n"
        "  author = {{Cloud group}},\n"
        "  title = {{Cloud: four issues}},\n"
        "  institution = {The exchange},\n"
        "  number = {Release 2},\n"
        "  year = {2026},\n"
        "  url = {https://x.example/reports/cloud/2/},\n"
        "  language = {en},\n"
        "  month = nov\n"
        "}\n"
    )


def test_bibtex_escapes_what_would_be_a_command() -> None:
    found = bibtex(HOSTILE)
    assert r"title = {{A \{b\} 50\% \& \_c\_ TY - JOUR}}" in found.replace("TY  -", "TY -")
    assert found.startswith("@techreport{oco,\n")
    assert found.count("\n") == 5


def test_ris_is_one_record_of_lines_that_end_with_cr_lf() -> None:
    assert ris(WHOLE).split("\r\n") == [
        "TY  - RPRT",
        "AU  - Cloud group",
        "TI  - Cloud: four issues",
        "PY  - 2026",
        "DA  - 2026/11/22/",
        "PB  - The exchange",
        "ET  - Release 2",
        "LA  - en",
        "AB  - What we found.",
        "UR  - https://x.example/reports/cloud/2/",
        "L1  - https://x.example/reports/cloud/2/report.pdf",
        "ER  - ",
        "",
    ]
    assert [line[:2] for line in ris(HOSTILE).split("\r\n")] == ["TY", "AU", "TI", "UR", "ER", ""]
    assert "DA  - 2021/11//\r\n" in ris(Record(title="T", published="2021-11", address="a"))


def test_csl_json_is_a_list_of_one_report() -> None:
    (item,) = json.loads(json.dumps(csl_json(WHOLE)))
    assert (item["type"], item["issued"], item["author"]) == (
        "report",
        {"date-parts": [[2026, 11, 22]]},
        [{"literal": "Cloud group"}],
    )
    assert csl_json(BARE) == [
        {"id": BARE.address, "type": "report", "title": "What is safe?", "URL": BARE.address},
    ]


def test_licences_that_have_an_address() -> None:
    assert [address_of(one) for one in ("CC BY 4.0", "CC BY 3.0 IGO", "cc by-nc-sa 4.0", "CC0 1.0", "All rights")] == [
        "https://creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org/licenses/by/3.0/igo/",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "",
    ]
    assert [spdx_of(one) for one in ("CC BY 3.0 IGO", "CC0 1.0", "Ours")] == ["CC-BY-3.0-IGO", "CC0-1.0", ""]


def test_dublin_core_and_highwire_name_what_is_known_and_nothing_else() -> None:
    assert dublin_core(BARE) == [
        ("title", "What is safe?"), ("type", "Text"), ("type", "Report"), ("identifier", BARE.address),
    ]  # fmt: skip
    assert dict(highwire(WHOLE)) == {
        "citation_title": "Cloud: four issues",
        "citation_author": "Cloud group",
        "citation_publication_date": "2026/11/22",
        "citation_technical_report_institution": "The exchange",
        "citation_technical_report_number": "2",
        "citation_language": "en",
        "citation_abstract_html_url": "https://x.example/reports/cloud/",
        "citation_pdf_url": PDF.address,
    }


def test_datacite_has_every_mandatory_property_even_of_a_bare_record() -> None:
    mandatory = {"identifiers", "creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"}
    for one in (WHOLE, BARE, HOSTILE):
        assert mandatory <= set(datacite(one))
    found = datacite(WHOLE)
    assert found["relatedIdentifiers"] == [
        {"relatedIdentifier": WHOLE.work, "relatedIdentifierType": "URL", "relationType": "IsVersionOf"},
        {"relatedIdentifier": WHOLE.earlier, "relatedIdentifierType": "URL", "relationType": "IsNewVersionOf"},
    ]
    assert found["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    assert datacite(BARE)["publicationYear"] == ":unkn"


def test_json_ld_names_the_files() -> None:
    found = json_ld(WHOLE)
    assert (found["@type"], found["name"], found["version"]) == ("Report", "Cloud", "2")
    assert found["encoding"][0]["contentUrl"] == PDF.address
    assert json_ld(BARE) == {
        "@context": "https://schema.org", "@type": "Report", "@id": BARE.address,
        "name": "What is safe?", "url": BARE.address,
    }  # fmt: skip


def test_signposting_links_are_typed() -> None:
    links = landing(WHOLE, [("https://x.example/reports/cloud/2/datacite.json", "application/json")]).split(", ")
    assert links == [
        '<https://x.example/reports/cloud/2/>; rel="cite-as"',
        '<https://x.example/reports/cloud/2/datacite.json>; rel="describedby"; type="application/json"',
        '<https://x.example/reports/cloud/2/report.pdf>; rel="item"; type="application/pdf"',
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
        '<https://x.example/groups/cloud/>; rel="author"',
        '<https://schema.org/AboutPage>; rel="type"',
        '<https://schema.org/Report>; rel="type"',
    ]
    assert '<https://x.example/reports/cloud/2/>; rel="collection"; type="text/html"' in resource(WHOLE)


def test_a_hostile_address_stays_inside_its_brackets() -> None:
    found = landing(HOSTILE, [])
    assert found.startswith("<https://x.example/%22%3E%3Cb%3E%0D%0ASet-Cookie:%20a=b>; ")
    assert not set(found) & {"\r", "\n"}
