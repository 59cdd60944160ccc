"""The record is built once, in little time, and says nothing false about the source."""

import pytest
from django.apps import apps
from django.core.management import call_command

from workgroups.events.models import Cursor
from workgroups.groups.models import Group


def counts() -> dict[str, int]:
    """How many rows each table of ours has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.django_db
def test_building_twice_changes_nothing() -> None:
    call_command("demo")
    before = counts()
    call_command("demo")
    assert counts() == before
    assert Group.objects.filter(is_demonstration=False).count() == 0
    assert list(Cursor.objects.exclude(error="").values_list("reader", "error")) == []
