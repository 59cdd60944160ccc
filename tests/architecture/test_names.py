"""Closed lists of names: the top level, the files of an app, and no `utils`."""

import subprocess

import pytest
from django.conf import settings

from .checks import names
from .conftest import Tree
from .house import ROOT
from .violation import report


def test_top_level_is_the_fixed_list() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert report(names.top_level(listing.stdout.splitlines())) == ""


def test_every_file_of_an_app_has_a_name_from_the_closed_list() -> None:
    assert report(names.closed_names(ROOT)) == ""


def test_no_file_is_named_after_nothing() -> None:
    assert report(names.empty_words(ROOT)) == ""


def test_apps_hold_no_code_in_their_init() -> None:
    assert report(names.filled_inits(ROOT)) == ""


def test_check_finds_a_strange_top_level_name() -> None:
    assert report(names.top_level(["manage.py", "scripts/run.sh"])) == (
        "scripts: is not in the fixed list of the top level"
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("workgroups/threads/services.py", "closed list"),
        ("workgroups/threads/services/posts.py", "closed list"),
        ("collab/wiring.py", "composition root"),
    ],
)
def test_check_finds_a_name_outside_the_list(tree: Tree, path: str, words: str) -> None:
    assert words in report(names.closed_names(tree({path: ""})))


def test_check_accepts_a_package_of_a_known_name_and_free_names_in_core(tree: Tree) -> None:
    root = tree({"workgroups/threads/actions/posts.py": "", "workgroups/core/clock.py": ""})
    assert report(names.closed_names(root)) == ""


def test_check_finds_a_file_beside_its_package(tree: Tree) -> None:
    root = tree({"workgroups/threads/views.py": "", "workgroups/threads/views/posts.py": ""})
    assert "keep one" in report(names.closed_names(root))


@pytest.mark.parametrize("path", ["workgroups/core/utils.py", "workgroups/threads/logic/common/a.py"])
def test_check_finds_an_empty_word(tree: Tree, path: str) -> None:
    assert "does not say what it is for" in report(names.empty_words(tree({path: ""})))


def test_check_finds_code_in_an_apps_init(tree: Tree) -> None:
    root = tree({"workgroups/threads/views.py": ""})
    (root / "workgroups/threads/__init__.py").write_text("from .views import *\n")
    assert "holds no code" in report(names.filled_inits(root))


def test_every_app_is_installed() -> None:
    folders = {f"workgroups.{config.parent.name}" for config in (ROOT / "workgroups").glob("*/apps.py")}
    assert folders == {name for name in settings.INSTALLED_APPS if name.startswith("workgroups.")}
