"""A morning's digest for 1,000 members of one group: CPU of the sender for each mail, and its queries.

The SMTP sink is another process, so its work is not counted; database time is not CPU of ours either.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from socket import create_connection, socket

from tests.bench.figure import Figure

MEMBERS = int(os.environ.get("BENCH_MEMBERS", "1000"))
SINK = (
    "import sys, time; from tests.sink import smtp_sink\n"
    "with smtp_sink(int(sys.argv[1])) as sink:\n"
    "    while True: time.sleep(1)"
)


def measure() -> Iterator[Figure]:
    """Plan and send the digests once."""
    from django.test.utils import override_settings

    from tests.cast import build_cast
    from workgroups.core import clock
    from workgroups.events.actions import catch_up
    from workgroups.notifications import actions, tasks
    from workgroups.notifications.models import Delivery
    from workgroups.timers.actions import fire_due

    cast = build_cast()
    seat_members(cast)
    catch_up()
    let_things_happen(cast)
    catch_up()
    tasks.plan()
    port = free_port()
    with sink_process(port), override_settings(**transport(port)):
        began = time.process_time()
        while fire_due():
            pass
        planning = time.process_time() - began
        with clock.at(clock.now() + timedelta(seconds=1)):
            before, wall = time.process_time(), time.monotonic()
            sent = actions.send_waiting()
            sending, wall = time.process_time() - before, time.monotonic() - wall
    assert sent >= MEMBERS, Delivery.objects.values_list("state", "error").distinct()
    name = f"digest of {MEMBERS} members"
    yield Figure(name, "CPU a mail: plan", planning / sent * 1000, "ms")
    yield Figure(name, "CPU a mail: read, render, send", sending / sent * 1000, "ms", 6)
    yield Figure(name, "mails a second", sent / wall, "1/s")


def seat_members(cast: object) -> None:
    """Give the group its members, over eight delegations, met two days ago."""
    from tests.cast import Cast
    from workgroups.accounts.models import Person
    from workgroups.core import clock
    from workgroups.groups.models import Delegation, Seat

    assert isinstance(cast, Cast)
    met = clock.now() - timedelta(days=2)
    people = [Person.somebody(name=f"Member {n}", email=f"member{n}@test.example") for n in range(MEMBERS)]
    for person in people:
        person.joined_at = met
    Person.objects.bulk_create(people)
    delegations = list(Delegation.objects.filter(group=cast.group))
    Seat.objects.bulk_create(
        Seat(delegation=delegations[n % len(delegations)], person=one, since=met.date()) for n, one in enumerate(people)
    )


def let_things_happen(cast: object) -> None:
    """Some decisions and threads, as a busy day has them."""
    from tests.cast import Cast
    from workgroups.core import clock
    from workgroups.polls.actions import record_decision
    from workgroups.threads.actions import start_thread

    assert isinstance(cast, Cast)
    today = clock.now().date()
    for number in range(2):
        record_decision(
            actor=cast.member("chair"),
            title=f"Decision {number}",
            body="We share cost sheets within the group.",
            how="By consensus",
            decided_on=today,
        )
    for number in range(5):
        start_thread(actor=cast.member("cochair"), title=f"Question {number}", body="What do you pay for it? " * 20)


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def transport(port: int) -> dict[str, object]:
    backend = "django.core.mail.backends.smtp.EmailBackend"
    return {"EMAIL_BACKEND": backend, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_USE_TLS": False}


class sink_process:  # noqa: N801  (a context, named like one)
    """The SMTP sink as another process."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __enter__(self) -> None:
        self.child = subprocess.Popen([sys.executable, "-c", SINK, str(self.port)])
        for _ in range(300):
            try:
                create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the sink does not answer")

    def __exit__(self, *_: object) -> None:
        self.child.kill()
        self.child.wait()
