"""A DataCite record (Metadata Schema 4.6, its JSON form); the identifier is the address, since no DOI is minted."""

from typing import Any

from ..licences import address_of, spdx_of
from ..record import Record

SCHEMA = "http://datacite.org/schema/kernel-4"


def datacite(record: Record) -> dict[str, Any]:
    """Return the record, without what is not known. `:unkn` and `:tba` are the schema's own words for a gap."""
    titles = [{"title": record.title}]
    if record.subtitle:
        titles.append({"title": record.subtitle, "titleType": "Subtitle"})
    about = [{"description": record.summary, "descriptionType": "Abstract"}] if record.summary else []
    found: dict[str, Any] = {
        "schemaVersion": SCHEMA,
        "identifiers": [{"identifier": record.address, "identifierType": "URL"}],
        "creators": [{"name": record.author or ":unkn", "nameType": "Organizational"}],
        "titles": titles,
        "publisher": {"name": record.publisher or ":unkn"},
        "publicationYear": record.year or ":unkn",
        "types": {"resourceTypeGeneral": "Report", "resourceType": "Report"},
        "dates": [{"date": record.published, "dateType": "Issued"}] if record.published else [],
        "language": record.language,
        "version": str(record.release) if record.release else "",
        "rightsList": _rights(record.licence),
        "descriptions": about,
        "formats": [one.type for one in record.files],
        "sizes": [f"{one.size} bytes" for one in record.files],
        "relatedIdentifiers": _related(record),
        "url": record.address,
    }
    return {name: value for name, value in found.items() if value}


def _rights(licence: str) -> list[dict[str, str]]:
    if not licence:
        return []
    rights = {"rights": licence, "rightsUri": address_of(licence)}
    if spdx := spdx_of(licence):
        rights |= {
            "rightsIdentifier": spdx,
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
        }
    return [{name: value for name, value in rights.items() if value}]


def _related(record: Record) -> list[dict[str, str]]:
    found = [("IsVersionOf", record.work), ("IsNewVersionOf", record.earlier), ("IsPreviousVersionOf", record.later)]
    return [
        {"relatedIdentifier": address, "relatedIdentifierType": "URL", "relationType": relation}
        for relation, address in found
        if address
    ]
