"""Settings that do not go together are refused with a cure."""

import pytest
from pytest_django import Settings

from collab.checks import UNSAFE_KEY, check_settings

MAILBOX = "workgroups.notifications.backends.MailboxBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
SOUND = {
    "SECRET_KEY": "x" * 50,
    "DEMO": False,
    "BASE_URL": "https://groups.example",
    "ALLOWED_HOSTS": ["groups.example"],
    "EMAIL_BACKEND": SMTP,
}


def faults(settings: Settings, **values: object) -> list[str | None]:
    for name, value in (SOUND | values).items():
        setattr(settings, name, value)
    return [fault.id for fault in check_settings(None)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"BASE_URL": "http://localhost:8000", "DEMO": True, "EMAIL_BACKEND": MAILBOX}, []),
        ({"SECRET_KEY": UNSAFE_KEY}, ["collab.E001"]),
        ({"DEMO": True, "EMAIL_BACKEND": MAILBOX}, ["collab.E002"]),
        ({"BASE_URL": "http://127.0.0.1:8000", "DEMO": True}, ["collab.E003"]),
        ({"EMAIL_BACKEND": MAILBOX}, ["collab.E004"]),
        ({"ALLOWED_HOSTS": ["other.example"]}, ["collab.E005"]),
    ],
)
def test_check_settings(settings: Settings, values: dict[str, object], expected: list[str]) -> None:
    assert faults(settings, **values) == expected
