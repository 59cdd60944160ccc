"""Locked sections of a room's document: an update that would change one is refused before it is stored or passed on."""

from collections.abc import Collection
from typing import Any

from pycrdt import Doc, XmlElement

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import schema, sections
from workgroups.drafts.logic.preparse import Refusal

Held = dict[str, tuple[str, ...]]
"""heading → the ids of the blocks of its section, in order"""


class Locks:
    """What is locked, as a look-up by place: words typed elsewhere cost nothing more than that.

    Only what moves top blocks, or changes their attributes, has the sections found again.
    """

    def __init__(self, doc: Doc[Any], headings: Collection[str]) -> None:
        self.headings = frozenset(headings)
        self.held, self.places = self._look(doc)

    def check(self, doc: Doc[Any], touches: list[ydoc.Touch]) -> None:
        """Judge what an update has changed in the document; raises `Refusal`."""
        held, places = self._look(doc) if _moves(touches) else (self.held, self.places)
        if held != self.held or any(_lies_in(touch, places) for touch in touches):
            raise Refusal("locked", "this section is locked")
        self.places = places

    def follow(self, doc: Doc[Any], touches: list[ydoc.Touch]) -> None:
        """Take what was judged elsewhere as it is."""
        if _moves(touches):
            self.renew(doc)

    def renew(self, doc: Doc[Any]) -> None:
        """Find the sections again, after a change of the server's own."""
        self.held, self.places = self._look(doc)

    def _look(self, doc: Doc[Any]) -> tuple[Held, frozenset[int]]:
        with doc.transaction():
            tops = [_facts(kid) for kid in ydoc.root(doc).children]
        ranks = sections.levels((name, level) for name, level, _id in tops)
        held: Held = {}
        places: set[int] = set()
        for start, (_name, _level, block) in enumerate(tops):
            if ranks[start] and block in self.headings and block not in held:
                reach = range(start, sections.end_of(ranks, start))
                held[block] = tuple(tops[at][2] for at in reach)
                places.update(reach)
        return held, frozenset(places)


def _facts(kid: object) -> tuple[str, int, str]:
    if not isinstance(kid, XmlElement):
        return "text", 0, ""
    name, attrs = ydoc.name_of(kid), dict(ydoc.attributes_of(kid))
    level = schema.attr_value(name, "level", attrs.get("level")) if name == "heading" else None
    return name, int(level or 1), str(attrs.get("id") or "")


def _moves(touches: list[ydoc.Touch]) -> bool:
    return any(not touch.path or (touch.keyed and len(touch.path) == 1) for touch in touches)


def _lies_in(touch: ydoc.Touch, places: frozenset[int]) -> bool:
    if touch.path:
        return touch.path[0] in places
    return any(at in places for at, _one in touch.inserted)
