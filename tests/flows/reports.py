"""The way from a draft to a published report, as an officer and a stranger go it; the PDF read by another library."""

import re
from dataclasses import dataclass
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

BUILT = 120_000  # milliseconds


@dataclass(frozen=True)
class Report:
    """What pypdf reads from the PDF."""

    pages: int
    text: str


def name_version(page: Page, draft: str, label: str) -> None:
    """Freeze the draft as it is saved."""
    page.goto(draft)
    page.get_by_role("link", name="Name this version").click()
    page.get_by_label("Name of the version").fill(label)
    page.get_by_role("button", name="Keep this version").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def begin_report(page: Page, group: str, title: str) -> None:
    """Begin a report from the group's list."""
    page.goto(group)
    page.get_by_role("navigation", name="This group").get_by_role("link", name="Reports").click()
    page.get_by_role("link", name="Begin a report").first.click()
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_role("button", name="Begin it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def put_in(page: Page, words: str) -> None:
    """Add one source to the report that is open."""
    if not page.get_by_role("button", name="Add it").is_visible():
        page.get_by_text("Add something").click()
    field = page.get_by_role("combobox", name="What goes in")
    known = field.locator("option").filter(has_text=words).first
    field.select_option(value=known.get_attribute("value"))
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="What goes in")).to_be_visible()


def build(page: Page) -> None:
    """Build the report and see it become ready on the open page."""
    page.get_by_role("button", name="Build the report").click()
    expect(page.get_by_role("link", name=re.compile("^PDF"))).to_be_visible(timeout=BUILT)


def read_report(page: Page, title: str) -> Report:
    """Find a report as a stranger does, from the front page, and read its page and its PDF."""
    page.goto("/")
    page.get_by_role("link", name="Reports").first.click()
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", name="How to cite")).to_be_visible()
    pdf = page.request.get(page.get_by_role("link", name=re.compile("^PDF")).get_attribute("href") or "")
    assert pdf.headers["content-type"] == "application/pdf"
    document = PdfReader(BytesIO(pdf.body()))
    page.get_by_role("link", name="Read the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    catalogue = document.trailer["/Root"]
    assert isinstance(catalogue, DictionaryObject)
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert str(catalogue["/Lang"]).startswith("en")
    assert document.metadata is not None
    assert document.metadata.title == title
    assert {"/H1", "/P"} <= tags_of(catalogue["/StructTreeRoot"])
    return Report(len(document.pages), "\n".join(one.extract_text() for one in document.pages))


def tags_of(node: object) -> set[str]:
    """The kinds of the structure elements below a node of the PDF."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return set().union(*(tags_of(one) for one in node)) if node else set()
    if not isinstance(node, DictionaryObject):
        return set()
    own = {str(node["/S"])} if "/S" in node else set()
    return own | (tags_of(node["/K"]) if "/K" in node else set())
