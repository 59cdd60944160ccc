"""Figures of the web edition: words and lists first, drawn over them; the numbers stand in a table below."""

from collections.abc import Callable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .model import Figure, Item, Table

NOTHING = format_html("{}", "")
CLOUD_STEPS = 5


def figure(found: Figure, labels: dict[str, str], table: Callable[[Table], SafeString]) -> SafeString:
    """Return a figure with the question above it and what is known of it below; undrawn, only those."""
    lang = format_html(' lang="{}"', found.lang) if found.lang else NOTHING
    parts = [asked(found, labels)]
    inner = [drawn(found), data(found, labels, table), notes(found)]
    if found.number:
        title = format_html('<span class="number">{} {}</span> {}', labels["figure"], found.number, found.title)
        caption = format_html('<p class="figure-note">{}</p>', found.caption) if found.caption else NOTHING
        parts.append(
            format_html(
                '<figure class="figure" id="{}"><figcaption>{}</figcaption>{}{}</figure>',
                found.anchor, title, format_html_join("", "{}", ((one,) for one in inner)), caption,
            )
        )  # fmt: skip
    else:
        inner[0] = format_html("<p><strong>{}</strong></p>", found.title) if found.title else NOTHING
        parts.append(
            format_html('<div id="{}">{}</div>', found.anchor, format_html_join("", "{}", ((i,) for i in inner)))
        )
    return format_html("<div{}>{}</div>", lang, format_html_join("", "{}", ((part,) for part in parts)))


def asked(found: Figure, labels: dict[str, str]) -> SafeString:
    """Return the exact question and what is known about how it was asked."""
    facts = format_html_join("", "<dt>{}</dt><dd>{}</dd>", found.facts)
    listed = format_html('<dl class="facts">{}</dl>', facts) if found.facts else NOTHING
    if not found.question:
        return listed
    question = format_html('<p class="question"><strong>{}</strong> {}</p>', labels["question"], found.question)
    return format_html("{}{}", question, listed)


def drawn(found: Figure) -> SafeString:
    """Return what is seen."""
    if found.drawing == "bars":
        return bars(found)
    if found.drawing == "themes":
        return themes(found.items)
    if found.drawing == "cloud":
        rows = ((step(item), item.label) for item in found.items)
        return format_html(
            '<ul class="cloud" role="list">{}</ul>', format_html_join(" ", '<li class="cloud-{}">{}</li>', rows)
        )
    if found.image:
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
            found.image.address, found.alternative, found.image.width, found.image.height,
        )  # fmt: skip
    return NOTHING


def bars(found: Figure) -> SafeString:
    rows = ((item.label, item.value, item.permille) for item in found.items)
    drawn_bars = format_html_join(
        "",
        '<div class="bar"><span dir="auto">{}</span><span class="bar-value">{}</span><svg viewBox="0 0 1000 100"'
        ' preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-ground" width="1000"'
        ' height="100"/><rect class="bar-fill" width="{}" height="100"/></svg></div>',
        rows,
    )
    return format_html('<div class="bars">{}</div>', drawn_bars)


def themes(items: tuple[Item, ...]) -> SafeString:
    """Return a theme map: each theme a card with its points."""
    cards = []
    for theme in (item for item in items if not item.group):
        points = format_html_join("", "<li>{}</li>", ((i.label,) for i in items if i.group == theme.label))
        value = format_html(' <span class="bar-value">{}</span>', theme.value) if theme.value else NOTHING
        listed = format_html("<ul>{}</ul>", points) if points else NOTHING
        cards.append(format_html('<li class="theme"><p><strong>{}</strong>{}</p>{}</li>', theme.label, value, listed))
    return format_html('<ul class="themes" role="list">{}</ul>', format_html_join("", "{}", ((one,) for one in cards)))


def step(item: Item) -> int:
    """The size of a word in a cloud, 1 to 5; one middle size where nobody counted."""
    return 1 + item.permille * (CLOUD_STEPS - 1) // 1000 if item.permille else 3


def data(found: Figure, labels: dict[str, str], table: Callable[[Table], SafeString]) -> SafeString:
    """Return the table behind the figure, folded where the figure itself shows it all."""
    if found.table is None:
        return NOTHING
    if found.drawing in {"themes", "cloud"}:
        shown = table(found.table)
        return format_html('<details class="more"><summary>{}</summary>{}</details>', labels["data"], shown)
    return table(found.table)


def notes(found: Figure) -> SafeString:
    """Return what must be known to read it."""
    return format_html_join("", '<p class="figure-note">{}</p>', ((note,) for note in found.notes))
