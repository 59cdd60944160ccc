"""How a thing of any domain is called in one line: what a person reads in place of a number."""

from collections.abc import Iterable
from typing import Any

from django.db.models import ForeignKey, Model

from workgroups.core.text import excerpt

NAMED = ("shown", "cited", "title", "name", "label", "text")
WITHIN = (  # what a thing without a name of its own is part of
    "body",
    "decision",
    "document",
    "rendition",
    "thread",
    "circular",
    "draft",
    "meeting",
    "deliverable",
    "poll",
    "call",
    "delegation",
    "report",
    "post",
    "article",
    "section",
)
LONGEST = 120  # characters


class Named:
    """The names of what rows lead to, fetched a table at a time."""

    def __init__(self) -> None:
        self.known: dict[type[Model], dict[int, str]] = {}

    def learn(self, rows: Iterable[Model]) -> None:
        """Fetch the names of everything that these rows of one table lead to; a few queries a column."""
        found = list(rows)
        for column in found[0]._meta.fields if found else ():
            if not isinstance(column, ForeignKey):
                continue
            model: Any = column.related_model
            known = self.known.setdefault(model, {})
            ids = {getattr(row, column.attname) for row in found} - known.keys() - {None}
            things = model._base_manager.select_related(*_near(model)).in_bulk(ids) if ids else {}
            known |= {pk: self.of(thing) for pk, thing in things.items()}

    def name(self, model: Any, pk: int | None) -> str:
        """Return the name of what a column leads to; empty where it leads nowhere."""
        return self.known.get(model, {}).get(pk, "") if pk is not None else ""

    def of(self, thing: Model) -> str:
        """Return the name of a thing, with its group where it has one."""
        name, group = called(thing), getattr(getattr(thing, "group", None), "name", "")
        return f"{name} ({group})" if group and group != name else name


def called(thing: Any) -> str:
    """Return what a thing is called, by itself or by what it is part of; else its table and number."""
    for attribute in NAMED:
        value = getattr(thing, attribute, "")
        if isinstance(value, str) and value:
            return excerpt(value, LONGEST)
    own = {one.name for one in thing._meta.fields}
    for attribute in WITHIN:
        whole = getattr(thing, attribute) if attribute in own else None
        if isinstance(whole, Model):
            return called(whole)
    return f"{thing._meta.object_name} {thing.pk}"


def _near(model: type[Model]) -> list[str]:
    """Return the columns to fetch along, so that a name costs no query of its own."""
    names = {"group", *WITHIN}
    return [one.name for one in model._meta.fields if isinstance(one, ForeignKey) and one.name in names]
