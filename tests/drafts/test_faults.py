"""What is to mend: seeded faults are found, and what is well is left alone; the demonstration's own texts are well."""

from pathlib import Path

import pytest

from tests.drafts.test_nodes import FILE, block, cell, head, paragraph, text, whole
from workgroups.core.text import says_nothing
from workgroups.drafts.adapters import markdown
from workgroups.drafts.logic import schema
from workgroups.drafts.logic.faults import faults, message_of
from workgroups.drafts.logic.shown import Sources, shown


def link(words: str, href: str = "https://example.org/report") -> schema.Node:
    return text(words, {"type": "link", "attrs": {"href": href}})


def heading(level: int, words: str) -> schema.Node:
    return block("heading", *([text(words)] if words else []), level=level)


def table(*heads: str) -> schema.Node:
    first = [head(words) for words in heads] or [cell("a"), cell("b")]
    return block("table", block("table_row", *first), block("table_row", cell("c"), cell("d")))


VAGUE = [
    "here",
    "Here",
    "HERE.",
    "click here",
    "Click here!",
    "link",
    "this link",
    "more",
    "Read more",
    "read  more",
    "this page",
]
NAKED = ["https://example.org/report", "http://example.org", "www.example.org/a", " https://example.org/a?b=c "]
SEEDED = [
    *(("link-words", [paragraph("See ", link(words), ".")]) for words in VAGUE + NAKED),
    *(("link-words", [block("bullet_list", block("list_item", paragraph(link(words))))]) for words in VAGUE[:4]),
    *(("link-words", [block("table", block("table_row", head("a")), block("table_row", cell_with)) ]) for cell_with in [
        block("table_cell", paragraph(link("here"))), block("table_cell", paragraph(link("https://example.org"))),
    ]),
    *(("heading-level", [heading(1, "One"), paragraph("x"), heading(level, "Two")]) for level in (3, 4)),
    ("heading-level", [heading(1, "One"), heading(2, "Two"), paragraph("x"), heading(4, "Three")]),
    ("heading-level", [heading(3, "One")]),
    ("heading-level", [heading(1, "One"), heading(2, "Two"), heading(4, "Three")]),
    *(("heading-empty", [heading(1, "One"), heading(2, words)]) for words in ("", " ", "\u00a0")),
    ("heading-empty", [heading(1, "One"), block("article")]),
    ("table-heads", [table()]),
    ("table-heads", [table(" ", " ")]),
    ("table-heads", [block("blockquote", table())]),
    *(("figure-words", [block("figure", text("c"), file=FILE, **alt)]) for alt in ({}, {"alt": " "}, {"alt": ""})),
    ("figure-words", [block("callout", block("figure", file=FILE))]),
    ("figure-gone", [block("figure", text("c"), alt="A bar")]),
    ("figure-gone", [block("figure", text("c"), alt="A bar", file=FILE.replace("1", "2"))]),
    ("reference-gone", [paragraph("See ", block("xref", to="nowhere"))]),
    ("source-gone", [paragraph("See ", block("citation", source="k1"))]),
    ("note-empty", [paragraph("x", block("footnote", words=" "))]),
]  # fmt: skip
WELL = [
    [heading(1, "One"), heading(2, "Two"), heading(3, "Three"), heading(1, "Four"), heading(2, "Five")],
    [heading(1, "One"), block("article", text("Two")), heading(2, "Three")],
    [paragraph("See ", link("the report of 2023"), " and ", link("here is what the bank found"), ".")],
    [paragraph(link("the "), text("report", link("x")["marks"][0], {"type": "em"}))],
    [paragraph("https://example.org without a link, here and there, more or less")],
    [table("Item", "Cost")],
    [block("table", block("table_row", cell(""), head("Cost")), block("table_row", head("Desk"), cell("4")))],
    [block("figure", text("c"), file=FILE, alt="A bar")],
    [block("figure", file=FILE, decorative=1)],
    [block("heading", text("A"), id="h1"), paragraph("See ", block("xref", to="h1"), block("footnote", words="x"))],
]  # fmt: skip


def codes(nodes: list[schema.Node]) -> list[str]:
    doc = shown(whole(*nodes), Sources({}, {FILE: "/files/a.png"}))
    return [fault.code for fault in faults(doc)]


def test_seeded_faults_are_found() -> None:
    found = [code in codes(nodes) for code, nodes in SEEDED]
    assert sum(found) / len(found) >= 0.95, [one for one, hit in zip(SEEDED, found, strict=True) if not hit]
    assert len(SEEDED) > 35
    assert all(message_of(code) for code, _nodes in SEEDED)


@pytest.mark.parametrize("nodes", WELL)
def test_what_is_well_is_left_alone(nodes: list[schema.Node]) -> None:
    assert codes(nodes) == []


def test_a_fault_names_its_place_and_its_words() -> None:
    (fault,) = faults(shown(whole(paragraph("x", id="p1"), paragraph(link("here"), id="p2"))))
    assert (fault.block, fault.words) == ("p2", "here")


def test_a_word_alone_is_vague_in_the_language_of_the_page_too() -> None:
    from django.utils import translation

    assert not says_nothing("ici même, le rapport")
    with translation.override("fr"):
        assert says_nothing("ici")
        assert says_nothing("here")


def test_nothing_is_found_in_the_texts_of_the_demonstration() -> None:
    folder = Path(__file__).parents[2] / "workgroups/demo/logic/words/texts"
    texts = sorted(folder.glob("*"))
    assert texts
    for path in texts:
        for part in path.read_text().split("\n=== ")[1:]:
            cue, _newline, words = part.partition("\n")
            made = schema.repaired(schema.normal({"type": "doc", "content": markdown.to_nodes(words)}))
            begins = cue.startswith(("draft", "minutes"))  # what comes later is one block of a text with headings
            found = [one for one in faults(made or {"content": []}) if begins or one.code != "heading-level"]
            assert found == [], path.name
