"""How an address says the language of its page.

Whoever is signed in reads their own language. For everybody else the address says it (`/fr/reports/`, English bare), so
that a page is the same for all who ask for it and needs no cookie.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, URLPattern, URLResolver, resolve, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header

from workgroups.core import languages
from workgroups.core.languages import OWN_NAMES, PLAIN


def of_path(path: str) -> str:
    """Return the language that an address says, the plain one for an address without a prefix."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in languages.OFFERED and first != PLAIN else PLAIN


def preferred(request: HttpRequest) -> str:
    """Return which of the offered languages a browser asks for; only for where somebody is sent, never for a page."""
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for offered in languages.OFFERED:
            if tag.split("-")[0] == offered.split("-")[0].lower():
                return offered
    return PLAIN


@contextmanager
def as_addressed(request: HttpRequest) -> Iterator[str]:
    """Speak the language of the address, in UTC, whoever asks: for pages that are the same for everybody."""
    tag = of_path(request.path_info)
    with translation.override(tag), timezone.override(None):
        yield tag


def permanent(name: str, *args: Any) -> str:
    """Return the address that a thing is cited by: the plain one, whatever language the page has."""
    with translation.override(PLAIN):
        return reverse(name, args=args)


def prefixed(path: str) -> str:
    """Return a plain address with the prefix of the page's language: layouts may not know what stands there."""
    return f"/{_prefix()}{path.removeprefix('/')}"


def _prefix() -> str:
    tag = translation.get_language() or PLAIN
    return f"{tag}/" if tag in languages.OFFERED and tag != PLAIN else ""


class _AnyPrefix(LocalePrefixPattern):
    """Matches with or without a language's prefix; addresses are made with that of the page's language."""

    @property
    def language_prefix(self) -> str:
        return _prefix()

    def match(self, path: str) -> tuple[str, tuple[()], dict[str, Any]]:
        tag = of_path(path)
        return (path if tag == PLAIN else path[len(tag) + 1 :]), (), {}


def in_every_language(*patterns: URLPattern | URLResolver) -> URLResolver:
    """Let these addresses be asked for in every offered language, by prefix."""
    return URLResolver(_AnyPrefix(), list(patterns))


@dataclass(frozen=True)
class Alternate:
    """The same page in one of the languages."""

    tag: str
    own_name: str
    url: str
    full_url: str
    current: bool


def alternates(request: HttpRequest) -> list[Alternate]:
    """Return a page's addresses in every language; none for a page whose language is its reader's."""
    here = of_path(request.path_info)
    bare = request.path_info if here == PLAIN else request.path_info[len(here) + 1 :]
    try:
        resolve(f"/{languages.OFFERED[-1]}{bare}")
    except Resolver404:
        return []
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    found = []
    for tag in languages.OFFERED:
        path = bare if tag == PLAIN else f"/{tag}{bare}"
        full = f"{settings.BASE_URL}{path}"  # never the name that a request claims
        found.append(Alternate(tag, OWN_NAMES[tag], path + query, full, tag == here))
    return found
