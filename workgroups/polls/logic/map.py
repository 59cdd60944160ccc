"""A theme map: every theme a box, its points on branches below it, in as many columns as fit; nothing overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from .drawing import Box, Branch, Drawing, Line, Shape, fitted
from .figure import Item
from .metrics import wrap

GAP, PAD, INDENT, BETWEEN = 20.0, 9.0, 22.0, 7.0
THEME, POINT = 16.0, 14.0
LEADING, ASCENT = 1.3, 0.95  # of the font size: from baseline to baseline, and from the top of a line to its baseline


@dataclass
class Column:
    """One column as it fills."""

    x: float
    bottom: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)


def theme_map(items: Sequence[Item], width: int, *, right_to_left: bool = False) -> Drawing:
    """Lay out themes (items without a group) with their points; the next theme goes where there is most room."""
    themes = [item for item in items if not item.group]
    count = max(1, min(len(themes), 1 if width < 480 else 2 if width < 760 else 3))
    column_width = round((width - GAP * (count - 1)) / count, 1)
    columns = [Column(round(n * (column_width + GAP), 1)) for n in range(count)]
    for theme in themes:
        column = min(columns, key=lambda one: (one.bottom, one.x))
        points = [item for item in items if item.group == theme.label]
        _cluster(column, column_width, theme, points)
    drawing = Drawing(
        float(width),
        round(max(column.bottom for column in columns) - GAP, 1),
        tuple(shape for column in columns for shape in column.shapes),
        tuple(branch for column in columns for branch in column.branches),
    )
    return _mirrored(drawing) if right_to_left else drawing


def _cluster(column: Column, width: float, theme: Item, points: Sequence[Item]) -> None:
    head = _shape("theme", theme, column.x, column.bottom, width, THEME)
    column.shapes.append(head)
    stem, y = column.x + INDENT / 2, head.box.y + head.box.height
    start = y
    for point in points:
        shape = _shape("point", point, column.x + INDENT, y + BETWEEN, width - INDENT, POINT)
        middle = round(shape.box.y + shape.box.height / 2, 1)
        column.shapes.append(shape)
        column.branches.append(Branch(round(stem, 1), round(start, 1), round(stem, 1), middle))
        column.branches.append(Branch(round(stem, 1), middle, shape.box.x, middle))
        start, y = middle, shape.box.y + shape.box.height
    column.bottom = round(y + GAP, 1)


def _shape(role: Literal["theme", "point"], item: Item, x: float, y: float, width: float, size: float) -> Shape:
    bold = role == "theme"
    value = fitted(item.value, size, bold=True) if item.value else 0.0
    room = width - 2 * PAD - (value + PAD if value else 0)
    texts = wrap(item.label, size, room, bold=bold)
    lines = [
        Line(
            text,
            round(x + PAD, 1),
            round(y + PAD + n * size * LEADING + size * ASCENT, 1),
            fitted(text, size, bold=bold),
            size,
            bold=bold,
            anchor=_anchor(text, end=False),
        )
        for n, text in enumerate(texts)
    ]
    height = round(2 * PAD + len(texts) * size * LEADING, 1)
    if item.value:
        at = Line(
            item.value, round(x + width - PAD, 1), lines[0].y, value, size, bold=True, anchor="end", is_value=True
        )
        lines.append(at)
    return Shape(role, Box(round(x, 1), round(y, 1), round(width, 1), height), tuple(lines), leads=item.leads)


def _anchor(text: str, *, end: bool) -> Literal["start", "end"]:
    """SVG's anchor follows the direction of the text; `end` asks for the right edge."""
    runs_right_to_left = Line(text, 0, 0, 0, 0).direction == "rtl"
    return "end" if end != runs_right_to_left else "start"


def _mirrored(drawing: Drawing) -> Drawing:
    """The same map for readers from right to left."""
    width = drawing.width

    def line(one: Line) -> Line:
        anchor = _anchor(one.text, end=not one.is_value)
        return replace(one, x=round(width - one.x, 1), anchor=anchor)

    shapes = tuple(
        replace(
            shape,
            box=replace(shape.box, x=round(width - shape.box.x - shape.box.width, 1)),
            lines=tuple(line(one) for one in shape.lines),
        )
        for shape in drawing.shapes
    )
    branches = tuple(replace(b, x1=round(width - b.x1, 1), x2=round(width - b.x2, 1)) for b in drawing.branches)
    return replace(drawing, shapes=shapes, branches=branches)
