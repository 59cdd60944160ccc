"""A poll, a question or a picture as a figure: what is drawn, the facts above it, the table behind it."""

from decimal import Decimal

from django.utils.translation import gettext as _

from . import wording
from .grid import table_of
from .inputs import FigureInput, ItemInput
from .model import Drawing, Figure, Image, InvalidDocument, Item
from .prose import clean, language

DRAWINGS: dict[str, Drawing] = {
    "bars": "bars",
    "recorded": "bars",
    "rating": "bars",
    "cloud": "cloud",
    "themes": "themes",
    "image": "image",
    "words": "none",
}
MAX_ITEMS = 400
MAX_SIDE = 20_000  # pixels of a picture


def figure(source: FigureInput) -> Figure:
    """The figure, not numbered yet. Raises InvalidDocument when it is more than a page can show."""
    if len(source["items"]) > MAX_ITEMS:
        raise InvalidDocument(_("A figure shows more things than a page can hold."), source["key"])
    picture = source["image"]
    drawing = DRAWINGS.get(source["shape"], "none") if source["items"] or picture else "none"
    return Figure(
        drawing=drawing,
        title=clean(source["finding"]),
        alternative=clean(source["alternative"]),
        items=items(source["items"]) if drawing != "none" else (),
        table=table_of([clean(word) for word in source["columns"]], source["rows"]) if has_numbers(source) else None,
        question=clean(source["question"]),
        facts=facts(source),
        caption=clean(source["caption"]),
        notes=tuple(clean(note) for note in source["notes"] if note.strip()),
        image=image(source) if picture else None,
        lang=language(source["language"]),
    )


def items(rows: list[ItemInput]) -> tuple[Item, ...]:
    sizes = [size(row) for row in rows]
    largest = max(sizes, default=Decimal(0))
    return tuple(
        Item(
            clean(row["label"]),
            clean(row["value"]),
            int(of * 1000 / largest) if largest else 0,
            clean(row["group"]),
        )
        for row, of in zip(rows, sizes, strict=True)
    )


def has_numbers(source: FigureInput) -> bool:
    """Whether the table behind a figure says more than the figure: not of a word cloud that nobody counted."""
    return bool(source["rows"]) and (source["shape"] != "cloud" or any(size(row) for row in source["items"]))


def size(row: ItemInput) -> Decimal:
    """What is drawn: the count, else the percentage, else nothing."""
    return Decimal(row["count"]) if row["count"] >= 0 else Decimal(row["percent"] or 0)


def facts(source: FigureInput) -> tuple[tuple[str, str], ...]:
    turnout = ""
    if source["answered"] >= 0 and source["entitled"] >= 0:
        numbers = {"answered": source["answered"], "entitled": source["entitled"]}
        turnout = _("%(answered)d of %(entitled)d entitled") % numbers
    elif source["answered"] >= 0:
        turnout = str(source["answered"])
    known = (
        (_("Type"), clean(source["type"])),
        (_("Answers"), turnout),
        (_("Closed"), wording.day(source["closed_on"])),
        (_("Source"), clean(source["source"])),
    )
    return tuple((name, value) for name, value in known if value)


def image(source: FigureInput) -> Image:
    found = source["image"]
    assert found is not None  # noqa: S101  (for the type checker)
    if not (0 < found["width"] <= MAX_SIDE and 0 < found["height"] <= MAX_SIDE):
        raise InvalidDocument(_("A picture has more pixels than a page can show."), source["key"])
    if found["type"] not in {"image/png", "image/jpeg"}:
        raise InvalidDocument(_("A picture must be PNG or JPEG."), source["key"])
    return Image(found["sha256"], found["type"], found["width"], found["height"], found["address"])
