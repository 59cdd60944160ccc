"""Draw the pictures of the record's article: drawings of our own, where the source shows photographs."""

import io
import math

from PIL import Image, ImageDraw

WIDTH, HEIGHT, FINE = 1200, 600, 2  # drawn at twice the size, for smooth edges
PAPER, INK, ACCENT, WARM = "#eef3f1", "#17454f", "#0f6674", "#c98b2b"


def community() -> bytes:
    """Sixteen seats around one place in the middle, each linked to it; PNG."""
    image, pen = _sheet()
    middle = (600 * FINE, 300 * FINE)
    for number in range(16):
        seat = _around(16, number, 440, 220)
        pen.line([middle, seat], fill="#b9cfcc", width=3 * FINE)
        pen.ellipse(_dot(seat, 28), fill=WARM if number % 5 == 1 else ACCENT)
    pen.ellipse(_dot(middle, 64), fill=INK)
    return _png(image)


def table() -> bytes:
    """A round table with seats, each linked with others across it; PNG."""
    image, pen = _sheet()
    seats = [_around(20, number, 430, 215) for number in range(20)]
    for number, seat in enumerate(seats):
        for other in (number + 7, number + 9):
            pen.line([seat, seats[other % 20]], fill="#b9cfcc", width=2 * FINE)
    pen.ellipse(_box((600, 300), 250, 118), fill="#ffffff", outline=INK, width=3 * FINE)
    for number, seat in enumerate(seats):
        pen.ellipse(_dot(seat, 25), fill=WARM if number % 7 == 3 else ACCENT)
    return _png(image)


def groups() -> bytes:
    """Three working groups as circles of seats, joined by lines to one place in the middle; PNG."""
    image, pen = _sheet()
    for centre in ((260, 200), (940, 200), (600, 450)):
        middle = (centre[0] * FINE, centre[1] * FINE)
        pen.line([middle, (600 * FINE, 265 * FINE)], fill="#b9cfcc", width=4 * FINE)
        pen.ellipse(_box(centre, 62, 62), fill="#ffffff", outline=INK, width=3 * FINE)
        for number in range(9):
            seat = _around(9, number, 104, 104, centre)
            pen.ellipse(_dot(seat, 20), fill=WARM if number == 2 else ACCENT)
    pen.ellipse(_box((600, 265), 40, 40), fill=INK)
    return _png(image)


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
    return image, ImageDraw.Draw(image)


def _around(count: int, number: int, wide: int, high: int, centre: tuple[int, int] = (600, 300)) -> tuple[float, float]:
    angle = 2 * math.pi * number / count - math.pi / 2
    return (centre[0] + wide * math.cos(angle)) * FINE, (centre[1] + high * math.sin(angle)) * FINE


def _box(centre: tuple[int, int], wide: int, high: int) -> tuple[int, int, int, int]:
    left, top = (centre[0] - wide) * FINE, (centre[1] - high) * FINE
    return left, top, left + 2 * wide * FINE, top + 2 * high * FINE


def _dot(centre: tuple[float, float], radius: int) -> tuple[float, float, float, float]:
    x, y, r = *centre, radius * FINE
    return x - r, y - r, x + r, y + r


def _png(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(made, "PNG", optimize=True)
    return made.getvalue()
