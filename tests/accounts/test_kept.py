"""What is stored about me: every column that leads to a person is named, counted in one query, mine alone."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from tests.cast import Cast
from workgroups.accounts.models import Person
from workgroups.accounts.queries import kept_about
from workgroups.core import slots
from workgroups.threads.actions import start_thread

PATTERNS = get_resolver().url_patterns  # every address loads the views, and with them what fills the slots
EXEMPT: dict[str, str] = {}  # column: why no page needs to name it


def leading_to_people() -> set[str]:
    """Every column of the product's tables, and of allauth's, that leads to a person."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.related_model is Person
    }


def test_every_column_that_leads_to_a_person_is_named_once() -> None:
    named = [field for kinds in slots.gather("accounts.kept") for kind in kinds for field in kind.fields]
    assert sorted(leading_to_people() - set(named) - set(EXEMPT)) == []
    assert sorted(set(named) - leading_to_people()) == []
    assert len(named) == len(set(named))


@pytest.mark.django_db
def test_only_my_own_are_counted(cast: Cast) -> None:
    before = numbers(cast.delegate)
    start_thread(actor=cast.member("delegate"), title="Mine", body="Words.")
    start_thread(actor=cast.member("chair"), title="Not mine", body="Words.")
    after = numbers(cast.delegate)
    assert after["Threads and posts"] - before["Threads and posts"] == 2  # the thread and its first post
    assert after["Seats and offices"] == before["Seats and offices"] == 1


@pytest.mark.django_db
def test_the_page_asks_as_often_however_much_there_is(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.delegate)
    client.get("/settings/my-data/")
    with CaptureQueriesContext(connection) as few:
        page = client.get("/settings/my-data/").content.decode()
    assert "Seats and offices" in page
    for number in range(3):
        start_thread(actor=cast.member("delegate"), title=f"T{number}", body="Words.")
    with django_assert_num_queries(len(few)):
        assert "Threads and posts" in client.get("/settings/my-data/").content.decode()


def numbers(person: Person) -> dict[str, int]:
    return {kind.title: number for kind, number in kept_about(person)}
