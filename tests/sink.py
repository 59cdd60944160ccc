"""A real SMTP server that remembers what it took, and can be told to be slow or to refuse."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Sink:
    """What arrived, in order. `refuse` gives the answer to a recipient, once each time it is listed."""

    port: int = 0
    slow: float = 0.0
    taken: list[tuple[str, str]] = field(default_factory=list)  # recipient, Message-ID
    mails: list[EmailMessage] = field(default_factory=list)
    refuse: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuse[address]:
            return self.refuse[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.slow:
            time.sleep(self.slow)  # the sender waits as it would for a busy server
        mail: Any = message_from_bytes(envelope.content, policy=default)
        self.mails.append(mail)
        self.taken += [(address, mail["Message-ID"].strip()) for address in envelope.rcpt_tos]
        return "250 taken"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def doubles(self) -> list[tuple[str, str]]:
        """Who got the very same mail (by Message-ID) more than once."""
        return [pair for pair, times in Counter(self.taken).items() if times > 1]

    def recipients(self) -> set[str]:
        return {address for address, _ in self.taken}


@contextmanager
def smtp_sink(port: int, slow: float = 0.0) -> Iterator[Sink]:
    """Run a sink at `port` until the block ends."""
    sink = Sink(port, slow)
    controller = Controller(sink, hostname="127.0.0.1", port=port, data_size_limit=5_000_000)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
