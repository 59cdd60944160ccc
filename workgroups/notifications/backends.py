"""The demonstration's own mailbox: what Django takes for a mail transport when none is set."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from workgroups.notifications.models import Mailed


class MailboxBackend(BaseEmailBackend):
    """Keeps every mail as rows, one an address, for `/mailbox/`."""

    def open(self) -> bool:
        return False

    def close(self) -> None:
        """Nothing was opened."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [row for message in email_messages for row in _rows(message)]
        Mailed.objects.bulk_create(rows)
        return len(email_messages)


def _rows(message: EmailMessage) -> list[Mailed]:
    html = ""
    if isinstance(message, EmailMultiAlternatives):
        html = next((str(content) for content, mimetype in message.alternatives if mimetype == "text/html"), "")
    made = message.message()
    headers = {name: str(value) for name, value in made.items() if name not in {"MIME-Version", "Content-Type"}}
    return [
        Mailed(
            address=address.lower(),
            sender=message.from_email,
            subject=str(message.subject),
            headers=headers,
            text=str(message.body),
            html=html,
        )
        for address in dict.fromkeys(message.recipients())
    ]
