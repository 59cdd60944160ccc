"""What each kind of file must do: say what it is for, write through actions, end an action with its event."""

import pytest

from .checks import duties
from .conftest import Tree
from .exceptions import ACTIONS, DUTIES
from .house import ROOT
from .violation import report


def test_every_module_says_what_it_is_for() -> None:
    assert report(duties.docstrings(ROOT)) == ""


def test_actions_are_keyword_only_atomic_and_end_by_emitting() -> None:
    assert report(duties.actions(ROOT), ACTIONS) == ""


def test_doors_do_not_write_logic_does_not_query_and_nobody_has_a_clock_of_their_own() -> None:
    found = [*duties.doors_do_not_write(ROOT), *duties.pure_logic(ROOT), *duties.one_clock(ROOT)]
    assert report(found, DUTIES) == ""


def test_check_finds_a_module_without_docstring(tree: Tree) -> None:
    root = tree({"workgroups/threads/models.py": "x = 1\n"})
    assert report(duties.docstrings(root)) == "workgroups/threads/models.py: has no docstring that says what it is for"


GOOD_ACTION = """
@transaction.atomic
def add_post(*, actor, thread, body):
    post = Post.objects.create(thread=thread)
    {end}
"""


@pytest.mark.parametrize(
    "end",
    [
        "emit(PostAdded(post.id))",
        "emit(PostAdded(post.id))\n    return post",
        "if post:\n        emit(PostAdded(post.id))\n    return post",
        "for one in post.all:\n        emit(PostAdded(one.id))",
    ],
)
def test_check_accepts_an_action_that_ends_by_emitting(tree: Tree, end: str) -> None:
    assert report(duties.actions(tree({"workgroups/threads/actions.py": GOOD_ACTION.format(end=end)}))) == ""


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("@transaction.atomic\ndef act(actor):\n    emit(E())\n", "keyword-only"),
        ("def act(*, actor):\n    emit(E())\n", "@transaction.atomic"),
        ("@transaction.atomic\ndef act(*, actor):\n    return actor.save()\n", "ends by emitting"),
        ("@transaction.atomic\ndef act(*, actor):\n    emit(E())\n    actor.save()\n", "ends by emitting"),
        (
            "@transaction.atomic\ndef act(*, a):\n    if a:\n        emit(a)\n    else:\n        a()\n",
            "ends by",
        ),
    ],
)
def test_check_finds_a_faulty_action(tree: Tree, source: str, fault: str) -> None:
    found = report(duties.actions(tree({"workgroups/threads/actions/posts.py": source})))
    assert found.startswith("workgroups/threads/actions/posts.py:act")
    assert fault in found


def test_private_functions_and_engines_need_not_emit(tree: Tree) -> None:
    source = "def put(kind):\n    pass\n"
    root = tree({"workgroups/search/actions.py": source, "workgroups/threads/actions.py": "def _lock(x):\n    x\n"})
    assert report(duties.actions(root)) == ""


def test_check_finds_a_door_that_writes(tree: Tree) -> None:
    root = tree({"workgroups/threads/views.py": "def f(request):\n    Post.objects.create()\n    post.save()\n"})
    assert report(duties.doors_do_not_write(root)).count("a door does not write") == 2


def test_check_finds_a_second_clock(tree: Tree) -> None:
    root = tree({"workgroups/polls/models.py": "at = timezone.now()\nmade = DateTimeField(auto_now=True)\n"})
    assert report(duties.one_clock(root)).count("ask core.clock") == 2


def test_check_finds_logic_that_queries(tree: Tree) -> None:
    root = tree({"workgroups/polls/logic/tally.py": "def tally(poll):\n    return Vote.objects.count()\n"})
    assert "logic does not query" in report(duties.pure_logic(root))
