"""Draw the pictures of the record's article, where the source shows photographs, and set a paper as a PDF."""

import io
import math
import textwrap

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


def sheet(text: str) -> bytes:
    """Return a PDF of one page that says the text in a standard font: the first line as its heading."""
    lines = [line for part in text.strip().split("\n") for line in (textwrap.wrap(part, 84) or [""])]
    words = [f"/F1 {16 if place == 0 else 11} Tf ({_escaped(line)}) Tj T*" for place, line in enumerate(lines)]
    drawn = "\n".join(["BT 18 TL 64 770 Td", *words, "ET"]).encode("cp1252", "replace")
    fonts = b"/Resources << /Font << /F1 5 0 R >> >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents 4 0 R >>" % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, end)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
