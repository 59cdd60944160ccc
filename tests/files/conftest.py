"""A person and a file store of their own for the tests of stored files."""

from pathlib import Path

import pytest
from pytest_django import Settings

from workgroups.accounts.models import Person


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Path:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def owner(db: None) -> Person:
    """Somebody who brings files."""
    person = Person.somebody(name="Ana Bringer", email="ana@files.example")
    person.save()
    return person
