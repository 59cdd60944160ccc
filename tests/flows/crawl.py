"""Every page that somebody reaches by links, what kind of page each is, and what parts it is made of."""

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

NOT_FOLLOWED = ("/static/", "/files/", "/metrics")
EXAMPLES = 2  # pages of one kind that are opened; tests/demo opens more of each, without a server
DEPTH = 3  # elements of a path: a part, what it stands in, and what that stands in
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take each link's address."""
        if tag == "a" and (address := dict(attrs).get("href")):
            self.found.append(address)


class Parts(HTMLParser):
    """What a page is made of: each element with its classes, and the two that it stands in.

    Styles are chosen by these, so pages of the same parts look alike in every scheme, width and direction.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.open: list[tuple[str, str]] = []  # tag, and tag with classes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where it stands."""
        named = f"{tag}.{dict(attrs).get('class') or ''}"
        self.found.add((*(one for _tag, one in self.open[1 - DEPTH :]), named))
        if tag not in VOID:
            self.open.append((tag, named))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it; nothing stands in it."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Leave it, and with it what needed no end of its own."""
        while self.open and self.open.pop()[0] != tag:
            pass


def parts_of(html: str) -> set[tuple[str, ...]]:
    """The parts of a page as it was sent."""
    parts = Parts()
    parts.feed(html)
    return parts.found


@dataclass
class Walk:
    """What a walk found: the pages by URL name, and the links that led nowhere."""

    pages: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    broken: list[str] = field(default_factory=list)


def walk(ask: APIRequestContext, starts: list[str], examples: int = EXAMPLES) -> Walk:
    """Follow links from these pages on; `ask` carries the session, and no address is asked for twice."""
    done = Walk()
    waiting = [(start, "the beginning") for start in starts]
    seen: set[str] = set()
    opened: dict[str, int] = defaultdict(int)
    while waiting:
        address, source = waiting.pop(0)
        name = name_of(address)
        if address in seen or opened[name] >= examples:
            continue
        seen.add(address)
        opened[name] += 1
        answer = ask.get(address)
        if answer.status >= 400:
            done.broken.append(f"{answer.status} {address} (from {source})")
            continue
        here = urlsplit(answer.url)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        if answer.url.endswith(address):  # a page that sends on is not a page of its own
            done.pages[name].append(address)
        links = Links()
        links.feed(answer.text())
        for link in links.found:
            parts = urlsplit(urljoin(answer.url, link))
            if parts.netloc == here.netloc and parts.scheme == here.scheme and not parts.path.startswith(NOT_FOLLOWED):
                waiting.append((parts._replace(scheme="", netloc="", fragment="").geturl(), address))
    return done


def name_of(address: str) -> str:
    """The URL name of an address, or the address itself where nothing stands."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return address
