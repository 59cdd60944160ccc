"""Tables that the product makes itself: rows of plain words under a header row, the first cell heading its row."""

from collections.abc import Sequence
from dataclasses import replace

from .model import Cell, Paragraph, Run, Table
from .prose import clean
from .tables import weights


def table_of(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "") -> Table:
    """A table of words. Rows shorter than the header are filled up, longer ones cut."""
    head = tuple(cell(word, header=True) for word in columns)
    width = len(columns)
    body = tuple(
        tuple(cell(word, header=place == 0) for place, word in enumerate([*row, *[""] * width][:width])) for row in rows
    )
    made = Table(width, (head, *body), 1, weights((head, *body), width), row_heads=True)
    return replace(made, caption=clean(caption))


def cell(words: str, *, header: bool = False) -> Cell:
    return Cell((Paragraph((Run(clean(words)),) if words else ()),), header)
