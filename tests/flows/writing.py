"""Steps in a draft's editor."""

import re

from playwright.sync_api import Page, expect

from tests.flows.house import GROUP, House

WRITER, OTHER = "chair@singapore", "expert@uruguay"
READY = re.compile("Up to date|Saved")
# What stands in the editor, tags without attributes and without what the editor itself puts in.
SHAPE = """() => {
  const text = document.querySelector("#draft-text .ProseMirror").cloneNode(true);
  for (const own of text.querySelectorAll(".ProseMirror-trailingBreak, .ProseMirror-separator, .caret")) own.remove();
  for (const own of text.querySelectorAll("caption")) if (!own.textContent.trim()) own.remove();
  for (const wrap of text.querySelectorAll("div, span, tbody")) wrap.replaceWith(...wrap.childNodes);
  return text.innerHTML.replace(/<(\\w+)[^>]*>/g, "<$1>");
}"""
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector("#draft-text .ProseMirror").dispatchEvent(event);
}"""


def begin_draft(house: House, words: str, title: str = "Terms on a train") -> str:
    """Make a draft as the chair; return its address."""
    with house.window(WRITER) as page:
        page.goto(f"{GROUP}drafts/new/")
        page.get_by_label("Title").fill(title)
        page.get_by_label("First text").fill(words)
        page.get_by_role("button", name="Begin it").click()
        page.wait_for_url(re.compile(r"/drafts/\d+/$"))
        return page.url


def open_editor(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#draft[data-mounted]")).to_be_visible()


def write(page: Page, words: str, after: str) -> None:
    """Type at the end of the paragraph that has `after`."""
    page.locator("#draft-text p", has_text=after).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def shape(page: Page) -> str:
    """The text as bare HTML."""
    found: str = page.evaluate(SHAPE)
    return found


def paste(page: Page, html: str, text: str = "") -> str:
    """Paste over everything; return the text as bare HTML."""
    page.locator("#draft-text .ProseMirror").focus()
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, [html, text])
    return shape(page)
