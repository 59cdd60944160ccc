"""Events: small frozen facts with a lasting name, somebody who listens, and no loop among the listeners."""

import dataclasses
import re
import types
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from graphlib import CycleError, TopologicalSorter
from string import Formatter
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from tests.architecture.violation import Violation

PLAIN = {int, str, bool, datetime, date, UUID, types.NoneType}
IRREGULAR = {
    "begun", "bound", "broken", "brought", "built", "cast", "chosen", "cut", "drawn", "forgotten", "found",
    "given", "held", "hidden", "kept", "left", "lost", "made", "met", "put", "read", "rebuilt", "reset", "run",
    "sent", "set", "shown", "split", "taken", "told", "undone", "withdrawn", "written",
}  # fmt: skip
RECORD_READERS = {"audit"}


def shapes(events: Iterable[type]) -> Iterator[Violation]:
    """An event is a frozen dataclass of ids and short plain values, named `<app>.<past tense>`, versioned."""
    seen: dict[str, type] = {}
    for event in events:
        place, name = f"{event.__module__}.{event.__qualname__}", getattr(event, "name", "")
        app = event.__module__.split(".")[1]
        if not (dataclasses.is_dataclass(event) and event.__dataclass_params__.frozen):  # type: ignore[attr-defined]
            yield Violation(place, 0, "is not a frozen dataclass")
        else:
            fields = _fields(event)
            for field, kind in fields.items():
                if not _plain(kind):
                    yield Violation(place, 0, f"{field}: {kind} is neither an id nor a short plain value")
            for field in _needed(event) - fields.keys():
                yield Violation(
                    place, 0, f"it says its log, its readers or its topics by {field}, and has no such field"
                )
        if not re.fullmatch(rf"{app}(\.[a-z][a-z_]*)", name):
            yield Violation(place, 0, f"the wire name {name!r} is not {app}.<past_tense>")
        elif not _is_past(name):
            yield Violation(place, 0, f"the wire name {name!r} is not in the past tense")
        if seen.setdefault(name, event) is not event:
            yield Violation(place, 0, f"the wire name {name!r} is {seen[name].__qualname__}'s")
        version = getattr(event, "version", 0)
        if not isinstance(version, int) or version < 1:
            yield Violation(place, 0, f"version {version!r} is not 1 or higher")


def _fields(event: type) -> dict[str, Any]:
    hints = get_type_hints(event)
    return {field.name: hints[field.name] for field in dataclasses.fields(event)}


def _needed(event: type) -> set[str]:
    """The fields that its declarations speak of."""
    topics = {field for topic in getattr(event, "shows", ()) for _, field, _, _ in Formatter().parse(topic) if field}
    log, told = getattr(event, "log", "site"), getattr(event, "told", "group")
    own_log = "stream" in {name for one in event.__mro__[:-1] if one.__name__ != "Event" for name in vars(one)}
    owner = set() if log == "site" or own_log else {f"{log}_id"}
    return topics | owner | ({"person_id"} if told == "person" else set())


def _plain(kind: Any) -> bool:
    """Ids, short strings, whole numbers, truth, instants; one of these or None; a tuple of one of these."""
    if get_origin(kind) in {Union, types.UnionType}:
        return all(_plain(part) for part in get_args(kind))
    if get_origin(kind) is tuple:
        return all(part is Ellipsis or part in PLAIN for part in get_args(kind))
    return kind in PLAIN


def _is_past(name: str) -> bool:
    words = name.split(".")[1].split("_")
    return any(word.endswith("ed") or word in IRREGULAR for word in words)


def unheard(events: Iterable[type], readers: Mapping[str, Iterable[str]], base: type) -> Iterator[Violation]:
    """Every event has a reader (the audit record, which takes everything, does not count) or topics for pages."""
    heard = {name for reader, names in readers.items() if reader not in RECORD_READERS for name in names}
    for event in events:
        name = getattr(event, "name", "")
        silent = not getattr(event, "shows", ()) and getattr(event, "topics", None) is getattr(base, "topics", None)
        if name not in heard and silent:
            yield Violation(name, 0, "nobody reads it and no page shows it: who needs it?")


def loops(may_emit: Mapping[str, Iterable[str]]) -> Iterator[Violation]:
    """What subscribers may emit in turn never comes back to where it began."""
    try:
        TopologicalSorter({name: set(others) for name, others in may_emit.items()}).prepare()
    except CycleError as error:
        yield Violation(" → ".join(reversed(error.args[1])), 0, "events that set each other off")
