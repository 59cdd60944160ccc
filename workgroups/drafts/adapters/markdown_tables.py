"""Tables of a draft as Markdown: a cell that spans others is followed by `<` to its side and `^` below it.

The first row heads its columns; a cell that is otherwise says so: `{h}` for a heading, `{d}` for none.
"""

import re
from typing import Any

Node = dict[str, Any]
_KIND = re.compile(r"\{([hd])\} ?")
_TYPES = {"h": "table_header", "d": "table_cell"}
Owner = tuple[int, int, Node]
"""row and column at which a cell begins, and the cell"""


def lines_of(rows: list[list[tuple[Node, str]]]) -> list[str]:
    """The rows (each cell with its words) as lines of a table."""
    grid: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell, words in row:
            while (at, column) in grid:
                column += 1
            _put(grid, at, column, cell, words)
    wide = max((column for _row, column in grid), default=0) + 1
    lines = [f"| {' | '.join(grid.get((at, column), '') for column in range(wide))} |" for at in range(len(rows))]
    return [*lines[:1], f"|{' --- |' * wide}", *lines[1:]]


def _put(grid: dict[tuple[int, int], str], row: int, column: int, cell: Node, words: str) -> None:
    attrs = cell.get("attrs", {})
    for down in range(attrs.get("rowspan", 1)):
        for along in range(attrs.get("colspan", 1)):
            grid[row + down, column + along] = "<" if along else "^"
    usual = "table_header" if row == 0 else "table_cell"
    if words.startswith("{"):
        words = f"\\{words}"
    sign = "" if cell["type"] == usual else "{h} " if cell["type"] == "table_header" else "{d} "
    grid[row, column] = sign + words


def joined(rows: list[Node]) -> None:
    """Give read rows their spans and kinds, in place; each cell has the words it was read from under `raw`."""
    owners: dict[tuple[int, int], Owner] = {}
    for at, row in enumerate(rows):
        kept = []
        for column, cell in enumerate(row.get("content", [])):
            raw = cell.pop("raw", "")
            beside = owners.get({"<": (at, column - 1), "^": (at - 1, column)}.get(raw, (-1, -1)))
            if beside is None:
                owners[at, column] = (at, column, cell)
                _kind(cell, raw)
                kept.append(cell)
                continue
            owners[at, column] = beside
            name = "colspan" if raw == "<" else "rowspan"
            if (raw == "<" and beside[0] == at) or (raw == "^" and beside[1] == column):
                attrs = beside[2].setdefault("attrs", {})
                attrs[name] = min(attrs.get(name, 1) + 1, 50)
        row["content"] = kept


def _kind(cell: Node, raw: str) -> None:
    found = _KIND.match(raw)
    if found is None:
        return
    cell["type"] = _TYPES[found[1]]
    first = next(iter(cell["content"][0].get("content", [])), None)
    if first and first["type"] == "text":
        first["text"] = first["text"][len(found[0]) :]
        if not first["text"]:
            cell["content"][0]["content"].pop(0)
    if not cell["content"][0].get("content"):
        cell["content"][0].pop("content", None)
