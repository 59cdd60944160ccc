"""Typed links in the `Link` header (RFC 8288), after FAIR Signposting, level 1."""

from collections.abc import Iterable
from urllib.parse import quote

from ..licences import address_of
from ..record import Record

KEPT = "!#$%&'()*+,/:;=?@[]~"  # what an address may hold as it is (RFC 3986); the rest cannot break out of <>
REPORT = "https://schema.org/Report"
LANDING = "https://schema.org/AboutPage"


def landing(record: Record, described: Iterable[tuple[str, str]]) -> str:
    """Return the header of a page about the report; `described`: addresses of metadata with their media types."""
    links = [
        _link(record.address, "cite-as"),
        *(_link(address, "describedby", media_type) for address, media_type in described),
        *(_link(one.address, "item", one.type) for one in record.files),
        _link(address_of(record.licence), "license"),
        _link(record.author_address, "author"),
        _link(LANDING, "type"),
        _link(REPORT, "type"),
    ]
    return ", ".join(link for link in links if link)


def resource(record: Record) -> str:
    """Return the header of one file of the report."""
    links = [
        _link(record.address, "cite-as"),
        _link(record.address, "collection", "text/html"),
        _link(address_of(record.licence), "license"),
        _link(REPORT, "type"),
    ]
    return ", ".join(link for link in links if link)


def _link(address: str, relation: str, media_type: str = "") -> str:
    if not address:
        return ""
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{quote(address, safe=KEPT)}>; rel="{relation}"{kind}'
