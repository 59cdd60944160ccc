"""The mail transport: one connection for many mails, and what its refusals mean."""

import smtplib
from contextlib import suppress
from typing import Any

from django.core.mail import EmailMessage, get_connection


class Passing(Exception):  # noqa: N818  (an answer of the transport)
    """Not now (4xx, a broken line): try again later."""


class Final(Exception):  # noqa: N818
    """Never (5xx): this address does not take this mail."""


class Down(Exception):  # noqa: N818
    """Nobody answers at the transport's address: nothing can be sent at all."""


class Transport:
    """Sends mails over one connection, opened when the first one goes out and again after a broken line."""

    def __init__(self) -> None:
        self._connection: Any = None

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over; raises Passing, Final or Down."""
        connection = self._open()
        try:
            connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as refused:
            self._reset()
            code, words = next(iter(refused.recipients.values()))
            raise _meaning(code)(f"{code} {_text(words)}") from refused
        except smtplib.SMTPResponseException as refused:
            self.close()
            raise _meaning(refused.smtp_code)(f"{refused.smtp_code} {_text(refused.smtp_error)}") from refused
        except (smtplib.SMTPException, OSError) as broken:
            self.close()
            raise Passing(f"{type(broken).__name__}: {broken}") from broken

    def close(self) -> None:
        """End the connection, politely if it still listens."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.close()
            self._connection = None

    def _open(self) -> Any:
        if self._connection is None:
            connection = get_connection()
            try:
                connection.open()
            except (smtplib.SMTPException, OSError) as silent:
                raise Down(f"{type(silent).__name__}: {silent}") from silent
            self._connection = connection
        return self._connection

    def _reset(self) -> None:
        """Let the transport forget the refused mail, so that the connection can go on."""
        try:
            self._connection.connection.rset()
        except (smtplib.SMTPException, OSError, AttributeError):
            self.close()


def _meaning(code: int) -> type[Exception]:
    return Final if 500 <= code < 600 else Passing


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
