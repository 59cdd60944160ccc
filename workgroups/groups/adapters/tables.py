"""Spreadsheets in and out: XLSX by openpyxl, CSV as Excel and others write it; nothing in them is ever carried out."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from workgroups.core import text
from workgroups.core.errors import Refused

MOST_BYTES = 2_000_000
MOST_UNPACKED = 8_000_000  # bytes of all parts together: a list of 2,000 people needs less than one million
MOST_PARTS = 500
MOST_ROWS = 2_000
MOST_COLUMNS = 40
LONGEST_CELL = 2_000
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Table = list[list[str]]


def read_table(content: bytes) -> Table:
    """Return a spreadsheet's rows as text, the first row first; raises Refused in words for what cannot be read.

    What it is shows in its bytes, never in its name. Of a workbook the first sheet is read; formulas stay formulas
    (text that begins with "="), their results are not trusted.
    """
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is larger than 2 MB. Take out pictures and other sheets, then try again."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(_("This is an old or a protected Excel file. Save it as .xlsx without a password, or as CSV."))
    table = _read_workbook(content) if content.startswith(b"PK") else read_text(_decoded(content))
    if len(table) > MOST_ROWS + 10:
        raise Refused(_("There are more than 2,000 rows. Cut the list in parts, then bring them in one by one."))
    return table


def read_text(words: str) -> Table:
    """Return pasted cells or the text of a CSV file as rows; the separator is the one that its first lines use."""
    sample = "\n".join(words.splitlines()[:10])
    separator = max("\t;,", key=sample.count)
    try:
        found = csv.reader(io.StringIO(words, newline=""), delimiter=separator)
        rows = [row for row, _place in zip(found, range(MOST_ROWS + 11), strict=False)]
    except csv.Error as error:
        raise Refused(_("This is not a list that can be read: a cell has no end. Save it again as CSV.")) from error
    return [[cell[:LONGEST_CELL] for cell in row[:MOST_COLUMNS]] for row in rows]


def write_table(rows: Iterable[Sequence[str]], extension: str, *, notes: Iterable[Sequence[str]] = ()) -> bytes:
    """Return rows as a file that opens as text everywhere: the first row is headings, no cell begins a formula.

    `notes` stand on a second sheet, where the format has one.
    """
    safe = [[text.cell(cell) for cell in row] for row in rows]
    if extension == "csv":
        words = io.StringIO(newline="")
        csv.writer(words).writerows(safe)
        return words.getvalue().encode("utf-8-sig")  # the mark lets Excel read the accents
    return _written_workbook(safe, [[text.cell(cell) for cell in row] for row in notes])


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise Refused(_("This is neither a spreadsheet (.xlsx) nor a list as text (.csv)."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what Excel writes in western Europe


def _read_workbook(content: bytes) -> Table:
    unreadable = _("This spreadsheet cannot be read. Open it, save it again as .xlsx or CSV, then try again.")
    try:
        _require_modest(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 11, max_col=MOST_COLUMNS, values_only=True)
        return [[_as_text(cell) for cell in row] for row in rows]
    except Refused:
        raise
    except Exception as error:  # whatever a broken or a hostile file sets off in the library
        raise Refused(unreadable) from error


def _require_modest(content: bytes) -> None:
    """Refuse what unpacks to more than a list needs, and XML that defines entities, before it is parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
        if len(archive.infolist()) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Refused(_("This spreadsheet unpacks to far more than a list of people. Save the list alone."))
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
    return str(value)[:LONGEST_CELL]


def _written_workbook(rows: list[list[str]], notes: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    for title, content in ((_("People"), rows), (_("How to fill it in"), notes)):
        if not content:
            continue
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for place in range(len(content[0])):
            longest = max((len(row[place]) for row in content if place < len(row)), default=10)
            sheet.column_dimensions[chr(ord("A") + place)].width = min(48, longest + 3)
        headings = [WriteOnlyCell(sheet, value=cell) for cell in content[0]]
        for heading in headings:
            heading.font = Font(bold=True)
        sheet.append(headings)
        for row in content[1:]:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
