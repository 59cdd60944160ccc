"""The PDF, read by a library that did not write it."""

import io

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.deliverables.sample import PEOPLE, POLL, TABLE, cell, document, draft, paragraph, row
from workgroups.deliverables.adapters.fonts import folder, uncovered
from workgroups.deliverables.adapters.pdfcheck import CHECKS, check_pdf
from workgroups.deliverables.adapters.typst import build_pdf
from workgroups.deliverables.logic.canonical import digest
from workgroups.deliverables.logic.html import to_html
from workgroups.deliverables.logic.model import InvalidDocument


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
    assert uncovered("Zürich, Łódź, Ελλάδα, Москва, العربية, 公共部门，云计算。 – “quoted”") == ""
    assert uncovered("日本の𠀀") == "𠀀"
    locked = dict(line.split("  ")[::-1] for line in (folder() / "sha256sums.txt").read_text().splitlines())
    assert {path.name: digest(path.read_bytes()) for path in folder().glob("*.ttf")} == locked


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
