"""A word cloud that never overlaps itself: words go outward on a spiral to the first place where they meet nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, sin, sqrt

from .drawing import Box, Drawing, Line, Shape, fitted
from .figure import Item

MOST_WORDS = 60
GAP = 5.0
ASCENT, HEIGHT = 0.8, 1.12  # of the font size: the baseline from the top of the box, and its height
STEP, PITCH, FLATTEN = 0.35, 1.4, 1.9


def cloud(items: Sequence[Item], width: int) -> Drawing:
    """Lay out keywords by how often each was named; words of unknown count have one size."""
    kept = items[:MOST_WORDS]
    placed: list[Shape] = []
    for item, size in zip(kept, _sizes(kept, width), strict=True):
        placed.append(_place(item, size, width, [shape.box for shape in placed]))
    top = min(shape.box.y for shape in placed) - GAP
    bottom = max(shape.box.y + shape.box.height for shape in placed) + GAP
    shapes = tuple(_moved(shape, -top) for shape in placed)
    return Drawing(float(width), round(bottom - top, 1), shapes, left_out=len(items) - len(kept))


def _sizes(items: Sequence[Item], width: int) -> list[float]:
    few = len(items) < 16
    smallest, largest = (13.0, 34.0 if few else 28.0) if width < 480 else (16.0 if few else 14.0, 54.0 if few else 42.0)
    counts = [item.count or 0 for item in items]
    low, high = min(counts), max(counts)
    even = (smallest + largest) / 2 if few else smallest + 4
    sizes = [smallest + (largest - smallest) * sqrt((n - low) / (high - low)) if high > low else even for n in counts]
    room = width - 2 * GAP
    return [
        round(min(size, size * room / fitted(item.label, size, bold=item.leads)), 1)
        for item, size in zip(items, sizes, strict=True)
    ]


def _place(item: Item, size: float, width: int, taken: Sequence[Box]) -> Shape:
    wide, high = fitted(item.label, size, bold=item.leads), round(size * HEIGHT, 1)
    for x, y in _spiral():
        box = Box(round(width / 2 + x - wide / 2, 1), round(y - high / 2, 1), wide, high)
        inside = box.x >= 0 and box.x + box.width <= width
        if inside and not any(box.meets(other, GAP) for other in taken):
            break
    line = Line(item.label, round(box.x + wide / 2, 1), round(box.y + size * ASCENT, 1), wide, size, bold=item.leads)
    return Shape("word", box, (line,), leads=item.leads)


def _spiral() -> Iterator[tuple[float, float]]:
    """Points ever farther out, flatter than round because words are; it has no end, as the page downward has none."""
    turn = 0.0
    while True:
        yield FLATTEN * PITCH * turn * cos(turn), PITCH * turn * sin(turn)
        turn += STEP if turn < 12 else STEP * 12 / turn


def _moved(shape: Shape, down: float) -> Shape:
    box = replace(shape.box, y=round(shape.box.y + down, 1))
    return replace(shape, box=box, lines=tuple(replace(line, y=round(line.y + down, 1)) for line in shape.lines))
