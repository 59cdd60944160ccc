"""An expert brings papers: on a phone without script, by dropping them with script; both are found by a word inside."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.flows.house import GROUP, NARROW, House

EXPERT, READER = "expert@uruguay", "chair@singapore"
LIBRARY = f"{GROUP}documents/"
DRAG = """([kind, files]) => {
  const carried = new DataTransfer();
  for (const [name, words] of files) carried.items.add(new File([words], name, { type: "text/plain" }));
  document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
}"""


def test_expert_brings_two_languages_from_a_phone_without_script(house: House, tmp_path: Path) -> None:
    (tmp_path / "Port costs_en.txt").write_text("Tugboats are billed by the quarter.")
    (tmp_path / "Port costs_es.txt").write_text("Los remolcadores se facturan por trimestre.")
    with house.window(EXPERT, width=NARROW, script=False) as page:
        page.goto(LIBRARY)
        page.get_by_role("link", name="Add documents").click()
        page.get_by_label("Files", exact=True).set_input_files(sorted(tmp_path.iterdir()))
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_label("Title").first).to_have_value("Port costs")
        expect(page.get_by_label("Language of the text").last).to_have_value("es")
        page.get_by_role("button", name="Put into the library").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Port costs")
        expect(page.get_by_role("link", name="English")).to_be_visible()
        expect(page.get_by_role("link", name="Español")).to_be_visible()
        finds(page, "tugboats", "Port costs")
        page.get_by_role("link", name=re.compile("CLOUD.*Port costs")).first.click()
        page.get_by_text("Withdraw it").click()
        page.get_by_role("button", name="Withdraw").click()
        expect(page.get_by_text("was withdrawn")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("link", name="Español")).to_be_visible()
    assert house.faults == []


def test_dropped_files_stand_in_a_readers_list_and_come_as_one_archive(house: House) -> None:
    with house.window(EXPERT) as page, house.window(READER) as reader:
        reader.goto(LIBRARY)
        expect(reader.locator("#live-status")).to_contain_text("Live")
        page.goto(LIBRARY)
        files = [["Harbour report.txt", "Pilots wait for the tide."], ["Harbour slides.txt", "One slide."]]
        page.evaluate(DRAG, ["dragover", files])
        expect(page.locator(".drop-cover")).to_have_text("Drop the files to add them to this library")
        page.evaluate(DRAG, ["drop", files])
        expect(page.get_by_role("heading", level=1)).to_have_text("What each file is")
        page.get_by_label("Paper for").fill("Next drafting call")
        page.get_by_role("button", name="Put into the library").click()
        expect(reader.get_by_role("link", name=re.compile("Harbour report"))).to_be_visible()
        finds(page, "pilots tide", "Harbour report")
        page.get_by_role("checkbox", name=re.compile("Choose CLOUD")).first.check()
        page.get_by_role("button", name="Download the chosen ones").click()
        ready = page.get_by_role("link", name="Download", exact=False).first
        expect(ready).to_be_visible(timeout=30_000)
        with page.expect_download() as got:
            ready.click()
        assert got.value.path().read_bytes().startswith(b"PK")
    assert house.faults == []


def finds(page: Page, words: str, title: str) -> None:
    """Search the library until the worker has read the files."""
    for _time in range(90):  # a worker that has just started has reports to build first
        page.goto(f"{LIBRARY}?words={words.replace(' ', '+')}")
        if page.get_by_role("link", name=re.compile(title)).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{words} is not found")
