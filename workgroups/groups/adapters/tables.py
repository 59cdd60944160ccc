"""Lists of people as files: XLSX by openpyxl, CSV as Excel and others read it; no cell begins a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from workgroups.core import text

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


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
