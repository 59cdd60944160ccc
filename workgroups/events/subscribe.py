"""Who reads what: readers and their handlers, and the bells that ring after a commit."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from workgroups.events.events import Event, StreamRef

E = TypeVar("E", bound=Event)
Handler = Callable[[Any], None]
Bell = Callable[[StreamRef, int], None]
Guard = Callable[[Event], None]

readers: dict[str, dict[str, list[Handler]]] = defaultdict(lambda: defaultdict(list))
may_emit: dict[str, set[str]] = defaultdict(set)
bells: list[Bell] = []
guards: list[Guard] = []


def on(
    event: type[E], *, reader: str, may_emit_events: tuple[type[Event], ...] = ()
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Let `reader` handle `event`, once for what it does to the database, in the stream's order, never in a request.

    `may_emit_events` names what the handler's actions may announce in turn; a test proves that there is no loop.
    """

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        readers[reader][event.name].append(handler)
        may_emit[event.name].update(other.name for other in may_emit_events)
        return handler

    return register


def ring_on_commit(bell: Bell) -> Bell:
    """Call `bell(stream, head)` after each commit that emitted; losing a call must cost nothing."""
    bells.append(bell)
    return bell


def before_emit(guard: Guard) -> Guard:
    """Ask `guard(event)` before an event is written; what it raises undoes the action. One place for all doors."""
    guards.append(guard)
    return guard
