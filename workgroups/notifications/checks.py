"""A wrong combination is said at the start: a demonstration's known password must never meet real addresses."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

MAILBOX = "workgroups.notifications.backends.MailboxBackend"


@register
def demonstration_keeps_its_mail(**_: Any) -> list[CheckMessage]:
    """Refuse a mail transport while DEMO is on; a sink at a high port of this machine delivers to nobody."""
    sink = settings.EMAIL_HOST in {"127.0.0.1", "localhost"} and settings.EMAIL_PORT >= 1024
    if not settings.DEMO or settings.EMAIL_BACKEND == MAILBOX or sink:
        return []
    return [
        Error(
            "The demonstration would send mail to real addresses.",
            hint="Unset EMAIL_URL, or set DEMO=0 to run for real.",
            id="notifications.E001",
        )
    ]
