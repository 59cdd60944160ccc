"""What a desk costs: a member of 20 groups with 2,000 open things, against one of a single group."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.home.crowd import crowded
from workgroups.accounts.models import Person

pytestmark = pytest.mark.django_db
MOST = 12


def queries(person: Person) -> int:
    client = Client()
    client.force_login(person)
    client.get("/desk/")
    with CaptureQueriesContext(connection) as seen:
        answer = client.get("/desk/")
    assert answer.status_code == 200
    return len(seen)


def test_a_desk_of_twenty_groups_asks_as_often_as_one_of_a_single_group() -> None:
    few = queries(crowded(groups=1, things=5))
    many = crowded(groups=20, things=100)
    client = Client()
    client.force_login(many)
    assert "1993 more, by group" in client.get("/desk/").content.decode()
    assert (queries(many), few <= MOST) == (few, True)
