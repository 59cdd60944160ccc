"""Timers: fired in order of their instants and under them; again when they failed or set themselves anew."""

from datetime import UTC, datetime, timedelta

import pytest

from workgroups.core import clock
from workgroups.timers import registry
from workgroups.timers.actions import cancel_timer, fire_due, set_timer
from workgroups.timers.models import Timer

pytestmark = pytest.mark.django_db
KIND = "tests.tick"
START = datetime(2026, 11, 22, 7, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def fired(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, datetime]]:
    """What was fired, and what the clock said to it. Subject 7 is a daily rhythm, subject 13 always fails."""
    told: list[tuple[int, datetime]] = []

    def tick(subject_id: int) -> None:
        told.append((subject_id, clock.now()))
        if subject_id == 7:
            set_timer(kind=KIND, subject_id=7, due=clock.now() + DAY)
        if subject_id == 13:
            raise ZeroDivisionError

    monkeypatch.setitem(registry.handlers, KIND, tick)
    return told


def test_timers_fire_once_in_order_of_their_instants(fired: list[tuple[int, datetime]]) -> None:
    for subject_id, hours in ((1, 3), (2, 1), (3, 2), (4, 99)):
        set_timer(kind=KIND, subject_id=subject_id, due=START + timedelta(hours=hours))
    with clock.at(START + timedelta(hours=4)):
        assert len(fire_due()) == 3
        assert fire_due() == []
    assert [subject_id for subject_id, _ in fired] == [2, 3, 1]
    assert [at for _, at in fired] == [START + timedelta(hours=hours) for hours in (1, 2, 3)]


def test_a_rhythm_makes_good_every_instant_it_missed(fired: list[tuple[int, datetime]]) -> None:
    set_timer(kind=KIND, subject_id=7, due=START)
    with clock.at(START + 2 * DAY):
        fire_due()
    assert [at for _, at in fired] == [START, START + DAY, START + 2 * DAY]
    assert Timer.objects.get().due == START + 3 * DAY


def test_a_failing_timer_waits_and_holds_up_nobody(fired: list[tuple[int, datetime]]) -> None:
    set_timer(kind=KIND, subject_id=13, due=START)
    set_timer(kind=KIND, subject_id=1, due=START + timedelta(hours=1))
    with clock.at(START + DAY):
        assert [timer.subject_id for timer in fire_due()] == [1]
    failed = Timer.objects.get(subject_id=13)
    assert (failed.done_at, failed.attempts, failed.error) == (None, 1, "ZeroDivisionError: ")
    with clock.at(START + DAY + timedelta(minutes=1)):
        fire_due()
    assert [subject_id for subject_id, _ in fired] == [13, 1, 13]


def test_moving_makes_a_timer_due_again_and_cancelling_ends_it(fired: list[tuple[int, datetime]]) -> None:
    set_timer(kind=KIND, subject_id=1, due=START)
    with clock.at(START):
        fire_due()
    set_timer(kind=KIND, subject_id=1, due=START + DAY)
    set_timer(kind=KIND, subject_id=2, due=START + DAY)
    cancel_timer(kind=KIND, subject_id=2)
    with clock.at(START + DAY):
        fire_due()
    assert fired == [(1, START), (1, START + DAY)]
