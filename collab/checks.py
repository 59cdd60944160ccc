"""Wrong combinations of settings, each refused with its cure."""

import sys
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

UNSAFE_KEY = "only-for-commands-that-serve-nobody"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def _serves() -> bool:
    return any(name in " ".join(sys.argv[:2]) for name in ("supervisor/web", "uvicorn", "celery"))


@register("settings")
def check_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Judge key, addresses, demonstration and mail together."""
    faults: list[CheckMessage] = []
    host = urlsplit(settings.BASE_URL).hostname or ""
    local = host in LOOPBACK
    if settings.SECRET_KEY == UNSAFE_KEY and (_serves() or not local):
        faults.append(
            Error(
                "SECRET_KEY is not set, so sessions and signed links could be forged.",
                hint="Set SECRET_KEY (or SECRET_KEY_FILE) to 50 random characters and keep it.",
                id="collab.E001",
            )
        )
    if settings.DEMO and not local:
        faults.append(
            Error(
                f"DEMO is on while BASE_URL names {host}: anybody could sign in as the demonstration's people.",
                hint="Set DEMO=0, or serve the demonstration on localhost only.",
                id="collab.E002",
            )
        )
    if settings.DEMO and "Mailbox" not in settings.EMAIL_BACKEND and "locmem" not in settings.EMAIL_BACKEND:
        faults.append(
            Error(
                "DEMO is on together with EMAIL_URL: the demonstration never mails real addresses.",
                hint="Unset EMAIL_URL (mail then stands in the product's own mailbox), or set DEMO=0.",
                id="collab.E003",
            )
        )
    if not settings.DEMO and not local and "Mailbox" in settings.EMAIL_BACKEND:
        faults.append(
            Error(
                "EMAIL_URL is not set, so nobody would get an invitation or a digest.",
                hint="Set EMAIL_URL to smtp+tls://user:password@host:587 (or smtp://, smtps://).",
                id="collab.E004",
            )
        )
    if not local and host not in settings.ALLOWED_HOSTS:
        faults.append(
            Error(
                f"ALLOWED_HOSTS does not name {host}, so every page would be refused.",
                hint=f"Add {host} to ALLOWED_HOSTS.",
                id="collab.E005",
            )
        )
    return faults


def refuse_wrong_settings() -> None:
    """Raise ImproperlyConfigured with every fault and its cure: what serves somebody does not start wrongly set."""
    if faults := check_settings(None):
        raise ImproperlyConfigured("\n".join(f"{fault.msg} {fault.hint}" for fault in faults))
