"""Imports that layers cannot judge: private files of other apps, and what actions and logic may not touch."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import ENGINES, PUBLIC_FILES, app_of, file_name, modules_in
from tests.architecture.violation import Violation

NOT_IN = {
    "actions": ("celery", "channels", "django.http", *(f"workgroups.{engine}" for engine in sorted(ENGINES))),
    "logic": ("celery", "channels", "django.db", "django.http", "workgroups.core.clock"),
}
REASONS = {
    "actions": "an action emits; sending, pushing and enqueuing are a subscriber's",
    "logic": "logic computes on values alone",
}


def imported(path: Path, root: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, with its line; `from a.b import c` gives `a.b.c`."""
    package = path.relative_to(root).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = list(package[: len(package) - node.level + 1]) if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def private_files(root: Path) -> Iterator[Violation]:
    """Across apps only the public files are imported; core is everybody's."""
    for path in modules_in(root, "workgroups"):
        app = app_of(path, root)
        for name, line in imported(path, root):
            parts = name.split(".")
            if parts[0] != "workgroups" or len(parts) < 2 or parts[1] in {app, "core"}:
                continue
            if len(parts) < 3 or parts[2] not in PUBLIC_FILES:
                yield Violation(path.relative_to(root).as_posix(), line, f"{name} is {parts[1]}'s own affair")


def forbidden(root: Path) -> Iterator[Violation]:
    """Actions import no engine, no Celery, no Channels, no request; logic no database and no clock."""
    for path in modules_in(root, "workgroups"):
        kind, app = file_name(path, root), app_of(path, root)
        for name, line in imported(path, root):
            for module in NOT_IN.get(kind, ()):
                if (name + ".").startswith(module + ".") and module != f"workgroups.{app}":
                    place = path.relative_to(root).as_posix()
                    yield Violation(place, line, f"{kind} must not import {name}: {REASONS[kind]}")
