"""Migrations and string foreign keys follow the order of the apps."""

import pytest

from .checks import migrations
from .conftest import Tree
from .exceptions import MIGRATIONS
from .house import ROOT
from .violation import report

FIRST = "class Migration(migrations.Migration):\n    dependencies = [{}]\n"


def test_migrations_and_keys_follow_the_order() -> None:
    assert report([*migrations.dependencies(ROOT), *migrations.foreign_keys(ROOT)], MIGRATIONS) == ""


@pytest.mark.parametrize(
    ("app", "dependency"),
    [
        ("groups", '("threads", "0001_initial")'),
        ("notifications", '("threads", "0001_initial")'),
        ("events", "migrations.swappable_dependency(settings.AUTH_USER_MODEL)"),
        ("documents", '("news", "0001_initial")'),
    ],
)
def test_check_finds_a_migration_that_depends_upward(tree: Tree, app: str, dependency: str) -> None:
    root = tree({f"workgroups/{app}/migrations/0001_initial.py": FIRST.format(dependency)})
    assert "must not depend on" in report(migrations.dependencies(root))


@pytest.mark.parametrize(
    ("app", "dependency"),
    [
        ("threads", '("groups", "0001_initial"), ("threads", "0001_initial"), ("contenttypes", "0001")'),
        (
            "notifications",
            '("groups", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)',
        ),
    ],
)
def test_check_accepts_a_migration_that_depends_downward(tree: Tree, app: str, dependency: str) -> None:
    root = tree({f"workgroups/{app}/migrations/0001_initial.py": FIRST.format(dependency)})
    assert report(migrations.dependencies(root)) == ""


@pytest.mark.parametrize(
    ("app", "key"),
    [
        ("notifications", 'ForeignKey("threads.Thread", on_delete=CASCADE)'),
        ("notifications", 'models.ForeignKey(to="groups.Seat", on_delete=CASCADE)'),
        ("events", "models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=CASCADE)"),
    ],
)
def test_check_finds_a_key_that_points_upward(tree: Tree, app: str, key: str) -> None:
    for name in ("models", "models/post"):
        root = tree({f"workgroups/{app}/{name}.py": f"class A:\n    x = {key}\n"})
        assert f"workgroups/{app}/{name}.py (line 2)" in report(migrations.foreign_keys(root))


def test_check_accepts_an_engines_key_to_group_and_person(tree: Tree) -> None:
    keys = 'a = models.ForeignKey("groups.Group")\nb = models.ForeignKey(settings.AUTH_USER_MODEL)\n'
    assert report(migrations.foreign_keys(tree({"workgroups/search/models.py": keys}))) == ""
