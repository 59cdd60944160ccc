"""A drawing as rectangles, lines and lines of text: what a page's SVG and a report's page draw alike."""

from dataclasses import dataclass
from typing import Literal

from .metrics import is_right_to_left, measure

Role = Literal["word", "theme", "point"]


@dataclass(frozen=True)
class Box:
    """A rectangle; x to the right, y downward, from the drawing's upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box", gap: float = 0) -> bool:
        """Whether the two are nearer to each other than `gap`."""
        return (
            self.x < other.x + other.width + gap
            and other.x < self.x + self.width + gap
            and self.y < other.y + other.height + gap
            and other.y < self.y + self.height + gap
        )


@dataclass(frozen=True)
class Line:
    """A line of text on its baseline; `width` is what it is fitted to, `anchor` (of SVG) says which end `x` is."""

    text: str
    x: float
    y: float
    width: float
    size: float
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "middle"
    is_value: bool = False

    @property
    def direction(self) -> str:
        """Which way the text runs."""
        return "rtl" if is_right_to_left(self.text) else "ltr"


@dataclass(frozen=True)
class Shape:
    """Something labelled: its box, its lines inside it; a word of a cloud has no frame."""

    role: Role
    box: Box
    lines: tuple[Line, ...]
    leads: bool = False


@dataclass(frozen=True)
class Branch:
    """A line that leads from a theme to a point."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Drawing:
    """A whole drawing in its own units, one to a CSS pixel. `left_out` things found no room and stand in the table."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    branches: tuple[Branch, ...] = ()
    left_out: int = 0


def fitted(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width a line is fitted to, to a tenth."""
    return round(measure(text, size, bold=bold), 1)
