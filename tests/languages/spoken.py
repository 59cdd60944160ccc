"""What a page says: its words and the words in its attributes, without what people wrote."""

import re
from html.parser import HTMLParser

SAID_IN = ("title", "alt", "aria-label", "placeholder", "data-shortcut-label", "data-confirm")
NOT_OURS = {"title", "script", "style", "code", "kbd", "pre", "bdi", "time", "textarea", "svg"}
# What a list offers of the record (by its number), a day and a zone's place (CLDR names them).
RECORDED = re.compile(r"\d+|\d{4}-\d\d-\d\d|\w+:\d+|[pd]\d+|[A-Z]\w+/.+")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Spoken(HTMLParser):
    """Collects what the interface says; text with its own direction or language is somebody's, not the interface's."""

    def __init__(self, page: str, language: str) -> None:
        super().__init__()
        self.language, self.words = language, list[str]()
        self._open: list[tuple[str, bool]] = []
        self.feed(page)

    @property
    def _silent(self) -> bool:
        return any(silent for _tag, silent in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        own = tag in NOT_OURS or (found.get("dir") in {"auto", "ltr"} and tag != "html")
        own = own or (tag == "option" and bool(RECORDED.fullmatch(found.get("value") or "")))
        own = own or found.get("lang", self.language) != self.language
        if not self._silent and not (own and tag != "textarea"):
            self.words += [value for name in SAID_IN if (value := found.get(name)) and tag != "time"]
            if tag == "input" and found.get("type") in {"submit", "button"}:
                self.words.append(found.get("value") or "")
        if tag not in VOID:
            self._open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent:
            self.words.append(re.sub(r"\s+", " ", data).strip())


def spoken(page: str, language: str) -> list[str]:
    """Return what the interface says on a page, in order."""
    return Spoken(page, language).words
