"""Changes written word by word: what stayed keeps its letters, and what a form or a file cannot say stays with it."""

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.drafts.test_nodes import ARABIC, NOTE, block, cell, head, paragraph, text
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import markdown, restoring, ydoc
from workgroups.drafts.adapters.edits import edited, put_beside, take_back
from workgroups.drafts.logic import blocks, incoming, schema
from workgroups.drafts.logic.carrying import carry
from workgroups.drafts.logic.from_pandoc import from_pandoc
from workgroups.drafts.logic.to_pandoc import to_pandoc
from workgroups.drafts.models import Draft, DraftClient, DraftUpdate

XREF, CITED = block("xref", to="abc123"), block("citation", source="k1", at="p. 3")
RICH = paragraph("The fox ", text("مرحبا", ARABIC), " jumps", NOTE, " over ", XREF, " and ", CITED, " at last.")


def changed(node: schema.Node, old: str, new: str) -> schema.Node:
    return dict(json.loads(json.dumps(node, ensure_ascii=False).replace(old, new)))


def standing(doc: Any, given: dict[str, Any]) -> Any:
    """What a browser says of words or of an anchor in a document."""
    script = str(Path(__file__).with_name("standing.mjs"))
    told = json.dumps({"state": base64.b64encode(ydoc.encode(doc)).decode(), **given})
    done = subprocess.run(["node", script], input=told, capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout)


def document(*nodes: schema.Node) -> Any:
    doc = ydoc.new(7)
    ydoc.write(doc, blocks.with_ids(schema.normal({"type": "doc", "content": list(nodes)})["content"]))
    return doc


def test_anchors_on_words_that_stay_hold_through_an_acceptance_and_its_undoing() -> None:
    doc = document(paragraph("Before."), RICH)
    words = ["fox", "jumps", "over", "at last"]
    anchors = standing(doc, {"words": words})
    (_first, base) = schema.normal(ydoc.read(doc))["content"]
    new = changed(changed(base, "The fox", "All foxes and the fox"), " over ", " high over ")
    written = put_beside(doc, 1, base, [new], after=False)
    assert written == [schema.normal(new, 1)]
    assert standing(doc, {"anchors": anchors}) == [{"found": "words", "words": one} for one in words]
    take_back(doc, [1], [base], 1)
    assert schema.normal(ydoc.read(doc))["content"][1] == base
    assert standing(doc, {"anchors": anchors}) == [{"found": "words", "words": one} for one in words]


def test_a_new_note_cuts_one_run_of_words_and_no_other() -> None:
    doc = document(RICH)
    words = ["fox", "jumps", "over", "at last"]
    anchors = standing(doc, {"words": words})
    (base,) = schema.normal(ydoc.read(doc))["content"]
    new = {**base, "content": [*base["content"][:1], block("footnote", words="Another."), *base["content"][1:]]}
    assert put_beside(doc, 0, base, [new], after=False) == [new]
    found = standing(doc, {"anchors": anchors})
    assert [one["words"] for one in found] == words
    assert sorted(one["found"] for one in found) == ["quote", "words", "words", "words"]  # Yjs cannot cut a text in two


def test_a_block_that_becomes_three_goes_on_as_the_one_most_like_it() -> None:
    doc = document(paragraph("Before."), paragraph("The quick brown fox jumps over the lazy dog."))
    anchors = standing(doc, {"words": ["brown fox"]})
    (_first, base) = ydoc.read(doc)["content"]
    new = [paragraph("Whereas:"), paragraph("The quick brown fox jumps over a dog."), paragraph("It did.")]
    written = put_beside(doc, 1, base, new, after=False)
    assert [schema.plain(one) for one in ydoc.read(doc)["content"]] == ["Before.", *map(schema.plain, new)]
    assert written[1]["attrs"]["id"] == base["attrs"]["id"]
    assert standing(doc, {"anchors": anchors}) == [{"found": "words", "words": "brown fox"}]
    take_back(doc, [1, 2, 3], [base], 1)
    assert ydoc.read(doc)["content"][1:] == [base]
    assert standing(doc, {"anchors": anchors}) == [{"found": "words", "words": "brown fox"}]


def test_other_marks_alone_write_no_letter_anew() -> None:
    doc = document(paragraph("One ", text("bold", {"type": "strong"}), " word and more."))
    anchors = standing(doc, {"words": ["bold", "more"]})
    (base,) = ydoc.read(doc)["content"]
    new = paragraph("One bold word ", text("and more.", {"type": "em"}), id=base["attrs"]["id"])
    restoring.become(doc, 0, new)
    assert schema.normal(ydoc.read(doc))["content"] == [schema.normal(new, 1)]
    assert [one["found"] for one in standing(doc, {"anchors": anchors})] == ["words", "words"]


LINES = st.lists(
    st.one_of(
        st.builds(
            lambda words, marks: text(" ".join(words), *marks),
            st.lists(st.sampled_from(["peace", "é", "云", "🦊", "and", "the"]), min_size=1, max_size=5),
            st.sampled_from([(), ({"type": "em"},), ({"type": "strong"},), (ARABIC,)]),
        ),
        st.sampled_from([NOTE, XREF, CITED, block("hard_break")]),
    ),
    max_size=7,
)


@settings(max_examples=60, deadline=None)
@given(LINES, LINES)
def test_any_line_becomes_any_other(old: list[schema.Node], new: list[schema.Node]) -> None:
    doc = document(paragraph(*old))
    base = schema.normal(ydoc.read(doc))["content"][0]
    aim = schema.normal(paragraph(*new, id=base["attrs"]["id"]), 1)
    restoring.become(doc, 0, aim)
    assert _letters(schema.normal(ydoc.read(doc))["content"][0]) == _letters(aim)
    assert carry(base, base, aim).get("content", []) == carry(aim, aim, aim).get("content", []) or _letters(
        carry(base, base, aim)
    ) == _letters(aim)


def _letters(node: schema.Node) -> list[object]:
    """Neighbouring runs with the same marks read as one, however they are cut."""
    out: list[object] = []
    for kid in node.get("content", []):
        out += [(sign, kid.get("marks")) for sign in kid["text"]] if kid["type"] == "text" else [kid]
    return out


def test_a_marked_up_file_takes_away_nothing_that_it_cannot_say() -> None:
    key = block(
        "callout", paragraph("One desk for ", text("tous", {"type": "lang", "attrs": {"lang": "fr"}}), " of us.")
    )
    base = blocks.with_ids(
        schema.normal({"type": "doc", "content": [RICH, key, block("clause", text("Old words."))]})["content"]
    )
    found = incoming.kept(from_pandoc(to_pandoc(base, {})), "")
    assert incoming.changes(found, base) == []
    told = json.loads(json.dumps(found, ensure_ascii=False).replace("fox", "dog").replace("One desk", "A desk"))
    first, second = incoming.changes(told, base)
    known = {"attrs": base[0]["attrs"]}
    assert first.content == [changed(base[0], "fox", "dog") | known]
    assert second.content == [changed(base[1], "One desk", "A desk")]


NESTED = block("bullet_list", block("list_item", paragraph("one")), block("list_item", paragraph("two")))
TABLE = block(
    "table",
    block("table_row", head("Head"), head("Other")),
    block("table_row", block("table_cell", paragraph("Choose:"), NESTED), cell("plain words")),
)


def test_the_plain_form_keeps_what_it_cannot_show() -> None:
    (base,) = blocks.with_ids(schema.normal({"type": "doc", "content": [TABLE]})["content"])
    shown = markdown.to_text(base)
    assert markdown.unsaid(base) == ["one two"]
    assert markdown.unsaid(RICH) == []
    assert markdown.unsaid(block("figure", text("Costs"), file="0198c3a4-0000-7000-8000-000000000001", alt="")) == []
    assert edited(base, shown) == [base]
    assert edited(base, shown.replace("plain words", "other words")) == [changed(base, "plain words", "other words")]
    assert edited(base, shown.replace("Choose", "Take")) == [changed(base, "Choose", "Take")]
    (lost,) = edited(base, shown.replace("two", "three"))
    assert schema.plain(lost).split() == ["Head", "Other", "Choose:", "-", "one", "-", "three", "plain", "words"]


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return actions.create_draft(actor=cast.member("chair"), title="Issues paper", content=[TABLE, RICH])


@pytest.mark.django_db
def test_block_forms_say_what_they_cannot_show_and_leave_it(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    table, rich = queries.document_of(draft)["content"]
    for path in ("", "propose/"):
        page = client.get(f"{draft.get_absolute_url()}blocks/{table['attrs']['id']}/{path}").content.decode()
        assert '<li dir="auto">one two</li>' in page
        other = client.get(f"{draft.get_absolute_url()}blocks/{rich['attrs']['id']}/{path}").content.decode()
        assert "Plain text cannot show" not in other
    words = markdown.to_text(table).replace("plain words", "other words")
    base = blocks.fingerprint(table)
    address = f"{draft.get_absolute_url()}blocks/{table['attrs']['id']}/"
    assert client.post(address, {"words": words, "base": base}).status_code == 302
    assert queries.document_of(draft)["content"] == [changed(table, "plain words", "other words"), rich]


@pytest.mark.django_db
def test_accepted_words_are_the_proposers_and_the_rest_stays_whose_it_was(cast: Cast, draft: Draft) -> None:
    rich = queries.document_of(draft)["content"][1]
    new = changed(rich, "at last", "at long last")
    given = {"block": rich["attrs"]["id"], "base": blocks.fingerprint(rich), "content": [new]}
    one = actions.put_forward(actor=cast.member("delegate"), draft=draft, kind="replace", **given)
    actions.accept_proposal(actor=cast.member("chair"), proposal=one)
    assert queries.document_of(draft)["content"][1] == new
    last = DraftUpdate.objects.latest("seq")
    assert last.person_id == cast.chair.pk
    assert len(last.payload) < 120
    shares = {one.name: one.characters for one in queries.authorship_of(draft).authors}
    assert shares["Delegate"] == len("long ")
    assert DraftClient.objects.filter(draft=draft, person=cast.delegate).count() == 1
