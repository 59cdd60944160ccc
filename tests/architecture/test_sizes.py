"""Files, functions, views and templates stay small enough to be read."""

import pytest

from .checks import sizes
from .conftest import Tree
from .exceptions import SIZES
from .house import ROOT
from .violation import report


def test_files_functions_and_templates_are_small() -> None:
    found = [*sizes.files(ROOT), *sizes.functions(ROOT), *sizes.composition_root(ROOT)]
    assert report(found, SIZES) == ""


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("workgroups/threads/logic.py", 400),
        ("static/src/threads/thread.js", 400),
        ("static/src/threads/thread.css", 400),
        ("tests/threads/test_views.py", 400),
        ("templates/threads/thread.html", 150),
    ],
)
def test_check_finds_a_file_one_line_too_long(tree: Tree, path: str, limit: int) -> None:
    assert report(sizes.files(tree({path: "\n" * limit}))) == ""
    assert report(sizes.files(tree({path: "\n" * (limit + 1)}))) == f"{path}: {limit + 1} lines, at most {limit}"


@pytest.mark.parametrize(("name", "limit"), [("logic", 50), ("views", 30), ("views/posts", 30), ("consumers", 30)])
def test_check_finds_a_function_one_line_too_long(tree: Tree, name: str, limit: int) -> None:
    path = f"workgroups/threads/{name}.py"
    fitting = "def f():\n" + "    x = 1\n" * (limit - 1)
    assert report(sizes.functions(tree({path: fitting}))) == ""
    found = report(sizes.functions(tree({path: fitting + "    y = 2\n"})))
    assert found == f"{path}:f (line 1): {limit + 1} lines, at most {limit}"


def test_check_adds_up_the_composition_root(tree: Tree) -> None:
    root = tree({"collab/settings.py": "\n" * 400, "collab/urls.py": "\n" * 301})
    assert "701 lines in all" in report(sizes.composition_root(root))


def test_an_exception_nobody_needs_is_reported() -> None:
    assert report([], {"collab/settings.py": "long"}) == "collab/settings.py: no longer needs its exception"
