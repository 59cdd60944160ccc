"""Tables of a draft: a grid without holes or overlaps, its header rows and a fair share of the width."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from .model import Block, Cell, InvalidDocument, Paragraph, Table

MAX_COLUMNS = 20
MAX_CELLS = 20_000

Node = Mapping[str, Any]
ReadBlocks = Callable[[object], tuple[Block, ...]]


def read_table(rows: Sequence[Node], read: ReadBlocks) -> Table:
    """A table node's rows as a Table. Raises InvalidDocument when spans leave or overlap the grid."""
    read_rows = tuple(tuple(read_cell(cell, read) for cell in row_cells(row)) for row in rows)
    columns = sum(cell.colspan for cell in read_rows[0]) if read_rows else 0
    if not 1 <= columns <= MAX_COLUMNS:
        raise InvalidDocument(_("A table has more columns than a page can show."))
    if columns * len(read_rows) > MAX_CELLS:
        raise InvalidDocument(_("A table has more cells than a report can hold."))
    check_grid(read_rows, columns)
    return Table(columns, read_rows, header_rows(read_rows), weights(read_rows, columns))


def row_cells(row: Node) -> Sequence[Node]:
    cells = row.get("content")
    if row.get("type") != "table_row" or not isinstance(cells, list | tuple) or not cells:
        raise InvalidDocument(_("A table has a row without cells."))
    return cells


def read_cell(node: Node, read: ReadBlocks) -> Cell:
    if not isinstance(node, Mapping) or node.get("type") not in {"table_cell", "table_header"}:
        raise InvalidDocument(_("A table contains something that is not a cell."))
    attrs = node.get("attrs")
    attrs = attrs if isinstance(attrs, Mapping) else {}
    header = node["type"] == "table_header"
    return Cell(read(node.get("content")), header, span(attrs.get("colspan")), span(attrs.get("rowspan")))


def span(value: object) -> int:
    if value is None:
        return 1
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise InvalidDocument(_("A table cell spans more than its table."))
    return value


def check_grid(rows: tuple[tuple[Cell, ...], ...], columns: int) -> None:
    """Every place of the grid is covered exactly once."""
    taken = [0] * columns  # for each column, how many more rows a cell from above still covers
    for index, row in enumerate(rows):
        column = 0
        fresh = list(taken)
        for cell in row:
            while column < columns and taken[column]:
                column += 1
            for place in range(column, column + cell.colspan):
                if place >= columns or taken[place] or index + cell.rowspan > len(rows):
                    raise InvalidDocument(_("A table cell spans more than its table."))
                fresh[place] = cell.rowspan
            column += cell.colspan
        if not all(fresh):
            raise InvalidDocument(_("A table row has fewer cells than its table has columns."))
        taken = [left - 1 for left in fresh]


def header_rows(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """How many leading rows consist of header cells only; never the whole table."""
    count = 0
    for row in rows[:-1]:
        if not all(cell.header for cell in row):
            break
        count += 1
    reach = max((index + cell.rowspan for index in range(count) for cell in rows[index]), default=0)
    return count if reach <= count else 0


def weights(rows: tuple[tuple[Cell, ...], ...], columns: int) -> tuple[int, ...]:
    """Relative widths by the longest text of each column, evened out so that none starves."""
    longest = [8] * columns
    for row in rows:
        if len(row) == columns:
            for column, cell in enumerate(row):
                longest[column] = max(longest[column], cell_length(cell))
    return tuple(min(max(length, 10), 44) for length in longest)


def cell_length(cell: Cell) -> int:
    lengths = [
        sum(len(run.text) for run in block.runs) if isinstance(block, Paragraph) else 40 for block in cell.blocks
    ]
    return max(lengths, default=0)
