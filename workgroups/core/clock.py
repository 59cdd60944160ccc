"""The only source of now, so that tests and `manage.py due --at` can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

UNDO = timedelta(minutes=10)  # how long an act that took something away can be undone by whoever did it

STARTED = datetime.now(UTC)  # when this process began

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Let `now()` say `instant` (aware) inside the block, in this context only."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    token = _set.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
