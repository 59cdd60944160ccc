"""From a figure to its drawing."""

from functools import lru_cache

from .cloud import cloud
from .drawing import Drawing
from .figure import Figure
from .map import theme_map


@lru_cache(maxsize=256)
def draw(figure: Figure, width: int = 680, *, right_to_left: bool = False) -> Drawing | None:
    """Lay a word cloud or a theme map out on `width` units; None for figures that are drawn as bars, or are empty.

    The same figure gives the same drawing, everywhere and always.
    """
    if figure.is_empty:
        return None
    if figure.kind == "cloud":
        return cloud(figure.items, width)
    return theme_map(figure.items, width, right_to_left=right_to_left) if figure.kind == "themes" else None
