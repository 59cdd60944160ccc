"""Looks at one page of each kind, in every scheme, width and direction, and writes down what is wrong.

Every kind of page is laid out in English, light, at three widths, and judged by every rule; its French is judged as it
was sent. In the dark, from right to left and in longer words stand the pages that show a part which none before
them has shown (`parts_of`): about half of them. At full scale every page stands in everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.flows.crawl import EXAMPLES, Walk, name_of, parts_of, walk
from tests.flows.guard import guard
from tests.flows.house import CAST, FULL, GROUP, NARROW, WIDE, House
from tests.flows.judge import KILOBYTES, NARROWED, TONGUE, Scales, complaints, overflow, picture, violations
from tests.languages.pseudo import OPEN, write_pseudo
from tests.languages.pseudo import TAG as PSEUDO

NOBODY = ""
# Who looks: the first who reaches a kind of page shows it; at full scale everybody shows what they see of it.
LOOKERS = (NOBODY, *CAST) if FULL else (NOBODY, "secretariat@worldbank", "chair@singapore", "outsider@nowhere")
# Pages that no link leads to: what a form or a wrong address brings.
UNLINKED = (
    (NOBODY, "/accounts/login/"),
    (NOBODY, "/accounts/login/code/"),
    (NOBODY, "/accounts/password/reset/"),
    (NOBODY, "/nothing-stands-here/"),
    ("chair@singapore", "/search/?q=cloud"),
    ("chair@singapore", "/accounts/2fa/recovery-codes/"),
    ("chair@singapore", f"{GROUP}nothing-stands-here/"),
    ("observer@un", f"{GROUP}manage/"),
)
EDITOR = ("drafts:draft-page", "drafts:draft-edit", "drafts:block-edit")
BOXES = ((WIDE, 900), (NARROW, 780))
Rules = list[str] | None  # of axe: none asks nothing, None asks everything
JUDGED = ("en", "ar", "fr") if FULL else ("en", "fr")
BETWEEN = (768, 900)  # a tablet upright: where rails and columns give way


@dataclass(frozen=True)
class Shape:
    """One kind of page, as somebody sees it."""

    name: str
    who: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} as {self.who or 'nobody'} ({self.address})"

    @property
    def budget(self) -> int:
        """What its first view may transfer, in kB."""
        return KILOBYTES["public" if not self.who else "editor" if self.name in EDITOR else "group"]


@dataclass
class Findings:
    """What was found: each a list of sentences, empty when all is well."""

    shapes: list[Shape] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    heavy: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    malformed: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)  # each page's HTML as it was sent, by shape and language
    weights: dict[str, float] = field(default_factory=dict)
    parts: set[tuple[str, ...]] = field(default_factory=set)  # seen so far


def look_around(house: House) -> Findings:
    """Walk, then look at each kind of page."""
    found = Findings()
    write_pseudo(house.product.data_dir / "locale")
    for who in LOOKERS:
        with house.window(who) as page:
            led = walk(page.context.request, ["/desk/" if who else "/"], 400 if FULL else EXAMPLES)
        found.broken += [f"{one} as {who or 'nobody'}" for one in led.broken]
        found.shapes += list(_new_shapes(found.shapes, who, led))
    found.shapes += [Shape(name_of(address), who, address) for who, address in UNLINKED]
    for who in sorted({shape.who for shape in found.shapes}):
        mine = [shape for shape in found.shapes if shape.who == who]
        _look_at(house, who, mine, found)
    found.faults += house.faults
    guard.again()
    found.malformed = complaints(found.sources)
    return found


def _new_shapes(known: list[Shape], who: str, led: Walk) -> Iterator[Shape]:
    names = {shape.name for shape in known}
    for name, addresses in led.pages.items():
        if FULL or name not in names:
            yield Shape(name, who, addresses[0])


def _look_at(house: House, who: str, shapes: list[Shape], found: Findings) -> None:
    with house.window(who) as page:
        scales = Scales(page)
        new = [shape for shape in shapes if _left_to_right(page, shape, scales, found)]
        scales.rest()
        if who:
            house.speak("ar", who)
        page.emulate_media(color_scheme="dark")
        for shape in new:
            _right_to_left(page, shape, found)
        page.emulate_media(color_scheme="light")
        for tag in ("fr", *([PSEUDO] if who else [])):
            if who:
                house.speak(tag, who)
            for shape in new:
                _in_other_words(page, shape, tag, found)
            if tag == "fr":
                for shape in (one for one in shapes if one not in new):
                    _in_french(page, shape, found)
        if who:
            house.speak("en", who)


def _left_to_right(page: Page, shape: Shape, scales: Scales, found: Findings) -> bool:
    """Look at a page in English, and tell whether any of its parts was not seen before."""
    _set_size(page, *BOXES[0])
    scales.kilobytes()
    scales.coming.clear()
    sent = _open(page, shape, "en", shape.address, found)
    scales.wait()
    weight = found.weights[str(shape)] = scales.kilobytes()
    if weight > shape.budget:
        found.heavy.append(f"{shape}: {weight:.0f} kB of {shape.budget}")
    _judge(page, shape, ("light", *BOXES[0]), None, found)
    if FULL:
        page.emulate_media(color_scheme="dark")
        _judge(page, shape, ("dark", *BOXES[0]), None, found)
        page.emulate_media(color_scheme="light")
    for size in (BETWEEN, BOXES[1]):
        _judge(page, shape, ("light", *size), None if FULL else [], found)
    parts = parts_of(sent)
    new = FULL or bool(parts - found.parts)
    found.parts |= parts
    return new


def _right_to_left(page: Page, shape: Shape, found: Findings) -> None:
    _open(page, shape, "ar", shape.address, found)
    if not shape.who:  # a visitor has no language of their own
        page.evaluate("document.documentElement.dir = 'rtl'")
    if page.evaluate("document.documentElement.dir") != "rtl":
        found.faults.append(f"{shape}: not right to left in Arabic")
    for width, height in reversed(BOXES):
        _judge(page, shape, ("rtl-dark", width, height), None if FULL else NARROWED if width == NARROW else [], found)


def _in_other_words(page: Page, shape: Shape, tag: str, found: Findings) -> None:
    """In French, and in words half as long again: they have room."""
    if not (address := _address_in(tag, shape)):
        return
    _open(page, shape, tag, address, found)
    spoken = page.evaluate("document.documentElement.lang")
    if spoken != tag or (tag == PSEUDO and OPEN not in page.inner_text("body")):
        found.faults.append(f"{shape}: in {spoken}, not in {tag}")
    rules = [] if tag == PSEUDO else None if FULL else TONGUE
    for width, height in BOXES[::-1] if FULL else BOXES[1:]:
        _judge(page, shape, (tag, width, height), rules, found)


def _in_french(page: Page, shape: Shape, found: Findings) -> None:
    """Ask for the French page, and lay nothing out."""
    if address := _address_in("fr", shape):
        sent = found.sources[f"{shape}, fr"] = page.context.request.get(address).text()
        if '<html lang="fr"' not in sent:
            found.faults.append(f"{shape}: not in French")


def _address_in(tag: str, shape: Shape) -> str:
    """Where a page stands in a language; a visitor's is that of the address, and not every page has one."""
    if shape.who:
        return shape.address
    return f"/{tag}{shape.address}" if name_of(f"/{tag}{shape.address}") == shape.name else ""


def _open(page: Page, shape: Shape, tag: str, address: str, found: Findings) -> str:
    """Open a page; return what was sent, kept for the checker of HTML once in each language that is complete."""
    guard.again()
    answer = page.goto(address)
    sent = answer.text() if answer and tag in JUDGED else ""
    if sent:
        found.sources[f"{shape}, {tag}"] = sent
    return sent


def _set_size(page: Page, width: int, height: int) -> None:
    if page.viewport_size != {"width": width, "height": height}:  # setting it lays the page out again
        page.set_viewport_size({"width": width, "height": height})


def _judge(page: Page, shape: Shape, look: tuple[str, int, int], rules: Rules, found: Findings) -> None:
    scheme, width, height = look
    _set_size(page, width, height)
    said = f"{shape}, {scheme} {width}"
    wrong = [] if rules == [] else violations(page, rules)
    too_wide = overflow(page)
    found.axe += [f"{said}: {one}" for one in wrong]
    if too_wide:
        found.wide.append(f"{said}: {too_wide}")
    if wrong or too_wide:
        picture(page, f"{shape.name.replace(':', '-').replace('/', '_')}-{scheme}-{width}")
