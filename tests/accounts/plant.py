"""Rows of any table, made up from its columns: a word of their own in every one that can hold it."""

from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import (
    AutoField,
    BinaryField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    FloatField,
    ForeignKey,
    GenericIPAddressField,
    IntegerField,
    JSONField,
    Model,
    TextField,
    TimeField,
    UUIDField,
)

from workgroups.accounts.models import Person
from workgroups.core import clock

SHORTEST = 24  # a column for fewer characters holds a code, not words


def plant(model: type[Model], tag: str, *, leads: str = "", to: Person | None = None, **fixed: Any) -> Any:
    """Store a row whose column `leads` leads to a person; each of its words begins with the tag. Nothing is checked."""
    values = {one.attname: made(one, tag) for one in model._meta.concrete_fields if needs(one)}
    if leads and to:
        values[model._meta.get_field(leads).attname] = to.pk
    (row,) = model._base_manager.bulk_create([model(**values | fixed)])
    return row


def loosen() -> None:
    """Let any row in, whatever a table checks: planted ones make no sense. Undone with the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE conrelid <> 0"
            " AND (contype = 'c' OR contype = 'u' AND array_length(conkey, 1) > 1)"
            " AND connamespace = 'public'::regnamespace"
            " AND conrelid::regclass::text !~ '^(accounts|events|timers|files)_'"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def needs(column: "Field[Any, Any]") -> bool:
    """Whether a row gets a value there: all but its own number and what may be empty without any loss of words."""
    if isinstance(column, AutoField | SearchVectorField):
        return False
    return holds_words(column) or not (column.null or column.has_default())


def holds_words(column: "Field[Any, Any]") -> bool:
    """Whether a column can hold a word of somebody's own."""
    if column.choices or column.is_relation or isinstance(column, UUIDField):
        return False
    if isinstance(column, JSONField):
        return True
    return isinstance(column, CharField | TextField) and (column.max_length or 1000) >= SHORTEST


def word_for(column: "Field[Any, Any]", tag: str) -> str:
    """The word that a planted row has in a column."""
    return f"{tag}-{column.name.replace('_', '')[: (column.max_length or 1000) - len(tag) - 2]}."


def made(column: "Field[Any, Any]", tag: str) -> Any:
    """A value for a column: its word where it can hold one, else something that it takes."""
    if isinstance(column, ForeignKey):
        found = column.related_model._base_manager.order_by("pk").first()
        return (found or plant(column.related_model, f"{tag}o")).pk
    if column.choices:
        return column.flatchoices[0][0]
    if isinstance(column, JSONField):
        return [[word_for(column, tag)]]
    if holds_words(column):
        return word_for(column, tag)
    plain: list[tuple[type, Any]] = [
        (UUIDField, uuid4()),
        (GenericIPAddressField, "10.1.2.3"),
        (DateTimeField, clock.now()),
        (DateField, clock.now().date()),
        (TimeField, clock.now().time()),
        (BooleanField, False),
        (DecimalField, 1),
        (FloatField, 1.0),
        (IntegerField, uuid4().int % 30_000),
        (BinaryField, b"bytes"),
        (ArrayField, []),
        (CharField, "en"),
    ]
    return next(value for kind, value in plain if isinstance(column, kind))
