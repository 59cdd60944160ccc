"""The hour of the digest in every zone: once a local day, whatever the clocks do."""

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workgroups.notifications.logic.backoff import wait_after
from workgroups.notifications.logic.schedule import next_digest

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
HARD = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Gaza", "Pacific/Apia"]


def instants(zone: str, hour: int, start: datetime, days: int) -> list[datetime]:
    found, now = [], start
    while (now := next_digest(now, zone, hour)) < start + timedelta(days=days):
        found.append(now)
    return found


@pytest.mark.parametrize("zone", HARD)
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 7, 23])
def test_every_local_day_has_exactly_one_digest(zone: str, hour: int) -> None:
    found = instants(zone, hour, datetime(2026, 1, 1, tzinfo=UTC), 730)
    days = [instant.astimezone(ZoneInfo(zone)).date() for instant in found]
    assert len(days) == len(set(days))
    assert [(later - earlier).days for earlier, later in itertools.pairwise(days)] == [1] * (len(days) - 1)


def test_the_day_that_samoa_left_out_has_none() -> None:
    found = instants("Pacific/Apia", 7, datetime(2011, 12, 28, tzinfo=UTC), 5)
    days = [instant.astimezone(ZoneInfo("Pacific/Apia")).date().day for instant in found]
    assert days == [28, 29, 31, 1, 2]


@settings(max_examples=150, deadline=None)
@given(zone=st.sampled_from(ZONES), hour=st.integers(0, 23), minutes=st.integers(0, 730 * 24 * 60))
def test_the_next_digest_is_after_now_and_within_a_day_and_a_bit(zone: str, hour: int, minutes: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    due = next_digest(now, zone, hour)
    assert timedelta(0) < due - now <= timedelta(hours=26)
    assert next_digest(due - timedelta(microseconds=1), zone, hour) == due


def test_weekly_is_monday_on_the_readers_calendar() -> None:
    due = next_digest(datetime(2026, 11, 22, 20, tzinfo=UTC), "Asia/Tokyo", 7, weekly=True)  # Monday there already
    assert due == datetime(2026, 11, 22, 22, tzinfo=UTC)


def test_waiting_grows_and_ends_growing() -> None:
    assert [wait_after(n).total_seconds() / 60 for n in (1, 2, 3, 20)] == [1, 2, 4, 240]
