"""Documents that were made to harm: each ends in a message or as words on the page, and nothing of the host gets in."""

import http.server
import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.deliverables.sample import IMAGES, POLL, cell, document, draft, everything, image, paragraph, row
from workgroups.deliverables.adapters.formats import Workshop
from workgroups.deliverables.adapters.pandoc import build_office
from workgroups.deliverables.adapters.typst import TypesettingFailed, build_pdf
from workgroups.deliverables.logic.assemble import assemble
from workgroups.deliverables.logic.html import to_html
from workgroups.deliverables.logic.inputs import SourceInput
from workgroups.deliverables.logic.model import InvalidDocument


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine that notes who asks it for anything."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def text_node(words: str, href: str = "") -> dict[str, object]:
    marks = [{"type": "link", "attrs": {"href": href}}] if href else []
    return {"type": "paragraph", "content": [{"type": "text", "text": words, "marks": marks}]}


def test_no_host_file_and_no_address_is_ever_read(tmp_path: Path, listener: tuple[str, list[str]]) -> None:
    """Every way in which markup reaches outside, in every writer's own language, as the words of a draft."""
    address, asked = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("the-word-nobody-may-see")
    ways = [
        f'#read("{secret}")', f'#include "{secret}"', f'#image("{secret}")', f"![x]({secret})",
        f"![x]({address}/1.png)", f'<img src="{address}/2.png">', f'<img src="file://{secret}">',
        f"<w:instrText>INCLUDETEXT {secret}</w:instrText>", f"```{{=openxml}} {secret} ```", f"\\input{{{secret}}}",
        f"$include({secret})$", f'<?xml-stylesheet href="{address}/3.css"?>', f"@import url({address}/4.css);",
        "${meta.pathname}", "{% include 'x' %}",
    ]  # fmt: skip
    links = text_node("a file", f"file://{secret}"), text_node("an address", address)
    found = document(draft(*[text_node(way) for way in ways], *links))
    everywhere = [build_pdf(found).data, to_html(found).encode()]
    for target in ("docx", "odt", "epub"):
        data = build_office(found, target, {}, {}).data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            everywhere += [archive.read(name) for name in archive.namelist()]
    everywhere.append("".join(page.extract_text() for page in PdfReader(io.BytesIO(everywhere[0])).pages).encode())
    assert not any(b"the-word-nobody-may-see" in data for data in everywhere)
    assert not any(mark in data for data in everywhere for mark in (b'href="file:', b'Target="file:', b"/URI (file:"))
    assert asked == []


@pytest.mark.parametrize("rows", [1, 3])
def test_column_span_of_a_hundred_million_is_a_message(rows: int) -> None:
    spanned = {**cell("table_header", "A"), "attrs": {"colspan": 10**8, "rowspan": rows}}
    with pytest.raises(InvalidDocument, match="spans more than its table"):
        document(draft({"type": "table", "content": [row(spanned)]}))


def test_deep_nesting_is_a_message() -> None:
    deep: dict[str, object] = paragraph("deep")
    for _ in range(900):
        deep = {"type": "bullet_list", "content": [{"type": "list_item", "content": [deep]}]}
    with pytest.raises(InvalidDocument, match="nested deeper"):
        document(draft(deep))


def test_too_many_nodes_words_and_items_are_messages() -> None:
    with pytest.raises(InvalidDocument, match="more parts"):
        document(draft(*[paragraph("x") for _ in range(70_000)]))
    with pytest.raises(InvalidDocument, match="longer than"):
        document(draft(paragraph("x" * 2_100_000)))
    many: Any = {**POLL, "items": POLL["items"] * 500}
    with pytest.raises(InvalidDocument, match="more things than a page"):
        document(draft(paragraph("x")), many)


@pytest.mark.parametrize(("field", "value"), [("width", 10**9), ("height", 0), ("type", "image/svg+xml")])
def test_huge_or_foreign_picture_is_a_message(field: str, value: object) -> None:
    found: Any = image()
    found["image"] |= {field: value}
    with pytest.raises(InvalidDocument, match="picture"):
        document(draft(paragraph("x")), found)


def test_picture_that_is_none_ends_in_a_message() -> None:
    """The store writes every picture anew; should broken bytes get in nevertheless, the child says so and ends."""
    found: SourceInput = image()
    made = document(draft(paragraph("x")), found)
    with pytest.raises(TypesettingFailed):
        build_pdf(made, dict.fromkeys(IMAGES, b"\x89PNG\r\n\x1a\n broken"))


def test_a_child_that_needs_too_much_is_ended() -> None:
    made = document(draft(*[paragraph("words " * 40) for _ in range(3_000)]))
    with pytest.raises(TypesettingFailed):
        build_pdf(made, memory=260_000_000)
    rows = [
        row(cell("table_cell", f"{number * 104_729:x} " * 12), cell("table_cell", "low")) for number in range(9_000)
    ]
    slow = document(
        draft({"type": "table", "content": rows})
    )  # 4 s of CPU on two cores of 2026, so 1 s is short anywhere
    with pytest.raises(TypesettingFailed):
        build_pdf(slow, cpu_seconds=1)


def test_formula_in_an_answer_stays_words_in_every_format() -> None:
    work = Workshop(everything(), IMAGES)
    assert assemble(everything())
    with zipfile.ZipFile(io.BytesIO(work.make("docx"))) as archive:
        body = archive.read("word/document.xml").decode()
    assert ">=cmd()</w:t>" in body
    assert body.count("<w:instrText") == 1  # the contents
