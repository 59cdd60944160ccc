"""What a person is told when a part of the place does not answer."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def test_sign_in_without_the_broker_lets_nobody_in_and_says_so(client: Client, settings: Settings) -> None:
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "unix:///nowhere/broker.sock"}
    settings.CACHES = {"default": away}
    found = client.post("/accounts/login/", {"login": "chair@cast.example", "password": "not-shown-again"})
    page = found.content.decode()
    assert (found.status_code, "_auth_user_id" in client.session) == (503, False)
    assert "not answering" in page
    assert "chair@cast.example" in page
    assert "not-shown-again" not in page
