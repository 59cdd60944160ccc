"""The few shapes of pandoc's tree that the writers use."""

from typing import Any

from workgroups.core.languages import direction

Node = dict[str, Any]


def attr(anchor: str = "", *, style: str = "", lang: str = "", classes: tuple[str, ...] = ()) -> list[Any]:
    """An attribute triple: id, classes, key and value pairs."""
    pairs = [[key, value] for key, value in (("custom-style", style), ("lang", lang)) if value]
    return [anchor, list(classes), pairs]


def words(text: str) -> list[Node]:
    """Text as one string; pandoc never reads it again, so nothing in it can be markup."""
    return [{"t": "Str", "c": text}] if text else []


def para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def plain(inlines: list[Node]) -> Node:
    return {"t": "Plain", "c": inlines}


def header(level: int, inlines: list[Node], anchor: str, *, classes: tuple[str, ...] = ()) -> Node:
    return {"t": "Header", "c": [level, attr(anchor, classes=classes), inlines]}


def div(blocks: list[Node], *, anchor: str = "", lang: str = "", classes: tuple[str, ...] = ()) -> Node:
    return {"t": "Div", "c": [attr(anchor, lang=lang, classes=classes), blocks]}


def styled(style: str, inlines: list[Node]) -> Node:
    """A paragraph in a style of our own; in EPUB its class is that name in lower case."""
    name = style.lower()
    return {"t": "Div", "c": [attr(style=style, classes=(name,)), [para(inlines)]]}


def span(inlines: list[Node], *, style: str) -> Node:
    return {"t": "Span", "c": [attr(style=style), inlines]}


def passage(inlines: list[Node], lang: str) -> Node:
    """Words in another language, set in its direction."""
    pairs = [["lang", lang], ["dir", direction(lang)]]
    return {"t": "Span", "c": [["", [], pairs], inlines]}


def link(inlines: list[Node], address: str) -> Node:
    return {"t": "Link", "c": [attr(), inlines, [address, ""]]}


def image(name: str, alternative: str) -> Node:
    """A picture of our own by the name of its file; `alternative` is read instead of it."""
    return {"t": "Image", "c": [["", [], [["width", "100%"]]], words(alternative), [name, ""]]}


def raw(target: str, text: str) -> Node:
    return {"t": "RawBlock", "c": [target, text]}
