"""The PDF, read by a library that did not write it."""

import io

import pikepdf
import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workgroups.deliverables.adapters.fonts import fonts_hash, uncovered
from workgroups.deliverables.adapters.pdfcheck import CHECKS, check_pdf
from workgroups.deliverables.adapters.typst import build_pdf, tools
from workgroups.deliverables.logic.assemble import assemble
from workgroups.deliverables.logic.html import to_html
from workgroups.deliverables.logic.inputs import Inputs, SourceInput
from workgroups.deliverables.logic.model import Document, InvalidDocument

POLL: SourceInput = {
    "kind": "poll", "key": "poll:1", "title": "Which way?", "question": "Which way?", "type": "One answer",
    "language": "en", "closed_on": "2026-11-01", "answered": 6, "entitled": 9,
    "options": [{"label": "Hybrid", "count": 4}, {"label": "Central", "count": 2}],
}  # fmt: skip
PEOPLE: SourceInput = {
    "kind": "participants", "key": "participants", "title": "Participants", "as_of": "2026-11-01", "named": False,
    "delegations": [{"name": "Uruguay", "standing": "Participating", "people": [{"name": "", "function": "Head"}]}],
}  # fmt: skip


def paragraph(text: str) -> dict[str, object]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}] if text else []}


def draft(*blocks: dict[str, object]) -> SourceInput:
    return {
        "kind": "draft", "key": "draft:1", "title": "Costs", "version": 1, "label": "", "frozen_on": "2026-11-01",
        "language": "en", "content": {"type": "doc", "content": list(blocks)},
    }  # fmt: skip


def document(*sources: SourceInput, title: str = "Cloud: four issues") -> Document:
    inputs: Inputs = {
        "front": {
            "title": title, "subtitle": "An issues paper", "group": "Cloud", "programme": "The exchange",
            "authors": ["Northland", "Southland"], "date": "2026-11-22", "release": 1, "language": "en",
            "licence": "CC BY 4.0", "demonstration": True, "address": "http://localhost:8000/reports/cloud/1/",
        },
        "parts": [{"heading": "", "nested": False, "source": source} for source in sources],
        "tools": tools(),
    }  # fmt: skip
    with translation.override("en"):
        return assemble(inputs)


def cell(kind: str, text: str) -> dict[str, object]:
    return {"type": kind, "content": [paragraph(text)]}


def row(*cells: dict[str, object]) -> dict[str, object]:
    return {"type": "table_row", "content": list(cells)}


TABLE: dict[str, object] = {
    "type": "table",
    "content": [row(cell("table_header", "Item"), cell("table_header", "Cost"))]
    + [row(cell("table_cell", f"Row {n}"), cell("table_cell", "low")) for n in range(70)],
}


def test_same_inputs_give_the_same_bytes_in_two_processes() -> None:
    made = document(draft(paragraph("What we pay."), TABLE), POLL, PEOPLE)
    assert build_pdf(made).data == build_pdf(made).data


def test_pdf_is_tagged_titled_and_readable() -> None:
    made = document(draft(paragraph("What we pay."), TABLE), POLL, PEOPLE)
    data = build_pdf(made).data
    outcome, pages = check_pdf(data, ["Cloud: four issues", "Costs", "Which way?", "Participants"])
    assert outcome == dict.fromkeys(CHECKS, True)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == pages
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "Cloud: four issues"
        found = [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]
        assert found.count("/Figure") == 1
        assert found.count("/Table") >= 2  # one of them breaks over a page and stays one
        heads = [element for element in elements(pdf.Root.StructTreeRoot) if element.S == "/TH"]
        assert all("/Scope" in str(head.get("/A", "")) or head.get("/A") is not None for head in heads)


def test_check_pdf_finds_words_that_are_missing() -> None:
    data = build_pdf(document(draft(paragraph("What we pay.")))).data
    assert check_pdf(data, ["What nobody wrote"])[0]["text"] is False


@pytest.mark.parametrize(
    "text",
    [
        '#import "x.typ"',
        "#eval(1)",
        "$ x $ #let a = 1",
        "\\ \\u{41} `code` *bold* _em_ <label> @ref",
        "//comment /* */",
        "x" * 1_000,
    ],
)
def test_words_that_look_like_code_stay_words(text: str) -> None:
    data = build_pdf(document(draft(paragraph(text)))).data
    assert check_pdf(data, [text])[0]["text"] is True


def test_hostile_column_span_and_depth_are_refused_or_shown() -> None:
    wide = {"type": "table", "content": [row({**cell("table_header", "A"), "attrs": {"colspan": 10**8}})]}
    deep: dict[str, object] = paragraph("deep")
    for _ in range(500):
        deep = {"type": "blockquote", "content": [deep]}
    for block in (wide, deep):
        with pytest.raises(InvalidDocument):
            document(draft(block))


def test_script_is_a_word_on_the_page_edition() -> None:
    found = to_html(document(draft(paragraph("<script>alert(1)</script>"))))
    assert "<script" not in found
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_page_edition_escapes_whatever_was_written(text: str) -> None:
    try:
        found = to_html(document(draft(paragraph(text)), title="T"))
    except InvalidDocument:
        return
    plain = to_html(document(draft(paragraph("x")), title="T"))
    assert (found.count("<"), found.count(">")) == (plain.count("<"), plain.count(">"))


def test_fonts_are_those_that_were_looked_at() -> None:
    assert uncovered("Zürich, Łódź, Ελλάδα, Москва, العربية – “quoted”") == ""
    assert uncovered("日本") == "日本"
    assert len(fonts_hash()) == 64


def elements(node: object) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    stack = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, pikepdf.Array):
            stack.extend(one)  # type: ignore[arg-type]
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                found.append(one)
            if "/K" in one:
                stack.append(one.K)
    return found
