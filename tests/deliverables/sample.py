"""Documents for the writers: from one paragraph to a report with everything that the model knows."""

import io
from typing import Any

from django.utils import translation
from PIL import Image

from workgroups.deliverables.adapters.typst import tools
from workgroups.deliverables.logic.assemble import assemble
from workgroups.deliverables.logic.canonical import digest
from workgroups.deliverables.logic.inputs import FigureInput, Inputs, Part, SourceInput
from workgroups.deliverables.logic.model import Document

POLL: SourceInput = {
    "kind": "figure", "key": "poll:1", "title": "Which way?", "address": "/groups/cloud/decisions/1/", "shape": "bars",
    "finding": "“Hybrid” leads with 4", "caption": "", "alternative": "Bar chart. Hybrid: 4; Central: 2.",
    "question": "Which way?", "type": "One answer", "language": "en", "closed_on": "2026-11-01", "answered": 6,
    "entitled": 9, "source": "", "notes": [], "image": None,
    "items": [
        {"label": "Hybrid", "count": 4, "percent": "67", "value": "4", "group": ""},
        {"label": "Central", "count": 2, "percent": "33", "value": "2", "group": ""},
    ],
    "columns": ["Answer", "Count", "Share"], "rows": [["Hybrid", "4", "67 %"], ["Central", "2", "33 %"]],
}  # fmt: skip
PEOPLE: SourceInput = {
    "kind": "participants", "key": "participants", "title": "Participants", "as_of": "2026-11-01", "named": False,
    "delegations": [{"name": "Uruguay", "standing": "Participating", "people": [{"name": "", "function": "Head"}]}],
}  # fmt: skip


def paragraph(text: str) -> dict[str, object]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}] if text else []}


def draft(*blocks: dict[str, object]) -> SourceInput:
    return {
        "kind": "draft", "key": "draft:1", "title": "Costs", "address": "/groups/cloud/drafts/1/",
        "version": 1, "label": "", "frozen_on": "2026-11-01",
        "language": "en", "content": {"type": "doc", "content": list(blocks)},
    }  # fmt: skip


def inputs_with(
    *sources: SourceInput, title: str = "Cloud: four issues", language: str = "en", demonstration: bool = True
) -> Inputs:
    return {
        "front": {
            "title": title, "subtitle": "An issues paper", "group": "Cloud", "programme": "The exchange",
            "authors": ["Northland", "Southland"], "date": "2026-11-22", "release": 1, "language": language,
            "licence": "CC BY 4.0", "demonstration": demonstration, "address": "http://localhost:8000/reports/cloud/1/",
        },
        "parts": [{"heading": "", "nested": False, "source": source} for source in sources],
        "tools": tools(),
    }  # fmt: skip


def document(*sources: SourceInput, title: str = "Cloud: four issues") -> Document:
    inputs = inputs_with(*sources, title=title)
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


HOME = "http://localhost:8000"
ARABIC = "الحوسبة السحابية في القطاع العام"
CHINESE = "公共部门的云计算"


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 360), (15, 76, 92)).save(out, "PNG")
    return out.getvalue()


def image() -> FigureInput:
    blank: dict[str, Any] = dict.fromkeys(("question", "type", "language", "closed_on", "source"), "")
    return {  # type: ignore[typeddict-item, return-value]
        **blank, "kind": "figure", "key": "figure:1", "title": "A picture", "address": "/files/x/picture.png",
        "shape": "image", "finding": "The office is blue", "caption": "Drawn for this test.",
        "alternative": "A blue rectangle.", "answered": -1, "entitled": -1, "items": [], "columns": [], "rows": [],
        "notes": [],
        "image": {
            "sha256": digest(picture()), "type": "image/png", "width": 640, "height": 360,
            "address": "/files/x/picture.png",
        },
    }  # fmt: skip


def cloud() -> FigureInput:
    words = ["Trust", "Education", "Equity", "Access", "Inclusion", "Skills"]
    return {
        **POLL, "key": "poll:2", "title": "Two keywords?", "question": "Two keywords?",
        "address": "/groups/c/decisions/2/",
        "shape": "cloud", "finding": "Keywords that the source names", "alternative": "Word cloud. " + ", ".join(words),
        "closed_on": "", "answered": -1, "entitled": -1, "source": "Report, figure 1",
        "notes": ["Counts not recorded in the source."], "columns": ["Answer", "As recorded"],
        "items": [{"label": word, "count": -1, "percent": "", "value": "", "group": ""} for word in words],
        "rows": [[word, "not recorded in the source"] for word in words],
    }  # type: ignore[typeddict-item]  # fmt: skip


def themes() -> FigureInput:
    pairs = [("Education", "Teacher training"), ("Education", "Schools"), ("Design", "Simple service")]
    items = [{"label": one, "count": 2, "percent": "", "value": "2", "group": ""} for one in ("Education", "Design")]
    items += [{"label": point, "count": -1, "percent": "", "value": "", "group": one} for one, point in pairs]
    return {
        **POLL, "key": "poll:3", "title": "Who needs what?", "question": "Who needs what?", "shape": "themes",
        "address": "/groups/c/decisions/3/", "finding": "Education and design", "alternative": "Theme map.",
        "items": items, "columns": ["Theme", "Point"], "rows": [list(pair) for pair in pairs],
    }  # type: ignore[typeddict-item]  # fmt: skip


def unrecorded() -> FigureInput:
    return {
        **POLL, "key": "poll:4", "title": "Rate it", "question": "Please rate it", "address": "", "shape": "recorded",
        "finding": "Results not recorded in the source", "alternative": "Nothing to show.", "closed_on": "",
        "answered": -1, "entitled": -1, "items": [], "columns": [], "rows": [],
        "notes": ["The source has a graph whose values cannot be read."],
    }  # type: ignore[typeddict-item]  # fmt: skip


def linked(words: str, address: str) -> dict[str, object]:
    mark = {"type": "link", "attrs": {"href": HOME + address}}
    return {"type": "paragraph", "content": [{"type": "text", "text": words, "marks": [mark]}]}


def heading(level: int, words: str) -> dict[str, object]:
    return {"type": "heading", "attrs": {"level": level}, "content": [{"type": "text", "text": words}]}


def listed(kind: str, *words: str) -> dict[str, object]:
    return {"type": kind, "content": [{"type": "list_item", "content": [paragraph(word)]} for word in words]}


def newer() -> SourceInput:
    """A draft with what came with schema 2, as it is frozen."""
    tongue = {"type": "lang", "attrs": {"lang": "ar"}}

    def held(kind: str, key: str, *kids: object, **attrs: object) -> dict[str, object]:
        return {"type": kind, "attrs": {"id": key, **attrs}, "content": list(kids)}

    words = {"type": "text", "text": "Each party "}
    to = [{"type": "xref", "attrs": {"to": key}} for key in ("c2", "t1", "f1", "a1", "h1", "c3")]
    cite = {"type": "citation", "attrs": {"source": "k1", "at": "p. 3"}}
    note = {"type": "footnote", "attrs": {"words": "In their own words, see https://example.org/report."}}
    table = {**TABLE, "attrs": {"id": "t1", "caption": "What it costs again"}, "content": TABLE["content"][:3]}  # type: ignore[index]
    picture_of = {"id": "f1", "file": "0198c3a4-0000-7000-8000-000000000001", "alt": "A blue rectangle, again."}
    source = draft(
        held("heading", "h1", {"type": "text", "text": "Rules"}, level=1),
        held("article", "a1", {"type": "text", "text": "Reports"}),
        held("clause", "c1", words, note, level=1),
        held("clause", "c2", {"type": "text", "text": "reports, see "}, *to, cite, level=2),
        held("callout", "k", paragraph("One desk, one budget."), held("clause", "c3", words, level=3)),
        {
            **paragraph(""),
            "content": [{"type": "text", "text": "مرحبا", "marks": [tongue]}, {"type": "text", "text": " x"}],
        },
        table,
        held(
            "blockquote",
            "q",
            paragraph("Beside a figure."),
            {
                "type": "figure",
                "attrs": picture_of,
                "content": [{"type": "text", "text": "The office is blue, again"}],
            },
        ),
    )
    labels = {
        "h1": ("heading", "", "Rules", 0), "a1": ("article", "Article 1", "Article 1", 2),
        "c1": ("clause", "1", "Article 1, clause 1", 0), "c2": ("clause", "1.1", "Article 1, clause 1.1", 0),
        "c3": ("clause", "(a)", "Article 1, clause 1.1(a)", 0), "t1": ("table", "Table 1", "Table 1", 0),
        "f1": ("figure", "Figure 1", "Figure 1", 0),
    }  # fmt: skip
    names = ("kind", "number", "words", "level")
    shown = image()["image"]
    line = [["", "World Bank (2023). "], ["em", "GovTech maturity"], ["", ". "], ["link", "https://example.org/g"]]
    source |= {  # type: ignore[operator]
        "key": "draft:2", "title": "Rules of the exchange", "address": "/groups/cloud/drafts/2/",
        "labels": {key: dict(zip(names, one, strict=True)) for key, one in labels.items()},
        "images": [{**shown, "file": picture_of["file"]}],  # type: ignore[dict-item]
        "works": {"k1": {"name": "World Bank 2023", "line": line}},
    }  # fmt: skip
    return source


def everything(*, demonstration: bool = True, language: str = "en") -> Inputs:
    """A report with every kind of block, in three scripts."""
    points = draft(listed("ordered_list", "Start with what nobody would miss.", "Count before you decide."))
    text = draft(
        heading(1, "Where to start"),
        paragraph("What nobody would miss for an hour.[^one] It leads to more.[^two]"),
        linked("the poll", "/groups/cloud/decisions/1/"),
        paragraph("[^one]: After the second meeting."),
        paragraph("[^two]: A second note."),
        heading(2, "Scripts"),
        paragraph(f"{ARABIC} – {CHINESE} – Łódź, Ελλάδα, Москва."),
        paragraph("Table: What it costs"),
        TABLE,
        listed("bullet_list", "one desk", "one budget"),
        {"type": "blockquote", "content": [paragraph("Quoted words.")]},
        linked("more about the keywords", "/groups/c/decisions/2/"),
        paragraph("A last word, see "),
    )
    points |= {"kind": "key_points", "key": "draft:9", "title": "Key points", "address": ""}  # type: ignore[operator]
    meeting: SourceInput = {
        "kind": "meeting", "key": "meeting:1", "title": "Participants", "days": ["2021-03-29", "2021-03-31"],
        "places": [
            {"function": "Keynote speaker", "organisation": "A department", "country": "", "people": 2},
            {"function": "Expert", "organisation": "A university", "country": "Uruguay", "people": 1},
            {"function": "Expert", "organisation": "", "country": "", "people": 23},
        ],
    }  # fmt: skip
    polls: SourceInput = {"kind": "polls", "key": "polls", "title": "Poll results", "polls": [unrecorded()]}
    call: SourceInput = {
        "kind": "call", "key": "poll:5", "title": "Call for input", "address": "", "closed_on": "2026-10-01",
        "sections": [{"title": "Costs", "questions": [
            {"text": "What do you pay?", "figure": themes(), "answers": [{"who": "Northland", "text": "=cmd()"}]},
            {"text": "And then?", "figure": None, "answers": []},
        ]}],
    }  # fmt: skip
    parts: list[tuple[SourceInput, bool]] = [
        (points, False), (text, False), (POLL, True), (cloud(), True), (image(), True), (call, False),
        (newer(), False), (PEOPLE, False), (meeting, False), (polls, False),
    ]  # fmt: skip
    found = inputs_with(*(part for part, _nested in parts), language=language, demonstration=demonstration)
    found["parts"] = [Part(heading="", nested=nested, source=source) for source, nested in parts]
    return found


def whole(**how: Any) -> Document:
    inputs = everything(**how)
    with translation.override(inputs["front"]["language"]):
        return assemble(inputs)


IMAGES = {digest(picture()): picture()}
