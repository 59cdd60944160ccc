"""What lies in an archive: a folder a document, and an index of it as a table and as a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from workgroups.core import sheets
from workgroups.documents.logic import names


@dataclass(frozen=True)
class Packed:
    """A file in an archive and what its index says of it; `delegation` is empty for what is not for attribution."""

    symbol: str
    title: str
    type: str
    language: str
    marking: str
    delegation: str
    day: str
    file_name: str
    size: int


def paths_of(files: Sequence[Packed]) -> list[str]:
    """Return where each file lies: in the folder of its document, under a name that nothing else has."""
    return names.unique(f"{names.safe(one.symbol)}/{names.safe(one.file_name)}" for one in files)


def table(files: Sequence[Packed], paths: Sequence[str], heads: Sequence[str]) -> str:
    """Return the index as CSV (RFC 4180, with the mark that spreadsheets want); no cell is taken for a formula."""
    rows = [heads, *(_cells(one, path) for one, path in zip(files, paths, strict=True))]
    return sheets.write_csv(rows).decode()


def page(files: Sequence[Packed], paths: Sequence[str], heads: Sequence[str], *, title: str, language: str) -> str:
    """Return the index as an HTML page with links to the files beside it."""
    head = format_html_join("", "<th>{}</th>", ((one,) for one in heads[:-1]))
    rows = format_html_join(
        "\n",
        '<tr><td><a href="{}">{}</a></td>{}</tr>',
        (
            (
                path,
                one.symbol,
                format_html_join("", '<td dir="auto">{}</td>', ((cell,) for cell in _cells(one, "")[1:-1])),
            )
            for one, path in zip(files, paths, strict=True)
        ),
    )
    return format_html(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title></head><body><h1>{}</h1>\n'
        "<table border=1 cellpadding=6><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></body></html>\n",
        language,
        title,
        title,
        head,
        rows,
    )


def _cells(one: Packed, path: str) -> list[str]:
    return [one.symbol, one.title, one.type, one.language, one.marking, one.delegation, one.day, path]
