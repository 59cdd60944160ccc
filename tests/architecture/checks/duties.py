"""Duties: what each kind of file must do and may not do, as far as its text shows it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import DOMAINS, app_of, file_name, modules_in
from tests.architecture.violation import Violation

Function = ast.FunctionDef | ast.AsyncFunctionDef


def docstrings(root: Path) -> Iterator[Violation]:
    """Every module says in its first line what it is for (an empty file need not)."""
    for path in modules_in(root, "collab", "workgroups", "tests"):
        text = path.read_text()
        if text.strip() and not ast.get_docstring(ast.parse(text)):
            yield Violation(path.relative_to(root).as_posix(), 0, "has no docstring that says what it is for")


def actions(root: Path) -> Iterator[Violation]:
    """A domain's public action is keyword-only and atomic, and ends by emitting its event."""
    for path in modules_in(root, "workgroups"):
        if app_of(path, root) in DOMAINS and file_name(path, root) == "actions":
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, Function) and not node.name.startswith("_"):
                    place = f"{path.relative_to(root).as_posix()}:{node.name}"
                    yield from (Violation(place, node.lineno, fault) for fault in _action_faults(node))


def _action_faults(node: Function) -> Iterator[str]:
    if node.args.args or node.args.posonlyargs or node.args.vararg:
        yield "an action takes keyword-only arguments: def act(*, actor, …)"
    if not any("transaction.atomic" in ast.unparse(decorator) for decorator in node.decorator_list):
        yield "an action is @transaction.atomic"
    if not _ends_by_emitting(node.body):
        yield "an action ends by emitting its event: emit(…), or emit(…) and a bare return of a value"


def _ends_by_emitting(body: list[ast.stmt]) -> bool:
    """Whether the last thing these statements do is emit; an `if`, `for` or `with` at the end may hold it."""
    if len(body) > 1 and isinstance(body[-1], ast.Return):
        body = body[:-1]
    last = body[-1]
    if isinstance(last, ast.If):
        return _ends_by_emitting(last.body) and (not last.orelse or _ends_by_emitting(last.orelse))
    if isinstance(last, ast.For | ast.With):
        return _ends_by_emitting(last.body)
    return isinstance(last, ast.Expr) and _called(last.value) in {"emit", "actions.emit", "events.emit"}


def _called(node: ast.AST) -> str:
    """The dotted name a call calls; empty when it is no call of a name."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


WRITES = (".save", ".delete", ".objects.create", ".objects.bulk_create", ".objects.get_or_create")
CLOCKS = {
    "timezone.now",
    "datetime.now",
    "datetime.datetime.now",
    "datetime.utcnow",
    "date.today",
    "datetime.date.today",
}


def doors_do_not_write(root: Path) -> Iterator[Violation]:
    """A view, consumer or room calls actions; it never writes to the database itself."""
    for path in modules_in(root, "workgroups"):
        if file_name(path, root) in {"views", "consumers", "rooms"}:
            for node in ast.walk(ast.parse(path.read_text())):
                if _called(node).endswith(WRITES) and not _called(node).startswith("form"):
                    place = path.relative_to(root).as_posix()
                    yield Violation(place, node.lineno, f"a door does not write: {_called(node)}()")


def one_clock(root: Path) -> Iterator[Violation]:
    """The time comes from core.clock, so that tests and `manage.py due` can set it."""
    for path in modules_in(root, "collab", "workgroups"):
        if path.relative_to(root).as_posix() == "workgroups/core/clock.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = _called(node)
            automatic = isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}
            if name in CLOCKS or automatic:
                place = path.relative_to(root).as_posix()
                yield Violation(place, node.lineno, f"ask core.clock for the time, not {name or 'auto_now'}")


def pure_logic(root: Path) -> Iterator[Violation]:
    """Logic computes on values: no queries."""
    for path in modules_in(root, "workgroups"):
        if file_name(path, root) == "logic":
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Attribute) and node.attr == "objects":
                    yield Violation(path.relative_to(root).as_posix(), node.lineno, "logic does not query")
