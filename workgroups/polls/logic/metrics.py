"""How wide words are: the advance widths of the commonest sans serif (Helvetica), in thousandths of its size.

Whoever draws fits the text to the width measured here, so that what does not overlap on paper does not on screen.
"""

import unicodedata
from functools import lru_cache

# Adobe's font metrics for Helvetica, characters 32 to 126.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
_OTHER, _WIDE, _BOLD = 640, 1000, 1.06


@lru_cache(maxsize=4096)
def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is at this font size, in the size's unit."""
    total = sum(_advance(character) for character in unicodedata.normalize("NFKD", text))
    return total * size * (_BOLD if bold else 1) / 1000


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines no wider than `width`; a word that is wider than a line is broken too."""
    lines, line = [], ""
    for word in text.split():
        for piece in _pieces(word, size, width, bold=bold):
            longer = f"{line} {piece}" if line else piece
            if line and measure(longer, size, bold=bold) > width:
                lines.append(line)
                longer = piece
            line = longer
    return (*lines, line) if line else tuple(lines)


def is_right_to_left(text: str) -> bool:
    """Tell which way a text runs by its first strong letter, as a browser does."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind in {"R", "AL"} for kind in kinds if kind in {"L", "R", "AL"}), False)


def _advance(character: str) -> int:
    code = ord(character)
    if 32 <= code <= 126:
        return _WIDTHS[code - 32]
    if unicodedata.combining(character):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in {"W", "F"} else _OTHER


def _pieces(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    if measure(word, size, bold=bold) <= width:
        return [word]
    pieces, piece = [], ""
    for character in word:
        if piece and not unicodedata.combining(character) and measure(piece + character, size, bold=bold) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
