"""What arrived at the mail server of the tests, as a reader looks for it."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from tests.conftest import unused_port
from tests.sink import Sink, smtp_sink


@contextmanager
def mail_server() -> Iterator[Sink]:
    """A real SMTP server on a free port."""
    with smtp_sink(unused_port()) as sink:
        yield sink


def mails_to(sink: Sink, address: str) -> list[EmailMessage]:
    """The mails to an address, in order."""
    return [one for one in sink.mails if one["To"] == address]


def wait_for(sink: Sink, address: str, seconds: float = 60) -> EmailMessage:
    """The newest mail to an address, once there is one."""
    wait_until(lambda: bool(mails_to(sink, address)), seconds, f"no mail to {address}")
    return mails_to(sink, address)[-1]


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(mail: EmailMessage, path: str) -> str:
    """The link of a mail's text whose path begins like this."""
    found = re.search(rf"https?://[^/\s]+({re.escape(path)}\S*)", text_of(mail))
    assert found, text_of(mail)
    return found[0]


def wait_until(is_so: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Look every tenth of a second; fail when it never becomes so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)
