"""Highwire Press tags, which indexes of scholarly literature read (Google Scholar, Inclusion Guidelines)."""

from ..record import Record


def highwire(record: Record) -> list[tuple[str, str]]:
    """Return pairs of name and content for `<meta>`."""
    parts = record.date_parts
    found = [
        ("citation_title", record.full_title),
        ("citation_author", record.author),
        ("citation_publication_date", "/".join(f"{part:02d}" for part in parts)),
        ("citation_technical_report_institution", record.publisher),
        ("citation_technical_report_number", str(record.release) if record.release else ""),
        ("citation_language", record.language),
        ("citation_abstract_html_url", record.work or record.address),
        *(("citation_pdf_url", one.address) for one in record.files if one.type == "application/pdf"),
    ]
    return [(name, content) for name, content in found if content]
