"""Every page that somebody reaches by links, and what kind of page each is."""

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

NOT_FOLLOWED = ("/static/", "/files/", "/metrics")
EXAMPLES = 3  # pages of one kind that are opened; every further one is of the same template


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take each link's address."""
        if tag == "a" and (address := dict(attrs).get("href")):
            self.found.append(address)


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
