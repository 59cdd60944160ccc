"""Somebody with an account, a browser, and counts of tries that begin anew with each test."""

from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client

from workgroups.accounts.actions import join
from workgroups.accounts.models import Person

PASSWORD = "three green bottles"


@pytest.fixture(autouse=True)
def fresh_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one test's tries not count against another's: each has a part of the broker of its own."""
    monkeypatch.setattr(caches["default"], "key_prefix", f"test-{uuid4()}")


@pytest.fixture
def visitor() -> Client:
    """A browser that nobody has used."""
    return Client()


@pytest.fixture
def ana(db: None) -> Person:
    """Somebody with an account and a password."""
    return join(name="Ana Pérez", email="Ana@Montevideo.example", password=PASSWORD, time_zone="America/Montevideo")
