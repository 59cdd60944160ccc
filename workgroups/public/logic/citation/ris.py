"""RIS: tags of two signs, a line a value, CR LF (Research Information Systems, 2001)."""

from django.utils.translation import gettext as _

from workgroups.core.text import single_line

from ..record import Record


def ris(record: Record) -> str:
    """Return one record of the type RPRT; no value may begin a line of its own."""
    pdf = [one.address for one in record.files if one.type == "application/pdf"]
    parts = record.date_parts
    rows = [
        ("TY", "RPRT"),
        ("AU", record.author),
        ("TI", record.full_title),
        ("PY", record.year),
        ("DA", "/".join([*(f"{part:02d}" for part in parts), *[""] * (3 - len(parts)), ""]) if parts else ""),
        ("PB", record.publisher),
        ("ET", _("Release %(number)d") % {"number": record.release} if record.release else ""),
        ("LA", record.language),
        ("AB", record.summary),
        ("UR", record.address),
        *(("L1", address) for address in pdf),
    ]
    lines = [f"{tag}  - {single_line(value)}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])
