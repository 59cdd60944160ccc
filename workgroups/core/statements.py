"""Statements that a connection runs several times a second: the server keeps their plan, values go beside the text."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection
from psycopg import Cursor

AFTER: Final = 3
"""Runs on one connection after which the server keeps the statement's plan."""


@contextmanager
def kept() -> Iterator[Cursor[Any]]:
    """The driver's own cursor on Django's connection; raises Django's errors.

    Django's writes values into the text of a statement: that is read and planned anew each time, and bytes go as hex.
    """
    connection.ensure_connection()
    connection.connection.prepare_threshold = AFTER
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        yield cursor
