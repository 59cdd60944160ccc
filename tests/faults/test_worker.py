"""The worker is killed, stopped, cut off from the broker: no digest is lost, none comes twice but one a kill.

By reasoning, not run, these fail: with the claim left uncommitted until the batch is done (one transaction
around `_send`), a kill sends up to fifty mails twice; with `sent` noted before the transport, a kill loses
one; without the lease, what a killed
worker had claimed is never sent.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from celery import chain
from django.conf import settings

from tests.cast import Cast, build_cast
from tests.circulars.stage import sent
from tests.sink import Sink, smtp_sink
from tests.web import Process, worker_process
from workgroups.accounts.models import Person
from workgroups.circulars.actions import ask_print
from workgroups.circulars.models import Print
from workgroups.circulars.permissions import PRINTS
from workgroups.circulars.tasks import sweep
from workgroups.core import clock
from workgroups.events.actions import catch_up
from workgroups.files.models import File
from workgroups.groups.models import Delegation, Seat
from workgroups.notifications.actions import post_mail
from workgroups.notifications.models import Delivery, Pulse
from workgroups.notifications.queries import last_beat
from workgroups.notifications.tasks import beat, plan, send
from workgroups.polls.actions import record_decision
from workgroups.timers.tasks import fire

pytestmark = pytest.mark.fault
READERS = 200 if os.environ.get("TEST_SCALE") == "full" else 60  # more than one batch
KILLS = 3
PATIENCE = 300  # seconds, many times what a quiet machine takes


def wait_for(fact: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so; fail when it never is."""
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def ring() -> None:
    """Ask at once, and in order, for what beat asks for every ten or thirty seconds."""
    chain(plan.si(), fire.si(), send.si(), beat.si()).delay()


@pytest.fixture
def readers(transactional_db: None) -> set[str]:
    """A large group whose chair has recorded a decision; their morning is past, so their digests are due."""
    cast: Cast = build_cast()
    delegation = Delegation.objects.filter(group=cast.group).first()
    now = clock.now() - timedelta(days=2)
    people = [Person.somebody(name=f"Reader {n}", email=f"reader{n}@test.example") for n in range(READERS)]
    for person in people:
        person.joined_at = now
    Person.objects.bulk_create(people)
    Seat.objects.bulk_create(Seat(delegation=delegation, person=one, since=now.date()) for one in people)
    member = cast.member("chair")
    today = clock.now().date()
    record_decision(actor=member, title="Cost sheets", body="We share them.", how="By consensus", decided_on=today)
    catch_up()
    return {one.email for one in people if one.email}


@pytest.fixture
def sink(free_port: int) -> Iterator[Sink]:
    with smtp_sink(free_port) as one:
        yield one


@pytest.fixture
def worker(sink: Sink, tmp_path: Path) -> Iterator[Process]:
    """Beat runs; the worker is not started."""
    with worker_process(str(tmp_path / "beat"), EMAIL_URL=sink.url) as process:
        yield process


def test_kills_in_a_digest_run_lose_nothing_and_double_at_most_one_each(
    readers: set[str], sink: Sink, worker: Process
) -> None:
    sink.slow = 0.02  # so that the kills fall into the run
    for kill in range(KILLS):
        worker.start()
        ring()
        taken = len(sink.taken)
        wait_for(lambda: len(sink.taken) >= taken + READERS // 12 * (kill + 1), PATIENCE)  # noqa: B023
        worker.kill()
        # The dead worker's lease of a minute has passed.
        Delivery.objects.filter(state=Delivery.State.SENDING).update(next_at=clock.now())
    worker.start()
    ring()
    wait_for(lambda: readers <= sink.recipients(), PATIENCE)
    wait_for(lambda: not Delivery.objects.filter(state__in=["waiting", "sending"]).exists(), PATIENCE)
    own = [(address, mail_id) for address, mail_id in sink.taken if address in readers]
    assert {address for address, _ in own} == readers
    assert len(set(own)) == READERS  # one Message-ID a reader, also for those that came twice
    assert len(own) - READERS <= KILLS


def test_without_a_worker_there_is_no_digest_and_afterwards_exactly_one(
    readers: set[str], sink: Sink, worker: Process
) -> None:
    ring()
    time.sleep(1)
    assert sink.taken == []
    assert last_beat() is None  # this is what pages say: nobody works
    worker.start()
    wait_for(lambda: readers <= sink.recipients(), PATIENCE)
    wait_for(lambda: last_beat() is not None, PATIENCE)
    worker.kill()
    Pulse.objects.all().delete()
    worker.start()
    ring()
    wait_for(lambda: last_beat() is not None, PATIENCE)  # plan, fire and send have run again
    assert len([one for one in sink.taken if one[0] in readers]) == READERS
    assert sink.doubles() == []


def test_a_broker_that_forgets_everything_delays_mail_and_loses_none(
    transactional_db: None, sink: Sink, worker: Process
) -> None:
    for number in range(20):
        post_mail(
            key=f"flush:{number}",
            template="groups/mail/invitation",
            context={"name": "A", "group": "B", "path": "/"},
            to_address=f"r{number}@test.example",
        )
    redis.from_url(settings.REDIS_URL).flushall()
    worker.start()
    wait_for(lambda: len(sink.recipients()) == 20, PATIENCE)
    assert sink.doubles() == []


def test_kills_while_pdfs_are_made_lose_none_and_double_none(transactional_db: None, worker: Process) -> None:
    """By reasoning, not run: with the file stored before and apart from the row that names it, a kill leaves two."""
    cast = build_cast()
    circular = sent(cast)
    people = ("chair", "cochair", "secretariat", "delegate", "delegate2", "observer")
    for who in people:
        ask_print(actor=cast.member(who), circular=circular, language="en")
    made = Print.objects.filter(state="ready")
    for kill in range(2):
        worker.start()
        sweep.delay()
        wait_for(lambda: made.count() > kill, PATIENCE)  # noqa: B023
        worker.kill()
        Print.objects.filter(state="waiting").update(leased_until=None)  # the dead worker's lease has passed
    worker.start()
    sweep.delay()
    wait_for(lambda: made.count() == len(people), PATIENCE)
    files = File.objects.filter(kind=PRINTS).values_list("pk", flat=True)
    assert sorted(files) == sorted(made.values_list("file_id", flat=True))
    assert len(files) == len(people)
