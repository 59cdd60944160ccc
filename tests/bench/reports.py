"""How long a report takes: 100 and 200 pages as PDF, with their memory, and a meeting's report in every format."""

import resource
import time
from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.deliverables.sample import IMAGES, everything, heading, inputs_with, paragraph
from workgroups.deliverables.adapters.formats import Workshop
from workgroups.deliverables.adapters.typst import build_pdf
from workgroups.deliverables.logic.inputs import Inputs, SourceInput
from workgroups.deliverables.logic.model import Document

WORDS = "Whoever moves a service first asks what nobody would miss for an hour, and counts before deciding. " * 5
PARAGRAPHS_A_PAGE = 6
MEETING_PAGES = 24


def measure() -> Iterator[Figure]:
    """Yield the figures; the smaller document first, so that the memory is each one's own."""
    yield from whole(long(MEETING_PAGES))
    for pages, seconds in ((100, 2.0), (200, 4.0)):
        made = document(pages)
        start = time.perf_counter()
        data = build_pdf(made).data
        took = time.perf_counter() - start
        yield Figure(f"report of {pages} pages", "PDF", took, "s", goal=seconds)
        yield Figure(f"report of {pages} pages", "size", len(data) / 1e6, "MB")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield Figure(f"report of {pages} pages", "memory", peak, "MB", goal=600)


def whole(inputs: Inputs) -> Iterator[Figure]:
    """Every format of one report, one after another as the worker makes them."""
    work, total = Workshop(inputs, IMAGES), 0.0
    for name in work.makers():
        start = time.perf_counter()
        work.make(name)
        took = time.perf_counter() - start
        total += took
        yield Figure("report of the expert meeting's size", name, took, "s")
    yield Figure("report of the expert meeting's size", f"all, {work.pages} pages", total, "s", goal=5.0)


def chapter(number: int, pages: int) -> SourceInput:
    blocks = []
    for page in range(pages):
        blocks += [heading(1, f"Part {page + 1}"), *[paragraph(WORDS) for _ in range(PARAGRAPHS_A_PAGE)]]
    text: SourceInput = {
        "kind": "draft", "key": f"draft:{number}", "title": f"Chapter {number}", "address": "", "version": 1,
        "label": "", "frozen_on": "2026-11-01", "language": "en", "content": {"type": "doc", "content": blocks},
    }  # fmt: skip
    return text


def long(pages: int) -> Inputs:
    """The sample with every kind of block, and chapters until it has about so many pages."""
    found = everything()
    chapters = inputs_with(*[chapter(number, 6) for number in range(20, 20 + (pages - 12) // 6)])["parts"]
    found["parts"] = [*found["parts"][:2], *chapters, *found["parts"][2:]]
    return found


def document(pages: int) -> Document:
    return Workshop(inputs_with(*[chapter(number, 10) for number in range(1, pages // 10 + 1)]), {}).document
