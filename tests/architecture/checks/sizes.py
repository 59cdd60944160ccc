"""Sizes: files, functions, views and templates, and the composition root as a whole."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import file_name, modules_in
from tests.architecture.violation import Violation

FILE_LINES = 400
FUNCTION_LINES = 50
DOOR_LINES = 30
TEMPLATE_LINES = 150
COLLAB_LINES = 700
DOORS = {"views", "consumers"}


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def files(root: Path) -> Iterator[Violation]:
    """Python, JavaScript and CSS files of at most 400 lines, templates of at most 150."""
    sources = [*modules_in(root, "collab", "workgroups", "tests")]
    sources += sorted(path for path in (root / "static" / "src").rglob("*") if path.suffix in {".js", ".css"})
    templates = sorted(path for path in (root / "templates").rglob("*") if path.is_file())
    for limit, paths in ((FILE_LINES, sources), (TEMPLATE_LINES, templates)):
        for path in paths:
            if (count := _lines(path)) > limit:
                yield Violation(path.relative_to(root).as_posix(), 0, f"{count} lines, at most {limit}")


def functions(root: Path) -> Iterator[Violation]:
    """Functions of at most 50 lines, doors (views, consumers) of at most 30; decorators do not count."""
    for path in modules_in(root, "collab", "workgroups"):
        limit = DOOR_LINES if file_name(path, root) in DOORS else FUNCTION_LINES
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = (node.end_lineno or node.lineno) - node.lineno + 1
                if count > limit:
                    place = f"{path.relative_to(root).as_posix()}:{node.name}"
                    yield Violation(place, node.lineno, f"{count} lines, at most {limit}")


def composition_root(root: Path) -> Iterator[Violation]:
    """All of collab/ together stays small."""
    count = sum(_lines(path) for path in modules_in(root, "collab"))
    if count > COLLAB_LINES:
        yield Violation("collab", 0, f"{count} lines in all, at most {COLLAB_LINES}")
