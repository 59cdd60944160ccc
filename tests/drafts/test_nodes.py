"""What a draft's text can hold: each kind of block and mark through the plain form, the numbers, and the page."""

import json
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workgroups.drafts.adapters import markdown, ydoc
from workgroups.drafts.logic import diff, html, schema
from workgroups.drafts.logic.labels import labels, name_of
from workgroups.drafts.logic.references import Reference
from workgroups.drafts.logic.shown import Sources, bare, shown
from workgroups.drafts.logic.to_pandoc import to_pandoc

FILE = "0198c3a4-0000-7000-8000-000000000001"


def text(words: str, *marks: schema.Node) -> schema.Node:
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def block(kind: str, *kids: schema.Node, **attrs: object) -> schema.Node:
    return {"type": kind, **({"attrs": attrs} if attrs else {}), **({"content": list(kids)} if kids else {})}


def paragraph(*kids: schema.Node | str, **attrs: object) -> schema.Node:
    return block("paragraph", *(text(kid) if isinstance(kid, str) else kid for kid in kids), **attrs)


def cell(words: str, kind: str = "table_cell", **attrs: object) -> schema.Node:
    return block(kind, paragraph(words) if words else paragraph(), **attrs)


def head(words: str, **attrs: object) -> schema.Node:
    return cell(words, "table_header", **attrs)


NOTE = block("footnote", words="See https://example.org/a[b] \\ or | not.")
ARABIC = {"type": "lang", "attrs": {"lang": "ar"}}
LINK = {"type": "link", "attrs": {"href": "https://example.org/"}}
EVERY = {
    "clause": block("clause", text("Each party "), text("shall", {"type": "strong"}), text(" report."), level=2),
    "empty clause": block("clause", level=1),
    "article": block("article", text("Scope")),
    "section sign": paragraph("§ 5 of the act"),
    "callout": block("callout", paragraph("One desk."), block("bullet_list", block("list_item", paragraph("a")))),
    "quote that is no callout": block("blockquote", paragraph("[!key]"), paragraph("b")),
    "figure": block(
        "figure", text("By "), text("year", {"type": "em"}), file=FILE, alt="Bars [a] \\ b", width=640, height=360
    ),
    "figure without words": block("figure", file=FILE),
    "decorative figure": block("figure", text("A line"), file=FILE, decorative=1),
    "footnote": paragraph("Costs", NOTE, " fell."),
    "footnote look-alike": paragraph("Costs^[no note] and ^[this]"),
    "reference": paragraph("See ", block("xref", to="abc123"), "."),
    "citation": paragraph("So ", block("citation", source="k1", at="p. 3 [b]"), block("citation", source="k2")),
    "citation look-alike": paragraph("[@k1] and [](#a) and ![a](figure:" + FILE + ")"),
    "passage": paragraph("It says ", text("مرحبا", ARABIC), " and ", text("أهلا", LINK, {"type": "strong"}, ARABIC)),
    "passage look-alike": paragraph("[a]{lang=ar}"),
    "code with backticks": paragraph("A ", text("a`b``c", {"type": "code"}), " and ", text("`", {"type": "code"})),
    "table with caption": block(
        "table",
        block("table_row", head("Item"), head("Cost | *net*")),
        block("table_row", cell("<br> {h} ^"), cell("")),
        caption="What it *costs*",
    ),
    "table of spans": block(
        "table",
        block("table_row", head("Both", colspan=2), cell("No heading", rowspan=2)),
        block("table_row", head("Row"), cell("^")),
        block("table_row", cell("Wide", colspan=3, rowspan=2)),
        block("table_row"),
        block(
            "table_row",
            cell("a"),
            cell("<"),
            block("table_cell", paragraph("one", block("hard_break"), "two"), paragraph("three")),
        ),
    ),
    "table without heads": block("table", block("table_row", cell("a"), cell("b"))),
    "figure in a cell": block(
        "table",
        block("table_row", head("a")),
        block("table_row", block("table_cell", paragraph("x"), block("figure", text("c"), file=FILE))),
    ),
}  # fmt: skip


def whole(*nodes: schema.Node) -> schema.Node:
    return schema.normal({"type": "doc", "content": list(nodes)})


@pytest.mark.parametrize("name", EVERY)
def test_each_node_survives_the_plain_form(name: str) -> None:
    (node,) = whole(EVERY[name])["content"]
    words = markdown.to_text(node)
    again = whole(*markdown.to_nodes(words))["content"]
    assert again == [node], words
    assert markdown.holds(node)


def test_what_the_plain_form_cannot_say_is_known() -> None:
    inner = block("bullet_list", block("list_item", paragraph("y")))
    cells = block("table_row", block("table_cell", paragraph("x"), inner))
    rich = block("table", block("table_row", head("a")), cells)
    assert not markdown.holds(rich)
    assert markdown.holds(paragraph("  wide   spaces "))


WORDS = (
    st.text("ab é]\\[^§|*{}<>@#`_!()=.", min_size=1, max_size=14)
    .map(lambda words: " ".join(words.split()))
    .filter(bool)
)
ATOM = st.one_of(
    st.builds(lambda words: block("footnote", words=words), WORDS),
    st.builds(lambda at: block("citation", source="k1", at=at), WORDS),
    st.just(block("xref", to="abc")),
)
KIDS = st.lists(st.one_of(WORDS.map(text), ATOM), min_size=1, max_size=4)
TEXTBLOCK = st.one_of(
    st.builds(lambda kids: block("paragraph", *kids), KIDS),
    st.builds(lambda kids, level: block("clause", *kids, level=level), KIDS, st.integers(1, 4)),
    st.builds(lambda kids: block("article", *kids), KIDS),
    st.builds(lambda kids, alt: block("figure", *kids, file=FILE, alt=alt), KIDS, WORDS),
)


@given(TEXTBLOCK)
def test_any_words_beside_notes_and_references_survive_the_plain_form(node: schema.Node) -> None:
    assert markdown.holds(node), markdown.to_text(node)


LABELLED = whole(
    block("heading", text("Scope"), id="h", level=2),
    block("article", text("Words"), id="a1"),
    *(block("clause", text("x"), id=f"c{at}", level=level) for at, level in enumerate((1, 2, 2, 3, 4, 4, 3, 1, 3))),
    block("article", id="a2"),
    block("callout", block("clause", text("y"), id="d1", level=2)),
    block("table", block("table_row", cell("a")), id="t1"),
    block("table", block("table_row", cell("a")), id="t2", caption="Costs"),
    block("figure", text("c"), id="f1", decorative=1),
    block("figure", text("c"), id="f2"),
    paragraph(NOTE, block("xref", to="t2"), block("xref", to="nowhere"), block("citation", source="k1", at="p. 3")),
)


def test_numbers_follow_the_order_of_the_text() -> None:
    found = {key: label.words for key, label in labels(LABELLED).items()}
    assert [found[f"c{at}"].removeprefix("Article 1, clause ") for at in range(9)] == [
        "1", "1.1", "1.2", "1.2(a)", "1.2(a)(i)", "1.2(a)(ii)", "1.2(b)", "2", "2(a)",
    ]  # fmt: skip
    assert [found[key] for key in ("h", "a2", "d1", "t2", "f2")] == [
        "Scope", "Article 2", "Article 2, clause 1.1", "Table 1", "Figure 1",
    ]  # fmt: skip
    assert not {"t1", "f1"} & set(found)


def test_browser_and_server_count_alike() -> None:
    """The editor's own code, run by Node on the same document."""
    words = {kind: name_of(kind, "%s") for kind in ("clause", "article", "table", "figure")}
    told = json.dumps({"doc": LABELLED, "words": words})
    done = subprocess.run(["node", "tests/drafts/labels.mjs"], input=told, capture_output=True, text=True, check=True)
    server = {key: [label.number, label.words] for key, label in labels(LABELLED).items()}
    assert json.loads(done.stdout) == server


WORKS = {"k1": Reference("k1", "report", "World Bank", "2023", "GovTech", url="https://example.org/g")}


def test_the_page_shows_numbers_notes_references_and_sources() -> None:
    page = html.document(shown(LABELLED, Sources(WORKS, {})))
    assert '<p data-clause="(ii)" data-level="4" data-block="c5">x</p>' in page
    assert '<h4 data-block="a1" dir="auto"><span class="number">Article 1</span> Words</h4>' in page
    assert '<a class="xref" href="#at-t2">Table 1</a>' in page
    assert 'id="at-t2"' in page
    assert '<span class="xref gone">reference to a place that is gone</span>' in page
    assert "(World Bank 2023, p. 3)" in page
    assert "World Bank (2023). <em>GovTech</em>. <a" in page
    assert 'href="#note-1"' in page
    assert 'id="note-1"' in page
    assert '<a href="https://example.org/a[b"' in page


def test_a_figure_shows_only_a_picture_of_its_own_draft() -> None:
    node = whole(block("figure", text("c"), file=FILE, alt='"><script>'))
    assert "<img" not in html.document(shown(node))
    page = html.document(shown(node, Sources({}, {FILE: "/files/1/a.png"})))
    assert '<img src="/files/1/a.png" alt="&quot;&gt;&lt;script&gt;" loading="lazy">' in page


def test_differences_show_notes_captions_and_alternatives() -> None:
    def pair(**kids: schema.Node) -> list[diff.Change]:
        before, after = whole(kids["old"]), whole(kids["new"])
        return diff.compare(*(shown(one, aim=False) for one in (before, after)))

    old, new = paragraph("Costs", block("footnote", words="Old."), id="p"), paragraph("Costs", NOTE, id="p")
    (change,) = pair(old=old, new=new)
    assert change.kind == "changed"
    assert '<del><span class="note-words">[Old.]</span></del>' in change.markup
    table = EVERY["table with caption"]
    (change,) = pair(old=table, new={**table, "attrs": {"caption": "It *costs*"}})
    assert "<caption><span" in change.markup
    assert "<del>What it</del><ins>It</ins>" in change.markup.replace(" </del>", "</del>")
    (change,) = pair(old=block("figure", id="f", alt="A bar"), new=block("figure", id="f", alt="A line"))
    assert change.kind == "changed"
    assert "<ins>line</ins>" in change.markup
    (same,) = pair(old=block("clause", text("x"), id="c"), new=block("clause", text("x"), id="c"))
    assert same.kind == "same"


def test_what_is_shown_is_not_what_is_stored() -> None:
    assert bare(shown(LABELLED)) == LABELLED
    assert schema.version_of(LABELLED) == 2
    assert schema.version_of(whole(paragraph("x"))) == 1
    assert schema.version_of(whole(paragraph(text("x", ARABIC)))) == 2


def test_every_node_goes_through_yjs_and_back() -> None:
    doc = ydoc.new(1)
    everything = whole(*EVERY.values())
    ydoc.write(doc, everything["content"])
    assert schema.normal(ydoc.read(ydoc.load([ydoc.encode(doc)]))) == everything


@pytest.mark.parametrize(
    "node",
    [
        block("figure", alt="x" * 1_001),
        block("figure", file="../../etc/passwd"),
        block("figure", file=FILE, width=0),
        block("table", caption="a\nb"),
        block("clause", level=5),
        paragraph(block("xref", to="a b")),
        paragraph(text("x", {"type": "lang", "attrs": {"lang": 'ar" onclick="x'}})),
        paragraph(text("x", {"type": "lang", "attrs": {"lang": "ar", "style": "x"}})),
    ],
)
def test_values_beyond_the_contract_are_refused(node: schema.Node) -> None:
    with pytest.raises(schema.Unknown):
        whole(node)


def test_repair_takes_notes_and_figures_where_they_cannot_stand() -> None:
    inner = {**block("footnote", words="out"), "content": [block("footnote", words="in"), text("lost?")]}
    broken = whole(paragraph(inner), {**block("table"), "content": [block("figure", text("c"), file=FILE)]})
    fixed = schema.repaired(broken)
    assert fixed
    assert schema.repaired(fixed) == fixed
    assert [kid["type"] for kid in fixed["content"][0]["content"]] == ["footnote", "footnote", "text"]
    assert [node["type"] for node in schema.walk(fixed)].count("figure") == 1


def test_a_copy_as_a_file_has_the_numbers_notes_and_references() -> None:
    """In a Word file that may come back a number has a style of its own, so that it is not taken for a change."""
    told = shown(LABELLED, Sources(WORKS, {}))["content"]
    for marked in (False, True):
        copy = json.dumps(to_pandoc(told, {}, bookmarks=marked))
        for words in ('"1.2 "', '"Article 1 "', '"Table 1 "', '"Note"', '"(World Bank 2023, p. 3)"'):
            assert words in copy
        assert copy.count("ClauseNumber") >= 3
