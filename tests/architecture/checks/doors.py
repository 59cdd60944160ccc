"""Doors: every address and every socket message is declared in the permission matrix, and nothing else is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.architecture.violation import Violation


def names(patterns: Iterable[Any], namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every URL name of a resolver's patterns with its address, namespaces first (`threads:post-add`)."""
    for one in patterns:
        if hasattr(one, "url_patterns"):
            inner = (*namespaces, one.namespace) if one.namespace else namespaces
            yield from names(one.url_patterns, inner)
        else:
            yield (":".join([*namespaces, one.name]) if one.name else "", str(one.pattern))


def undeclared(found: Iterable[tuple[str, str]], declared: Iterable[str]) -> Iterator[Violation]:
    """Addresses without a row, rows without an address, addresses without a name."""
    known, existing = set(declared), set()
    for name, address in found:
        existing.add(name)
        if not name:
            yield Violation(address, 0, "this address has no name")
        elif name not in known:
            yield Violation(name, 0, "this door is not declared: add a row to tests/doors/<app>.py")
    for name in sorted(known - existing):
        yield Violation(name, 0, "this row declares a door that does not exist")


def misplaced(rows: Mapping[str, Iterable[str]]) -> Iterator[Violation]:
    """An app's doors stand in the module of its name; another module may only add cases to them."""
    for declared in rows.values():
        for name in declared:
            if ":" in name and name not in rows.get(name.split(":")[0], ()):
                yield Violation(name, 0, "has no row in its app's module of tests/doors")


def unnamed_messages(routes: Mapping[str, Iterable[str]], messages: Mapping[str, Iterable[str]]) -> Iterator[Violation]:
    """An app's routing.py says, beside its `urlpatterns`, in MESSAGES what a page may say on each of them."""
    for app, addresses in routes.items():
        for route in addresses:
            if route not in messages.get(app, ()):
                yield Violation(f"workgroups/{app}/routing.py", 0, f"MESSAGES does not name what {route} accepts")
