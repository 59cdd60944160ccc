"""The report as schema.org's Report, in JSON-LD 1.1."""

from typing import Any

from ..licences import address_of
from ..record import FileOf, Record


def json_ld(record: Record) -> dict[str, Any]:
    """Return the node, without what is not known."""
    node: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": record.address,
        "name": record.title,
        "alternativeHeadline": record.subtitle,
        "description": record.summary,
        "inLanguage": record.language,
        "datePublished": record.published,
        "version": str(record.release) if record.release else "",
        "author": _organisation(record.author, record.author_address),
        "publisher": _organisation(record.publisher),
        "license": address_of(record.licence) or record.licence,
        "url": record.address,
        "isBasedOn": record.earlier,
        "encoding": [_encoding(one) for one in record.files],
    }
    return {name: value for name, value in node.items() if value}


def _organisation(name: str, address: str = "") -> dict[str, str] | None:
    if not name:
        return None
    return {"@type": "Organization", "name": name} | ({"url": address} if address else {})


def _encoding(one: FileOf) -> dict[str, str]:
    return {
        "@type": "MediaObject",
        "contentUrl": one.address,
        "encodingFormat": one.type,
        "contentSize": str(one.size),
        "sha256": one.sha256,
    }
