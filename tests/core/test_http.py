"""What a person is told when a part of the place does not answer."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_page_that_the_browser_keeps_for_later_says_nothing_of_who_was_signed_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.delegate)
    page = client.get("/offline/").content.decode()
    assert [name for name in ("data-person", "data-zone", cast.delegate.name) if name in page] == []


def test_sign_in_without_the_broker_lets_nobody_in_and_says_so(client: Client, settings: Settings) -> None:
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "unix:///nowhere/broker.sock"}
    settings.CACHES = {"default": away}
    found = client.post("/accounts/login/", {"login": "chair@cast.example", "password": "not-shown-again"})
    page = found.content.decode()
    assert (found.status_code, "_auth_user_id" in client.session) == (503, False)
    assert "not answering" in page
    assert "chair@cast.example" in page
    assert "not-shown-again" not in page
