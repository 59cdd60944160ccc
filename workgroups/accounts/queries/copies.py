"""Read what a copy of somebody's data holds, table by table, from what the domains name in `accounts.kept`."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from django.apps import apps
from django.db.models import (
    BinaryField,
    Field,
    ForeignKey,
    JSONField,
    ManyToManyField,
    Model,
    Q,
    QuerySet,
    UUIDField,
)
from django.db.models.fields import CharField, TextField
from django.utils import timezone
from django.utils.translation import gettext as _

from workgroups.accounts.logic.copies import Row, Table, plain
from workgroups.accounts.logic.labels import LABELS
from workgroups.accounts.models import DataCopy, Person
from workgroups.accounts.queries.kept import columns_of
from workgroups.accounts.queries.things import Named
from workgroups.accounts.registry import Kept
from workgroups.core import clock, dates

Column: TypeAlias = "Field[Any, Any]"
CHUNK = 500
UNSAID = (BinaryField, UUIDField)  # bytes, and names that only machines use
OF_PERSON = ("accounts.Person.password", "accounts.Person.sort_key")


def copy_of(person: Person) -> DataCopy | None:
    """Return a person's copy, whatever became of it."""
    return DataCopy.objects.select_related("file__blob").filter(person=person).first()


def waiting_copies() -> list[int]:
    """Return the ids of copies that no worker makes: not begun, or its worker has died."""
    free = Q(leased_until=None) | Q(leased_until__lt=clock.now())
    return list(DataCopy.objects.filter(free, state=DataCopy.State.WAITING).order_by("pk").values_list("pk", flat=True))


def rows_of(person: Person, kind: Kept) -> list[Table]:
    """Return everything of a kind that leads to a person; a table without any row is left out."""
    reading = _Reading(person, kind)
    tables = [
        Table(model._meta.label, kind.called.get(model._meta.label, ""), reading.rows(model, columns))
        for model, columns in columns_of(kind.fields).items()
    ]
    return [table for table in tables if table.rows]


def row_of_person(person: Person) -> Table:
    """Return the person's own row, without the password."""
    reading = _Reading(person, Kept("", (), "", "", omits=OF_PERSON))
    return Table("accounts.Person", "", [reading.row(person, touched=False)])


class _Reading:
    """One kind, read for one person: which columns count, and the names of what they lead to."""

    def __init__(self, person: Person, kind: Kept) -> None:
        self.person, self.kind, self.named = person, kind, Named()

    def rows(self, model: type[Model], columns: Sequence[Column]) -> list[Row]:
        """Return a table's rows in their order; what the person only touched says nothing of its words."""
        own = [one for one in columns if _name(one) not in self.kind.touched]
        led = Q()
        for column in columns:
            led |= Q(**{column.name: self.person})
        mine = Q(pk__in=[])
        for column in own:
            mine |= Q(**{column.name: self.person})
        known = model._base_manager
        theirs = set(known.filter(mine).values_list("pk", flat=True)) if own else set()
        pks = known.filter(led).values("pk")
        found = list(self._light(known.filter(pk__in=pks).order_by("pk")).prefetch_related(*_lists(model)))
        self.named.learn(found)
        parts = self._parts(model, [one.pk for one in found if one.pk in theirs])
        return [self.row(one, touched=one.pk not in theirs, parts=parts.get(one.pk, [])) for one in found]

    def row(self, thing: Model, *, touched: bool, parts: list[Row] | None = None, but: str = "") -> Row:
        """Return one row; `but` is a column that the reader knows already."""
        values: dict[str, Any] = {}
        words: list[tuple[str, str]] = []
        for column in thing._meta.get_fields():
            if not isinstance(column, Field) or column.name == but or self._is_left_out(column, touched=touched):
                continue
            value, said = self._said(thing, column)
            values[column.name] = value
            if said and column.name in LABELS:
                words.append((str(LABELS[column.name]), said))
        if subject := _subject(thing):
            values["subject"] = subject
            words.insert(0, (str(LABELS["subject"]), subject))
        return Row(thing.pk, values, words, parts or [])

    def _parts(self, model: type[Model], ids: list[int]) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = {}
        for name in self.kind.parts:
            label, _dot, column = name.rpartition(".")
            child = apps.get_model(label)
            if child._meta.get_field(column).related_model is not model:
                continue
            for start in range(0, len(ids), CHUNK):
                hangs = child._base_manager.filter(**{f"{column}__in": ids[start : start + CHUNK]}).order_by("pk")
                rows = list(self._light(hangs).prefetch_related(*_lists(child)))
                self.named.learn(rows)
                for row in rows:
                    parent = getattr(row, f"{column}_id")
                    found.setdefault(parent, []).append(self.row(row, touched=False, but=column))
        return found

    def _light(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Leave in the database what no copy says, but for the words of mails, whose subject is read."""
        heavy = [one for one in rows.model._meta.concrete_fields if self._is_left_out(one, touched=False)]
        return rows.defer(*(one.name for one in heavy if one.name != "context"))

    def _is_left_out(self, column: Column, *, touched: bool) -> bool:
        if isinstance(column, UNSAID) or column.__class__.__name__ == "SearchVectorField":
            return True
        if _name(column) in self.kind.omits:
            return True
        if not touched:
            return False
        is_words = isinstance(column, CharField | TextField | JSONField) and not column.choices
        return is_words or (column.related_model is Person and not isinstance(column, ManyToManyField))

    def _said(self, thing: Model, column: Column) -> tuple[Any, str]:
        """Return a column's value for machines, and in words."""
        if isinstance(column, ManyToManyField):
            if column.related_model is Person:  # others to whom the same went
                return None, ""
            names = [self.named.of(one) for one in getattr(thing, column.name).all()]
            return names, ", ".join(names)
        if isinstance(column, ForeignKey):
            name = self.named.name(column.related_model, getattr(thing, column.attname))
            return ({"id": getattr(thing, column.attname), "name": name} if name else None), name
        value = getattr(thing, column.attname)
        if column.choices and value not in ("", None):
            return value, str(dict(column.flatchoices).get(value, value))
        return plain(value), _words(value)


def _words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{dates.long_day(local.date())}, {dates.hour(value)}"
    if isinstance(value, date):
        return dates.long_day(value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value if isinstance(one, str | int))
    return "" if isinstance(value, dict) else str(value)


def _subject(thing: Model) -> str:
    """Return the subject of a mail: of its words that alone is kept open, since the rest may hold codes and keys."""
    context = getattr(thing, "context", None)
    found = context.get("subject", "") if isinstance(context, dict) else ""
    return found if isinstance(found, str) else ""


def _lists(model: type[Model]) -> list[str]:
    """Return the lists that belong to a row, but for those of people."""
    return [one.name for one in model._meta.many_to_many if one.related_model is not Person]


def _name(column: Column) -> str:
    return f"{column.model._meta.label}.{column.name}"
