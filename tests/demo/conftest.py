"""The record, built once for all tests of this folder and taken away after the last."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from workgroups.core import clock
from workgroups.deliverables.tasks import sweep
from workgroups.demo.logic.roster import GROUP_SLUG
from workgroups.events.actions import catch_up
from workgroups.groups.models import Group


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """Build the record for real, and say when; what a test changes is rolled back, the record flushed at the end."""
    with django_db_blocker.unblock():
        began = clock.now()
        call_command("demo", stdout=StringIO())
        yield began
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def compiled(built: datetime, django_db_blocker: DjangoDbBlocker) -> None:
    """Do what the worker does after pages are served: build the record's reports, which are then published."""
    with django_db_blocker.unblock():
        sweep()
        catch_up()


@pytest.fixture
def published(compiled: None, db: None) -> Group:
    """The living group, in the record with all its reports."""
    return Group.objects.get(slug=GROUP_SLUG)


@pytest.fixture
def record(built: datetime, db: None) -> Group:
    """The living group."""
    return Group.objects.get(slug=GROUP_SLUG)
