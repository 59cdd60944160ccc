"""Files that leave the house: tables that a spreadsheet opens and does not execute."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from workgroups.polls.models import Decision

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width ones are formulas in some places


def table_file(name: str, decision: Decision, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Answer with a CSV file (RFC 4180, UTF-8 with a mark for spreadsheets) named after the decision."""
    written = io.StringIO()
    csv.writer(written).writerows([harmless(cell) for cell in row] for row in rows)
    answer = HttpResponse(b"\xef\xbb\xbf" + written.getvalue().encode(), content_type="text/csv; charset=utf-8")
    file_name = f"{decision.group.slug}-{name}-{decision.number}{decision.file_tag}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before whatever begins like one (OWASP)."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
