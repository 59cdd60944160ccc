"""A thread to talk in, and a file store of the tests' own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cast import Cast
from workgroups.threads.actions import add_post, start_thread
from workgroups.threads.models import Post, Thread


@pytest.fixture(autouse=True)
def file_store(settings: Settings, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def thread(cast: Cast) -> Thread:
    """A thread that the delegate has started."""
    return start_thread(actor=cast.member("delegate"), title="Costs", body="What does it cost?")


def say(cast: Cast, thread: Thread, who: str, body: str = "An answer.") -> Post:
    """Let one of the members answer."""
    return add_post(actor=cast.member(who), thread=thread, body=body)
