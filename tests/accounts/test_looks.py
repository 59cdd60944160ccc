"""Who looked at what is kept about me: for me alone, at the cost of one page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from workgroups.audit.actions import note_look
from workgroups.audit.models import Look

pytestmark = pytest.mark.django_db


def test_a_look_stands_with_name_and_kind_for_those_looked_at_alone(cast: Cast, client: Client) -> None:
    note_look(actor_id=cast.operator.pk, what="contacts", people=[cast.delegate.pk])
    client.force_login(cast.delegate)
    page = client.get("/settings/looks/").content.decode()
    assert cast.operator.name in page
    assert "Saw how to reach you" in page
    client.force_login(cast.delegate2)
    assert "Nobody has looked" in client.get("/settings/looks/").content.decode()


def test_the_list_costs_the_same_with_many(cast: Cast, client: Client) -> None:
    client.force_login(cast.delegate)
    note_look(actor_id=cast.operator.pk, what="contacts", people=[cast.delegate.pk])
    client.get("/settings/looks/")
    with CaptureQueriesContext(connection) as few:
        client.get("/settings/looks/")
    rows = [Look(actor_id=cast.chair.pk, what="mail_status", people=[cast.delegate.pk]) for _one in range(40)]
    Look.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as many:
        client.get("/settings/looks/")
    assert len(many) == len(few)
