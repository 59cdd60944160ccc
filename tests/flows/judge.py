"""What is asked of every page: axe finds nothing, nothing sticks out, and it weighs little."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

from workgroups.core.supervisor.places import ROOT

VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules whose answer another scheme can change
# What another width, scheme and direction can change; asked once, of the narrow dark page from right to left.
NARROWED = [
    *COLOURS,
    "target-size",
    "scrollable-region-focusable",
    "aria-hidden-focus",
    "region",
    "landmark-unique",
    "heading-order",
    "button-name",
    "link-name",
    "label",
]
TONGUE = ["html-has-lang", "html-lang-valid", "valid-lang", "label-content-name-mismatch"]  # what words can change
KILOBYTES = {"public": 100, "group": 170, "editor": 350}

RUN = """async (rules) => {
  const only = rules.length ? {type: "rule", values: rules} : {type: "tag", values: TAGS};
  const found = await axe.run(document, {runOnly: only, resultTypes: ["violations"], preload: false});
  return found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
}""".replace("TAGS", str(TAGS))
# A page that nobody sees may draw no frame at all, and an evaluation has no time limit of its own: a second is enough.
SETTLE = """async () => {
  for (let round = 0; round < 10; round++) {
    const frames = new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.race([frames, new Promise(done => setTimeout(done, 1000))]);
    const moving = document.getAnimations();
    if (!moving.length) return;
    for (const one of moving) one.finish();
  }
}"""
STICKS_OUT = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return "";
  const wide = [...document.body.querySelectorAll("*")].filter(e => {
    const box = e.getBoundingClientRect(); return box.right > room + 1 || box.left < -1;
  });
  const named = wide.map(e => `${e.tagName.toLowerCase()}.${e.className}`);
  return `${document.documentElement.scrollWidth} > ${room}: ${[...new Set(named)].slice(0, 6)}`;
}"""


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong with the page as it stands (evaluated, so the page's content policy stays on)."""
    page.evaluate(SETTLE)  # a colour that is still on its way is none of the page's colours
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, rules or [])
    return found


def overflow(page: Page) -> str:
    """What is wider than the page, or nothing."""
    return str(page.evaluate(STICKS_OUT))


class Scales:
    """Weighs what a page transfers on a first view: nothing is taken from a cache."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.page = page
        self.coming: set[str] = set()
        self.tap: CDPSession = page.context.new_cdp_session(page)
        self.tap.on("Network.requestWillBeSent", lambda event: self.coming.add(event["requestId"]))
        self.tap.on("Network.loadingFailed", lambda event: self.coming.discard(event["requestId"]))
        self.tap.on("Network.loadingFinished", self._add)
        self.tap.send("Network.enable")
        self.tap.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.tap.send("Network.setBypassServiceWorker", {"bypass": True})  # what it fetches for a page is not told

    def rest(self) -> None:
        """Weigh nothing more: what was fetched once may be used again."""
        self.tap.send("Network.setCacheDisabled", {"cacheDisabled": False})

    def _add(self, event: dict[str, Any]) -> None:
        self.coming.discard(event["requestId"])
        self.bytes += int(event["encodedDataLength"])

    def wait(self) -> None:
        """Wait until nothing is on its way for a moment; Playwright's own wait asks for half a second of each page."""
        still = 0
        for _round in range(100):
            self.page.wait_for_timeout(40)
            still = 0 if self.coming else still + 1
            if still == 2:
                return

    def kilobytes(self) -> float:
        """What has arrived since the last call, in units of 1,000 bytes."""
        taken, self.bytes = self.bytes, 0
        return taken / 1000


def picture(page: Page, name: str) -> Path:
    """Keep the page as a picture, to look at when something failed."""
    file = ROOT / "var" / "test" / "pictures" / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True)
    return file


MEANT = (
    "The “list” role is unnecessary for element",  # a list without markers is none for Safari's reader without it
    "Article lacks heading.",  # a post has its author as its name; a heading a post would bury the thread's own
    "Section lacks heading.",  # of a page that has one subject, its first heading names it
    "This document appears to be written in",  # a guess: what people wrote stays in its language on every page
)


def complaints(pages: Mapping[str, str]) -> list[str]:
    """What the Nu HTML checker says against pages (name and whole HTML), a line a complaint; one Java for all."""
    java = shutil.which("java")
    assert java, "Java is missing: `make test` says how to install it"
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for place, (name, html) in enumerate(pages.items()):
            file = Path(folder) / f"page-{place}.html"
            file.write_text(html)
            names[file.name] = name
        command = [java, "-jar", str(VNU), "--format", "json", "--exit-zero-always", folder]
        done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    found = json.loads(done.stderr)["messages"]
    return [
        f"{names.get(one['url'].rsplit('/', 1)[-1], '')}:{one.get('lastLine', 0)}: {one['message']}"
        f" in {one.get('extract', '').strip()}"
        for one in found
        if not one["message"].startswith(MEANT)
    ]
