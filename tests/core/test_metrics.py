"""Figures for machines, and for nobody else."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def test_metrics_for_a_scraper_on_this_machine(client: Client) -> None:
    found = client.get("/metrics")
    assert found.status_code == 200
    assert b"workgroups_events_readers_behind 0.0\n" in found.content


@pytest.mark.parametrize("came", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}])
def test_metrics_are_not_there_for_strangers(client: Client, came: dict[str, str]) -> None:
    assert client.get("/metrics", **came).status_code == 404  # type: ignore[arg-type]


def test_metrics_by_token_only_where_one_is_set(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "once"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer once"}).status_code == 200
