"""CSL-JSON: an item of the type `report` (Citation Style Language 1.0.2, csl-data.json)."""

from typing import Any

from django.utils.translation import gettext as _

from ..record import Record


def csl_json(record: Record) -> list[dict[str, Any]]:
    """Return a list of the one item, without what is not known."""
    item: dict[str, Any] = {
        "id": record.address,
        "type": "report",
        "title": record.full_title,
        "author": [{"literal": record.author}] if record.author else None,
        "publisher": record.publisher,
        "issued": {"date-parts": [record.date_parts]} if record.date_parts else None,
        "edition": _("Release %(number)d") % {"number": record.release} if record.release else "",
        "language": record.language,
        "abstract": record.summary,
        "URL": record.address,
    }
    return [{name: value for name, value in item.items() if value}]
