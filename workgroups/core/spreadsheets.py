"""Spreadsheets that come in: XLSX by openpyxl, CSV as Excel and others write it; nothing in them is carried out."""

import csv
import io
import zipfile
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from workgroups.core.errors import Refused

MOST_BYTES = 2_000_000
MOST_UNPACKED = 8_000_000  # bytes of all parts together: a list of 2,000 people needs less than one million
MOST_PARTS = 500
MOST_ROWS = 2_000
MOST_COLUMNS = 40
LONGEST_CELL = 2_000
_SEPARATORS = "\t;,"
Table = list[list[str]]


def read_table(content: bytes) -> Table:
    """Return the rows of a spreadsheet's first sheet as text; raises Refused in words for what cannot be read."""
    return read_sheets(content)[0]


def read_sheets(content: bytes, *, sheets: int = 1, longest: int = LONGEST_CELL) -> list[Table]:
    """Return the rows of the first sheets as text, the first row first; raises Refused in words.

    What it is shows in its bytes, never in its name. Formulas stay formulas (text that begins with "="), their
    results are not trusted. `longest`: characters of a cell, beyond which it is cut.
    """
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is larger than 2 MB. Take out pictures and other sheets, then try again."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(_("This is an old or a protected Excel file. Save it as .xlsx without a password, or as CSV."))
    is_book = content.startswith(b"PK")
    tables = _read_workbook(content, sheets, longest) if is_book else [read_text(_decoded(content), longest)]
    if any(len(table) > MOST_ROWS + 10 for table in tables):
        raise Refused(_("There are more than 2,000 rows. Cut the list in parts, then bring them in one by one."))
    return tables


def read_text(words: str, longest: int = LONGEST_CELL) -> Table:
    """Return pasted cells or the text of a CSV file as rows; the separator is the one of its headings."""
    lines = words[:20_000].splitlines()[:10]
    heads = next((line for line in lines if any(line.count(sign) > 3 for sign in _SEPARATORS)), "\n".join(lines))
    separator = max(_SEPARATORS, key=heads.count)
    try:
        found = csv.reader(io.StringIO(words, newline=""), delimiter=separator)
        rows = [row for row, _place in zip(found, range(MOST_ROWS + 11), strict=False)]
    except csv.Error as error:
        raise Refused(_("This is not a list that can be read: a cell has no end. Save it again as CSV.")) from error
    return [[cell[:longest] for cell in row[:MOST_COLUMNS]] for row in rows]


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise Refused(_("This is neither a spreadsheet (.xlsx) nor a list as text (.csv)."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what Excel writes in western Europe


def _read_workbook(content: bytes, sheets: int, longest: int) -> list[Table]:
    unreadable = _("This spreadsheet cannot be read. Open it, save it again as .xlsx or CSV, then try again.")
    try:
        _require_modest(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        found = [
            sheet.iter_rows(max_row=MOST_ROWS + 11, max_col=MOST_COLUMNS, values_only=True)
            for sheet in book.worksheets[:sheets]
        ]
        tables = [[[_as_text(cell)[:longest] for cell in row] for row in rows] for rows in found]
    except Refused:
        raise
    except Exception as error:  # whatever a broken or a hostile file sets off in the library
        raise Refused(unreadable) from error
    if not tables:  # nothing but charts
        raise Refused(unreadable)
    return tables


def _require_modest(content: bytes) -> None:
    """Refuse what unpacks to more than a list needs, and XML that defines entities, before it is parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
        if len(archive.infolist()) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Refused(_("This spreadsheet unpacks to far more than a list needs. Save the list alone."))
        for part in parts:
            with archive.open(part) as opened:
                words = opened.read(MOST_UNPACKED).replace(b"\x00", b"")
            if b"<!DOCTYPE" in words or b"<!ENTITY" in words:
                raise Refused(_("This spreadsheet holds what no spreadsheet program writes. It was not opened."))


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(getattr(value, "text", value))  # a formula over several cells is an object with its text
