"""A running product with a real browser beside it: sign in as one of the cast, open pages, hear what goes wrong."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Response, expect

from tests.flows.guard import guard
from workgroups.core.supervisor.install import BROWSERS
from workgroups.core.supervisor.places import ROOT
from workgroups.core.supervisor.product import Product
from workgroups.demo.logic.roster import GROUP_SLUG, SIGN_INS, person_of

GROUP = f"/groups/{GROUP_SLUG}/"
CAST = tuple(SIGN_INS)  # handles: `chair@singapore`
FULL = os.environ.get("TEST_SCALE") == "full"
WIDE, NARROW = 1280, 360  # pixels
PASSWORD = "nine calm rivers"
PATIENCE = 30_000  # milliseconds: how long the browser waits for something to be there, however slow the machine
State = Any  # what Playwright keeps of a session: cookies

expect.set_options(timeout=PATIENCE)


def launch(playwright: Playwright) -> Browser:
    """Start Chromium: the one that CHROMIUM names, or the machine's."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "The flows need Chromium; CHROMIUM names one that is not in the usual places."
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=found, args=[*sandbox, "--disable-background-networking"])


@dataclass
class House:
    """The product with its browser; `faults` are what pages complained about (script errors, refused sources)."""

    product: Product
    browser: Browser
    enter: Callable[[Page, str], None] = field(default_factory=lambda: sign_in)
    faults: list[str] = field(default_factory=list)
    _sessions: dict[str, State] = field(default_factory=dict)

    @contextmanager
    def window(
        self,
        who: str = "",
        *,
        scheme: Any = "light",
        width: int = WIDE,
        script: bool = True,
        motion: Any = "reduce",
        worker: Any = "allow",
    ) -> Iterator[Page]:
        """A browser window of its own, signed in as one of the cast (by handle) or as nobody.

        Whoever breaks the line with `page.route` sets `worker="block"`: what a service worker fetches for a page
        passes no route, and whether it is at work yet when the request leaves is a matter of moments.
        """
        context = self.browser.new_context(
            base_url=self.product.address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion=motion,
            java_script_enabled=script,
            service_workers=worker,
            storage_state=self._session(who) if who else None,
            accept_downloads=True,
            locale="en-GB",
        )
        try:
            yield self.page(context)
        finally:
            context.close()

    def page(self, context: BrowserContext) -> Page:
        """A page whose complaints are written down in `faults`."""
        guard.again()
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("response", self._look)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        # A page's own status is no fault (a 404 page is a page); what it loads is looked at in `_look`.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"{message.location.get('url')}: {message.text}")

    def _look(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{response.url}: {response.status}")

    def command(self, *words: str) -> str:
        """Run `manage.py` beside the product and return what it says."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.product.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _session(self, who: str) -> State:
        if who not in self._sessions:
            context = self.browser.new_context(base_url=self.product.address)
            page = context.new_page()
            self.enter(page, who)
            self._sessions[who] = context.storage_state()
            context.close()
        return self._sessions[who]

    def speak(self, language: str, who: str) -> None:
        """Set the language that one of the cast reads in, as their profile would."""
        with self.store() as rows:
            rows.execute("UPDATE accounts_person SET language = %s WHERE email = %s", (language, f"{who}.example"))

    @contextmanager
    def store(self) -> Iterator[psycopg.Connection[Any]]:
        """The product's database, to look at or to set a scene that no page can set."""
        with psycopg.connect(self.product.chosen["DATABASE_URL"]) as rows:
            yield rows


def sign_in(page: Page, who: str) -> None:
    """Press one of the cast's buttons on the sign-in page of the demonstration."""
    page.goto("/accounts/login/")
    page.get_by_role("button", name=re.compile(re.escape(person_of(who).name))).click()
    page.wait_for_url("**/desk/")


def sign_in_with_password(page: Page, who: str) -> None:
    """Sign in as one of the tests' cast, on a product without the record (see scene.py)."""
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(f"{who}@cast.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")
