"""Notices: filed once, in one insert; what should not wait is mailed after two minutes unless it was read."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.notifications.conftest import KIND, Register, Tell
from workgroups.core import clock
from workgroups.notifications import actions
from workgroups.notifications.models import Delivery, Notice, Preference
from workgroups.notifications.queries import desk_lines, duties_for, last_beat

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def memory_transport(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def send_after(minutes: int) -> list[str]:
    mail.outbox = []
    with clock.at(clock.now() + minutes * MINUTE):
        actions.send_waiting()
    return [str(message.subject) for message in mail.outbox]


def test_filing_is_one_insert_for_any_number_of_readers_and_happens_once(cast: Cast, tell: Tell) -> None:
    with CaptureQueriesContext(connection) as captured:
        tell("chair", "cochair", "delegate", "observer")
    assert len([one for one in captured if one["sql"].startswith("INSERT")]) == 1
    tell("chair", "delegate2")
    assert Notice.objects.count() == 5


def test_a_kind_that_nobody_renders_is_a_fault(cast: Cast) -> None:
    with pytest.raises(RuntimeError):
        actions.file_notices(kind="x.y", key="1", readers=[], group_id=None, subject_id=1, at=clock.now())


def test_withdrawing_takes_back_what_no_mail_has_carried(cast: Cast, tell: Tell) -> None:
    tell("chair", "delegate")
    Notice.objects.filter(person=cast.chair).update(told_at=clock.now())
    actions.withdraw(kind=KIND, key="said:1")
    assert [notice.person for notice in Notice.objects.all()] == [cast.chair]


def test_mentions_are_gathered_for_two_minutes(cast: Cast, tell: Tell) -> None:
    tell("delegate", subject=1, soon=True)
    tell("delegate", subject=2, soon=True)
    assert send_after(1) == []
    assert send_after(5) == ["Said 1, and 1 more"]
    assert send_after(10) == []


def test_a_mention_that_was_read_meanwhile_is_not_mailed(cast: Cast, tell: Tell, said: Register) -> None:
    tell("delegate", subject=1, soon=True)
    said.read.add((cast.delegate.pk, 1))
    assert send_after(5) == []
    assert Delivery.objects.get().state == Delivery.State.EMPTY


def test_mentions_can_wait_for_the_digest(cast: Cast, tell: Tell) -> None:
    Preference.objects.create(person=cast.delegate, mentions=False)
    tell("delegate", soon=True)
    assert send_after(5) == []
    assert Notice.objects.get().told_at is None


def test_desk_shows_what_is_new_newest_first_and_costs_the_same_for_many(
    cast: Cast, tell: Tell, said: Register
) -> None:
    tell("delegate", subject=1)
    with CaptureQueriesContext(connection) as one:
        desk_lines(cast.delegate)
    for subject in range(2, 30):
        tell("delegate", subject=subject)
    said.read.add((cast.delegate.pk, 29))
    with CaptureQueriesContext(connection) as many:
        lines = desk_lines(cast.delegate)
    assert [line.title for _notice, line in lines][:2] == ["Said 28", "Said 27"]
    assert len(one) == len(many)
    assert duties_for(cast.delegate) == []


def test_the_workers_sign_of_life(cast: Cast) -> None:
    assert last_beat() is None
    actions.beat()
    first = last_beat()
    actions.beat()
    assert first
    assert last_beat()
    assert last_beat() > first  # type: ignore[operator]
