"""Migrations and foreign keys follow the order of the apps, but for engines' keys to people and groups."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import APPS, ENGINES, app_of, file_name, may_know, modules_in
from tests.architecture.violation import Violation

# The only upward edges: an engine's row may belong to a group or a person, by a string foreign key.
UPWARD = {"groups.Group", "accounts.Person"}
UPWARD_APPS = {target.split(".")[0] for target in UPWARD}
KEYS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def dependencies(root: Path) -> Iterator[Violation]:
    """A migration depends on its own app and on lower ones."""
    for path in sorted((root / "workgroups").glob("*/migrations/*.py")):
        app = app_of(path, root)
        for other, line in _dependencies(path):
            engine = app in ENGINES and other in UPWARD_APPS
            if other in APPS and not may_know(app, other) and not engine:
                yield Violation(path.relative_to(root).as_posix(), line, f"{app} must not depend on {other}")


def _dependencies(path: Path) -> Iterator[tuple[str, int]]:
    """The apps named in `dependencies` and `run_before` (a swappable user is accounts')."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"dependencies", "run_before"}:
            for item in ast.walk(node.value):
                if isinstance(item, ast.Tuple) and isinstance(item.elts[0], ast.Constant):
                    yield str(item.elts[0].value), item.lineno
                elif isinstance(item, ast.Call) and "swappable_dependency" in ast.unparse(item.func):
                    yield "accounts", item.lineno


def foreign_keys(root: Path) -> Iterator[Violation]:
    """A string foreign key points downward, or is one of the listed upward ones of an engine."""
    for path in modules_in(root, "workgroups"):
        app = app_of(path, root)
        if file_name(path, root) != "models":
            continue
        for target, line in _targets(path):
            other = target.split(".")[0]
            engine = app in ENGINES and target in UPWARD
            if other in APPS and not may_know(app, other) and not engine:
                yield Violation(path.relative_to(root).as_posix(), line, f"{app} must not hold a key to {target}")


def _targets(path: Path) -> Iterator[tuple[str, int]]:
    """The `"app.Model"` strings of a module's foreign keys."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in KEYS:
            to = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "to")]
            for one in to:
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and "." in one.value:
                    yield one.value, node.lineno
                elif ast.unparse(one).endswith("AUTH_USER_MODEL"):
                    yield "accounts.Person", node.lineno
