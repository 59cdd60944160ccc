"""A sitemap (sitemaps.org, 0.9) from places that everybody may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .xml import document, element

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # of the protocol


@dataclass(frozen=True)
class Place:
    """A page at an absolute address, and when it last changed, where that is known."""

    address: str
    changed: datetime | None = None


def sitemap(places: Iterable[Place]) -> bytes:
    """Return the document, each address once."""
    found = {place.address: place for place in places}
    rows = [
        element(
            f"{{{NAMESPACE}}}url",
            [
                element(f"{{{NAMESPACE}}}loc", place.address),
                *(
                    [element(f"{{{NAMESPACE}}}lastmod", place.changed.isoformat("T", "seconds"))]
                    if place.changed
                    else []
                ),
            ],
        )
        for place in list(found.values())[:MOST]
    ]
    return document(element(f"{{{NAMESPACE}}}urlset", rows), NAMESPACE)
