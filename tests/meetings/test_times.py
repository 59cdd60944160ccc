"""Wall times and instants."""

from datetime import UTC, date, datetime, time

import pytest

from workgroups.meetings.logic.times import Occurrence, instant, local_times, occurrences


def test_occurrences_take_turns() -> None:
    assert list(occurrences(date(2026, 10, 7), 2, 2, date(2026, 11, 4))) == [
        Occurrence(0, date(2026, 10, 7), 0),
        Occurrence(1, date(2026, 10, 21), 1),
        Occurrence(2, date(2026, 11, 4), 0),
    ]


@pytest.mark.parametrize(
    ("day", "wall", "zone", "expected"),
    [
        (date(2026, 10, 21), time(12), "Europe/London", datetime(2026, 10, 21, 11, tzinfo=UTC)),
        (date(2026, 11, 4), time(12), "Europe/London", datetime(2026, 11, 4, 12, tzinfo=UTC)),
        # skipped by the change to summer time: read as the time after it
        (date(2026, 3, 29), time(1, 30), "Europe/London", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # comes twice: the first of them
        (date(2026, 10, 25), time(1, 30), "Europe/London", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 4, 5), time(1, 45), "Australia/Lord_Howe", datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
        (date(2026, 11, 24), time(21), "Asia/Kolkata", datetime(2026, 11, 24, 15, 30, tzinfo=UTC)),
    ],
)
def test_instant_of_a_wall_time(day: date, wall: time, zone: str, expected: datetime) -> None:
    assert instant(day, wall, zone) == expected


def test_local_times_say_the_day_beside_and_the_night() -> None:
    start = datetime(2026, 11, 24, 21, tzinfo=UTC)
    zones = [("Japan", "Asia/Tokyo"), ("Uruguay", "America/Montevideo"), ("United Kingdom", "Europe/London")]
    found = local_times(start, date(2026, 11, 24), zones)
    assert [(one.who, one.shown, one.shift, one.is_night) for one in found] == [
        ("Uruguay", "18:00", 0, False),
        ("United Kingdom", "21:00", 0, False),
        ("Japan", "06:00", 1, True),
    ]
