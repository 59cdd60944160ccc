"""What is kept about a person, by kind: every column that leads to them, as the domains name it."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

from workgroups.accounts.models import Person
from workgroups.accounts.registry import Kept
from workgroups.core import slots


def kinds_kept() -> list[Kept]:
    """Return the kinds of all domains, in their order."""
    return [kind for kinds in slots.gather("accounts.kept") for kind in kinds]


def columns_of(names: tuple[str, ...]) -> dict[type[Model], list["Field[Any, Any]"]]:
    """Return columns (`threads.Post.author`) by their tables, in the order in which they are named."""
    found: dict[type[Model], list[Field[Any, Any]]] = {}
    for name in names:
        label, _dot, column = name.rpartition(".")
        model = apps.get_model(label)
        found.setdefault(model, []).append(model._meta.get_field(column))
    return found


def kept_about(person: Person) -> list[tuple[Kept, int]]:
    """Return what every domain keeps about a person, with how many; all are counted in one query."""
    kinds = kinds_kept()
    parts = [
        f"SELECT {place} AS kind, count(*) AS number FROM {table} WHERE {condition}"  # noqa: S608  (names of tables)
        for place, kind in enumerate(kinds)
        for table, condition in _tables(kind)
    ]
    if not parts:
        return []
    with connection.cursor() as cursor:
        told = f"SELECT kind, sum(number)::bigint FROM ({' UNION ALL '.join(parts)}) AS told GROUP BY kind"  # noqa: S608
        cursor.execute(told, {"person": person.pk})
        numbers = dict(cursor.fetchall())
    return [(kind, numbers.get(place, 0)) for place, kind in enumerate(kinds)]


def _tables(kind: Kept) -> list[tuple[str, str]]:
    """Return the tables that hold a kind, each with the condition that a row is the person's; a row counts once."""
    found: dict[str, list[str]] = {}
    for name in kind.fields:
        model, _dot, column = name.rpartition(".")
        field = apps.get_model(model)._meta.get_field(column)
        through = getattr(field.remote_field, "through", None)
        if through is not None:
            found.setdefault(through._meta.db_table, []).append(f'"{field.m2m_reverse_name()}" = %(person)s')
        else:
            found.setdefault(field.model._meta.db_table, []).append(f'"{field.column}" = %(person)s')
    return [(f'"{table}"', " OR ".join(conditions)) for table, conditions in found.items()]
