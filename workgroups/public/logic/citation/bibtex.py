"""BibTeX: one @techreport (Patashnik, BibTeXing, 1988), in UTF-8."""

from django.utils.translation import gettext as _

from workgroups.core.text import fold, single_line

from ..record import Record

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}


def bibtex(record: Record) -> str:
    """Return the entry; a body's name stands in double braces, so that it is not taken apart as a person's."""
    parts = record.date_parts
    fields = {
        "author": f"{{{_plain(record.author)}}}" if record.author else "",
        "title": f"{{{_plain(record.full_title)}}}",
        "institution": _plain(record.publisher),
        "number": _("Release %(number)d") % {"number": record.release} if record.release else "",
        "year": record.year,
        "url": single_line(record.address),
        "language": record.language,
    }
    rows = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if len(parts) > 1:
        rows.append(f"  month = {MONTHS[parts[1] - 1]}")
    body = ",\n".join(rows)
    return f"@techreport{{{_key(record)},\n{body}\n}}\n"


def _key(record: Record) -> str:
    letters = "".join(c for c in fold(record.author or record.title) if c.isascii() and c.isalnum())
    return f"{letters[:24] or 'report'}{record.year}"


def _plain(words: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in single_line(words))
