"""Who imports whom: the contracts in pyproject.toml, and two rules that layers cannot express."""

import subprocess
import sys
from pathlib import Path

import pytest

from .checks import imports
from .conftest import Tree
from .exceptions import IMPORTS
from .house import ROOT, height, may_know
from .violation import report


def lint_imports(root: Path) -> str:
    """Run import-linter on a tree; its words when a contract is broken, else nothing."""
    code = f"import sys; sys.path.insert(0, {str(root)!r}); from importlinter.cli import lint_imports as lint; "
    code += "sys.exit(lint(config_filename='pyproject.toml', no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    words = (done.stdout + done.stderr).partition("---------\nContracts\n")[2] or done.stdout + done.stderr
    return "" if done.returncode == 0 else words


def test_import_contracts_are_kept() -> None:
    assert lint_imports(ROOT) == ""


def test_apps_import_only_the_public_files_of_others() -> None:
    assert report([*imports.private_files(ROOT), *imports.forbidden(ROOT)], IMPORTS) == ""


def test_order_of_the_apps() -> None:
    assert may_know("threads", "groups")
    assert not may_know("groups", "threads")
    assert not may_know("api", "home")
    assert height("core") == 0


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"workgroups/groups/models.py": "import workgroups.threads.models"},
            "groups is not allowed to import",
        ),
        ({"workgroups/home/views.py": "import workgroups.public.queries"}, "home is not allowed to import"),
        ({"workgroups/gossip/models.py": ""}, "not listed as layers"),
        ({"workgroups/threads/services.py": ""}, "not listed as layers"),
        (
            {"workgroups/threads/queries.py": "import workgroups.threads.actions"},
            "queries is not allowed to import",
        ),
        (
            {"workgroups/threads/forms.py": "import workgroups.threads.notices"},
            "forms is not allowed to import",
        ),
        ({"workgroups/core/ids.py": "import collab.settings"}, "workgroups is not allowed to import collab"),
        (
            {
                "workgroups/threads/logic/a.py": "import workgroups.threads.logic.b",
                "workgroups/threads/logic/b.py": "import workgroups.threads.logic.a",
            },
            "No cycle at any depth BROKEN",
        ),
    ],
)
def test_contract_finds_an_import_against_the_order(tree: Tree, files: dict[str, str], words: str) -> None:
    house = {
        "pyproject.toml": (ROOT / "pyproject.toml").read_text(),
        "collab/settings.py": "",
        "workgroups/events/models.py": "import workgroups.events.events",
        "workgroups/events/events.py": "",
        "workgroups/threads/actions.py": "",
        "workgroups/threads/models.py": "",
        "workgroups/public/queries.py": "",
        "workgroups/threads/notices.py": "",
    }
    assert lint_imports(tree(house)) == ""
    assert words in lint_imports(tree(files))


@pytest.mark.parametrize(
    "line",
    [
        "from workgroups.groups.views import group_page",
        "from workgroups.groups import subscribers",
        "import workgroups.groups.logic.roster",
        "from workgroups import groups",
        "from ..groups.forms import GroupForm",
    ],
)
def test_check_finds_the_private_file_of_another_app(tree: Tree, line: str) -> None:
    assert "own affair" in report(imports.private_files(tree({"workgroups/threads/views.py": line})))


@pytest.mark.parametrize(
    "line",
    [
        "from workgroups.groups.http import group_page",
        "from workgroups.groups import models, queries",
        "from workgroups.core.clock import now",
        "from . import forms",
        "from workgroups.threads.forms import PostForm",
        "import json",
    ],
)
def test_check_accepts_public_files_and_ones_own(tree: Tree, line: str) -> None:
    assert report(imports.private_files(tree({"workgroups/threads/views.py": line}))) == ""


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("actions", "from workgroups.notifications.actions import file"),
        ("actions", "from workgroups.search import actions"),
        ("actions", "from celery import shared_task"),
        ("actions", "from channels.layers import get_channel_layer"),
        ("actions", "from django.http import HttpRequest"),
        ("logic", "from django.db import models"),
        ("logic", "from workgroups.core.clock import now"),
    ],
)
def test_check_finds_what_actions_and_logic_must_not_touch(tree: Tree, name: str, line: str) -> None:
    assert "must not import" in report(imports.forbidden(tree({f"workgroups/threads/{name}.py": line})))


def test_actions_may_emit_and_an_engine_may_use_itself(tree: Tree) -> None:
    root = tree({
        "workgroups/threads/actions.py": "from workgroups.events.actions import emit",
        "workgroups/search/actions.py": "from workgroups.search.models import Entry",
    })  # fmt: skip
    assert report(imports.forbidden(root)) == ""
