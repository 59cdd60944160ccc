"""A visitor with an address of their own, so that one test's tries do not count against another's."""

from ipaddress import IPv4Address
from random import getrandbits

import pytest
from django.test import Client

from workgroups.accounts.actions import join
from workgroups.accounts.models import Person

PASSWORD = "three green bottles"


@pytest.fixture
def visitor() -> Client:
    """A browser at an address that nobody else uses, with real CSRF checks."""
    return Client(enforce_csrf_checks=False, REMOTE_ADDR=str(IPv4Address(0x0A000000 | getrandbits(24))))


@pytest.fixture
def ana(db: None) -> Person:
    """Somebody with an account and a password."""
    return join(name="Ana Pérez", email="Ana@Montevideo.example", password=PASSWORD, time_zone="America/Montevideo")
