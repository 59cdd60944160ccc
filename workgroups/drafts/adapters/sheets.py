"""Tables for spreadsheets: XLSX by openpyxl, CSV as Excel and others read it; no cell begins a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from workgroups.core.text import cell

LONGEST = 32_000
"""Characters of a cell: Excel takes 32,767."""
Rows = Sequence[Sequence[str]]


def write_csv(rows: Rows) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8 with its mark, by which Excel reads the accents."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_safe(one) for one in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


@dataclass(frozen=True)
class Sheet:
    """A sheet's name, its rows, how wide its columns are in letters."""

    name: str
    rows: Rows
    widths: Sequence[int]


def write_xlsx(first: Sheet, more: Iterable[Sheet] = (), *, is_rtl: bool = False) -> bytes:
    """Rows under their headings as a sheet to filter and to print across the page, and `more` sheets after it."""
    book = Workbook()
    for at, given in enumerate((first, *more)):
        sheet = book.create_sheet() if at else book.active
        sheet.title = given.name[:31]
        sheet.sheet_view.rightToLeft = is_rtl
        for row in given.rows:
            sheet.append([_safe(one) for one in row])
        for place, size in enumerate(given.widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = size
        for line in sheet.iter_rows():
            for one in line:
                one.alignment = Alignment(wrap_text=True, vertical="top")
    sheet = book.worksheets[0]
    for one in sheet[1]:
        one.font = Font(bold=True)
    sheet.freeze_panes, sheet.auto_filter.ref = "B2", sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _safe(value: str) -> str:
    """Words that every spreadsheet takes as words."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", value.encode(errors="replace").decode())
    return cell(clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…")
