"""Names: closed lists for the top level, for an app's files, and words that say nothing."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.house import FILE_NAMES, apps_in, modules_in
from tests.architecture.violation import Violation

TOP_LEVEL = {
    "manage.py", "pyproject.toml", "collab", "workgroups", "templates", "static", "docker", "tests",
    "README.md", "LICENSE", "Makefile", "CHANGELOG.md", ".ci", ".gitignore", ".editorconfig",
    "requirements.lock", "package.json", "package-lock.json", ".npmrc",
}  # fmt: skip
COLLAB = {"__init__", "settings", "env", "urls", "sockets", "asgi", "celery", "checks"}
EXEMPT_APPS = {"core"}
EXEMPT_NAMES = {"__init__", "migrations", "templatetags"}
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc"}


def top_level(tracked: Iterable[str]) -> Iterator[Violation]:
    """The top of the repository holds nothing but what the plan names."""
    for name in sorted({path.split("/")[0] for path in tracked} - TOP_LEVEL):
        yield Violation(name, 0, "is not in the fixed list of the top level")


def closed_names(root: Path) -> Iterator[Violation]:
    """An app holds only files from the closed list, each as a file or as a package, not both."""
    for app in apps_in(root):
        for path in sorted(app.iterdir()):
            place = path.relative_to(root).as_posix()
            if path.suffix == ".py" and path.with_suffix("").is_dir():
                yield Violation(place, 0, "stands beside a package of the same name: keep one")
            is_module = path.suffix == ".py" or (path / "__init__.py").exists()
            known = FILE_NAMES | EXEMPT_NAMES
            if is_module and app.name not in EXEMPT_APPS and path.stem not in known:
                yield Violation(place, 0, "is not in the closed list of file names (pyproject.toml, contract files)")
    for path in sorted((root / "collab").glob("*.py")):
        if path.stem not in COLLAB:
            yield Violation(path.relative_to(root).as_posix(), 0, "is not one of the composition root's files")


def empty_words(root: Path) -> Iterator[Violation]:
    """No file or package is named after nothing in particular."""
    for path in modules_in(root, "workgroups", "collab", "tests"):
        name = path.parent.name if path.stem == "__init__" else path.stem
        if name in EMPTY_WORDS:
            yield Violation(path.relative_to(root).as_posix(), 0, f"“{name}” does not say what it is for")


def filled_inits(root: Path) -> Iterator[Violation]:
    """An app's own `__init__.py` holds a docstring at most: what it offers has a file name that says so."""
    for path in modules_in(root, "workgroups"):
        is_app = path.stem == "__init__" and len(path.relative_to(root).parts) == 3
        if is_app and any(not isinstance(node, ast.Expr) for node in ast.parse(path.read_text()).body):
            yield Violation(path.relative_to(root).as_posix(), 0, "an app's __init__.py holds no code")
