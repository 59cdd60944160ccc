"""The fifteen elements of Dublin Core (ISO 15836-1), as page metadata and for OAI-PMH."""

from ..licences import address_of
from ..record import Record


def dublin_core(record: Record) -> list[tuple[str, str]]:
    """Return pairs of element and value, an element several times where it has several values."""
    found = [
        ("title", record.full_title),
        ("creator", record.author),
        ("publisher", record.publisher),
        ("date", record.published),
        ("language", record.language),
        ("description", record.summary),
        ("type", "Text"),
        ("type", "Report"),
        ("identifier", record.address),
        *(("format", one.type) for one in record.files),
        ("relation", record.work),
        ("rights", record.licence),
        ("rights", address_of(record.licence)),
    ]
    return [(name, value) for name, value in found if value]
