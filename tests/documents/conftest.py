"""A file store of the tests' own."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def file_store(settings: Settings, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
