"""Files that leave the house: tables that a spreadsheet opens and does not execute."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from workgroups.core import sheets
from workgroups.polls.models import Decision


def table_file(name: str, decision: Decision, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Answer with a CSV file (RFC 4180, UTF-8 with a mark for spreadsheets) named after the decision."""
    answer = HttpResponse(sheets.write_csv(rows), content_type=sheets.TYPES["csv"])
    file_name = f"{decision.group.slug}-{name}-{decision.number}{decision.file_tag}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
