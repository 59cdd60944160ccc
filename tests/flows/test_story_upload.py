"""A delegate on a telephone sends a large file over a line that breaks; without a script the plain field does it."""

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.flows.house import GROUP, House
from tests.flows.judge import violations

MB = 1024 * 1024
PHONE = 360


def test_a_file_goes_on_after_a_broken_line_and_a_reload_and_stands_in_the_post(house: House, tmp_path: Path) -> None:
    film = tmp_path / "film of the site visit.mov"
    film.write_bytes(b"\x00\x01" + os.urandom(9 * MB))
    with house.window("expert@uruguay", width=PHONE, worker="block") as page:
        page.goto(f"{GROUP}threads/new/")
        broken = break_lines(page)
        page.get_by_label("Attach files").set_input_files(film)
        row = page.locator(".upload-row")
        expect(row).to_contain_text(re.compile("(The line broke|goes on) at 44 %"))
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        assert broken
        page.reload()
        expect(row).to_contain_text("Stopped at 44 %. Choose the same file again")
        broken.append(0)
        page.get_by_label("Attach files").set_input_files(film)
        expect(row).to_contain_text("Arrived")
        page.get_by_label("Title").fill("The film of the visit")
        page.locator("form.composer").scroll_into_view_if_needed()  # the editor comes when it is in sight
        page.locator("form.composer [contenteditable]").first.click()
        page.keyboard.type("Nine megabytes, over a telephone.")
        page.get_by_role("button", name="Start the thread").click()
        expect(page.get_by_role("link", name="film of the site visit.mov")).to_be_visible()
        page.goto(f"{GROUP}threads/new/")
        page.wait_for_load_state("networkidle")
        expect(row).to_have_count(0)  # what a post has taken is not offered again


def break_lines(page: Page) -> list[int]:
    """Let every piece but the first break, until a 0 is put into the returned list."""
    broken: list[int] = []

    def meet(route: Route) -> Any:
        first = route.request.headers.get("upload-offset") == "0"
        if route.request.method != "PATCH" or first or 0 in broken:
            return route.continue_()
        broken.append(len(broken) + 1)
        return route.abort("connectionreset")

    page.route("**/files/uploads/*", meet)
    return broken


def test_without_a_script_the_plain_field_brings_a_file(house: House, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("A short note.")
    with house.window("expert@uruguay", width=PHONE, script=False) as page:
        page.goto(f"{GROUP}threads/new/")
        expect(page.locator(".upload")).to_be_hidden()
        page.get_by_label("Title").fill("A note")
        page.get_by_label("First post").fill("See the note.")
        page.get_by_label("Attach files").set_input_files(note)
        page.get_by_role("button", name="Start the thread").click()
        expect(page.get_by_role("link", name="note.txt")).to_be_visible()
