"""Takes the README's pictures: pages of the demonstration record as they are, each a WebP file below 100 kB.

Run `make pictures`: it starts the product on a data folder of its own, and stops it afterwards.
"""

import io
import os
import re
from collections.abc import Callable

import django
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.flows.house import GROUP, House, launch
from workgroups.core.supervisor.places import ROOT

FOLDER = ROOT / "static" / "pictures"
HEAVIEST = 100_000  # bytes
WIDE = {"width": 1200, "height": 760}
PHONE = {"width": 360, "height": 720}
SETTLED = 800  # ms: fonts, the live line, carets


def sign_in_page(house: House) -> bytes:
    """The demonstration's people, one press each."""
    with house.window() as page:
        return _picture(page, "/accounts/login/")


def desk(house: House) -> bytes:
    """What waits, what is new, what comes."""
    with house.window("chair@singapore") as page:
        page.goto("/desk/")
        for _try in range(30):  # a worker that is still starting is said on the desk, and is no picture of a week
            if not page.get_by_text("The worker has not started yet").count():
                break
            page.wait_for_timeout(3000)
            page.reload()
        return _picture(page)


def thread(house: House) -> bytes:
    """A discussion of weeks, from its first post on."""
    with house.window("head@uruguay") as page:
        return _picture(page, f"{GROUP}threads/2/?post=1")


def draft(house: House) -> bytes:
    """A draft with somebody else's caret in it."""
    with house.window("chair@singapore") as page, house.window("expert@uruguay") as other:
        address = f"{GROUP}drafts/4/"
        other.goto(address)
        other.locator(".ProseMirror p").nth(1).click()
        page.set_viewport_size(WIDE)
        page.goto(address)
        expect(page.locator(".caret").first).to_be_visible()
        return _picture(page)


def report(house: House) -> bytes:
    """A published report, as everybody sees it."""
    with house.window() as page:
        page.goto("/reports/")
        page.get_by_role("link", name=re.compile("list of words")).first.click()
        return _picture(page)


def digest(house: House) -> bytes:
    """The morning's mail on a phone."""
    with house.window("secretariat@worldbank") as page:
        page.goto("/mailbox/")
        page.locator("main .list a").first.click()
        frame = page.locator("iframe").get_attribute("src")
        return _picture(page, frame or "", PHONE)


SCENES: tuple[Callable[[House], bytes], ...] = (sign_in_page, thread, draft, report, digest, desk)


def _picture(page: Page, address: str = "", size: dict[str, int] = WIDE) -> bytes:
    """Open the page, let it settle, and return what the window shows."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    if address:
        page.goto(address)
    page.wait_for_timeout(SETTLED)
    return page.screenshot()


def light(shot: bytes) -> bytes:
    """Return a screenshot as WebP, as good as its weight allows; raises ValueError when none is light enough."""
    picture = Image.open(io.BytesIO(shot))
    for quality in (90, 80, 70, 60, 50):
        made = io.BytesIO()
        picture.save(made, "WEBP", quality=quality, method=6)
        if made.tell() < HEAVIEST:
            return made.getvalue()
    raise ValueError(f"no quality makes this picture lighter than {HEAVIEST} bytes")


def main() -> None:
    """Take all pictures anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    django.setup()
    from tests.conftest import running_product

    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_product(demo=True) as product, sync_playwright() as playwright:
        house = House(product, launch(playwright))
        for scene in SCENES:
            name = scene.__name__.replace("_page", "").replace("_", "-")
            content = light(scene(house))
            (FOLDER / f"{name}.webp").write_bytes(content)
            print(f"static/pictures/{name}.webp  {len(content) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
