"""Who wrote which words: from whose each run of text is in the document's own bytes, so that folding changes nothing.

Every character is replaced by one that stands for its writer, place for place; the library that orders the text then
orders the writers. Two trees of one shape: what was written, and who wrote it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from workgroups.drafts.logic import html, structs
from workgroups.drafts.logic.schema import INLINES, TEXTBLOCKS, Node

_FIRST = 0xE000  # private use: one UTF-16 unit each, never text of anybody
MOST = 6_000
HUES = 8


@dataclass(frozen=True)
class Author:
    """Somebody whose words stand in the text; `number` marks them there, `share` is of all characters, in hundredths.

    Nobody (`person` None) is the system, which mends what a merge broke.
    """

    number: int
    person: int | None
    name: str
    delegation: str
    characters: int
    share: int

    @property
    def hue(self) -> int:
        return self.number % HUES


def shadow(update: bytes, place: Mapping[int, int]) -> bytes:
    """The document with a sign for its writer in place of each character; `place`: client → 0 (nobody) or more."""
    return structs.rewritten(update, lambda run: chr(_FIRST + place.get(run.client, 0) % MOST) * run.size)


def counted(twin: Node) -> Counter[int]:
    """How many characters are whose, in a shadow."""
    found: Counter[int] = Counter(ord(sign) - _FIRST for sign in twin.get("text", ""))
    for kid in twin.get("content", []):
        found += counted(kid)
    return found


def block(node: Node, twin: Node, number: Mapping[int, int]) -> SafeString:
    """A block with each stretch of words marked by its writer's number and hue; `number`: place → number."""
    pairs = list(zip(node.get("content", []), twin.get("content", []), strict=True))
    if node["type"] in TEXTBLOCKS:
        return html.block(node, html.join(_part(one, its, number) for one, its in pairs))
    if not pairs:
        return html.block(node)
    return html.block(node, html.join(block(one, its, number) for one, its in pairs))


def _part(node: Node, twin: Node, number: Mapping[int, int]) -> SafeString:
    if node["type"] != "text":
        return html.run(node) if node["type"] in INLINES else html.block(node)
    found = stretches(node["text"], twin["text"])
    return html.join(_marked(node, words, number.get(place, 0)) for place, words in found)


def _marked(node: Node, words: str, number: int) -> SafeString:
    inner, hue = html.run({**node, "text": words}), number % HUES
    return format_html('<span class="by hue-{}" data-by="{}">{}<sup>{}</sup></span>', hue, number, inner, number)


def stretches(text: str, signs: str) -> Iterator[tuple[int, str]]:
    """Words in a row of one writer: (place, words)."""
    held, start, at = -1, 0, 0
    for index, letter in enumerate(text):
        place = ord(signs[at]) - _FIRST
        at += structs.units(letter)
        if place != held and index:
            yield held, text[start:index]
            start = index
        held = place
    if text:
        yield held, text[start:]
