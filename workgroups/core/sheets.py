"""Spreadsheets that go out: XLSX by openpyxl, CSV as Excel and others read it; no cell begins a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from workgroups.core.text import cell

LONGEST = 32_000
"""Characters of a cell: Excel takes 32,767."""
WIDEST = 48
"""Letters of a column whose width nobody chose."""
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Sheet:
    """A sheet's name, its rows, how wide its columns are in letters; `has_heads`: the first row names the columns."""

    name: str
    rows: Rows
    widths: Sequence[int] = ()
    has_heads: bool = True


def write_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8 with its mark, by which Excel reads the accents."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_safe(one) for one in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(first: Sheet, more: Iterable[Sheet] = (), *, is_rtl: bool = False) -> bytes:
    """A sheet to filter and to print across the page, and `more` sheets after it; headings stay in sight."""
    book = Workbook(write_only=True)
    for at, given in enumerate((first, *more)):
        sheet = book.create_sheet(given.name[:31])
        sheet.sheet_view.rightToLeft = is_rtl
        rows = [[_safe(one) for one in row] for row in given.rows]
        for place, size in enumerate(given.widths or _widths(rows), 1):
            sheet.column_dimensions[get_column_letter(place)].width = size
        if given.has_heads:
            sheet.freeze_panes = "A2" if at else "B2"
        if not at and rows:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"
            _to_print(sheet)
        for line, row in enumerate(rows):
            sheet.append([_made(sheet, one, is_head=given.has_heads and not line) for one in row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _to_print(sheet: Any) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _made(sheet: Any, words: str, *, is_head: bool) -> Any:
    made = WriteOnlyCell(sheet, value=words)
    made.alignment = _ALIGNMENT
    if is_head:
        made.font = _BOLD
    return made


_ALIGNMENT, _BOLD = Alignment(wrap_text=True, vertical="top"), Font(bold=True)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """As wide as the longest cell of each column."""
    columns = max(map(len, rows), default=0)
    return [min(WIDEST, max(len(row[place]) for row in rows if place < len(row)) + 3) for place in range(columns)]


def _safe(value: object) -> str:
    """Words that every spreadsheet takes as words."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", str(value).encode(errors="replace").decode())
    return cell(clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…")
