"""How I am told: rhythm by group, quiet hours and days, what nothing silences, and the last thirty days of a choice."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.notifications.conftest import KIND, Register, Tell
from tests.notifications.test_digests import DAY, NOON, SEVEN, duty, memory_transport, planned, run, text_of
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.notifications import actions, queries, registry, tasks
from workgroups.notifications.logic.schedule import quiet_until
from workgroups.notifications.logic.telling import Round, Wish, mailings
from workgroups.notifications.models import Delivery, GroupPreference, Preference
from workgroups.notifications.registry import told

__all__ = ["memory_transport", "planned"]  # every test here stands on them, as those of the digest do
WORK = (0, 1, 2, 3, 4)


@dataclass
class Said:
    at: datetime
    kind: str = KIND
    group_id: int | None = 1
    soon: bool = False


# Values alone


def at(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone))  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (at("Asia/Tokyo", 2026, 11, 24, 23, 30), at("Asia/Tokyo", 2026, 11, 25, 9)),  # over midnight
        (at("Asia/Tokyo", 2026, 11, 25, 0, 30), at("Asia/Tokyo", 2026, 11, 25, 9)),
        (at("Asia/Tokyo", 2026, 11, 27, 18, 0), at("Asia/Tokyo", 2026, 11, 30, 9)),  # over the weekend
        (at("Europe/London", 2026, 3, 28, 22, 0), at("Europe/London", 2026, 3, 30, 9)),  # clocks go forward
        (at("Europe/London", 2026, 10, 24, 22, 0), at("Europe/London", 2026, 10, 26, 9)),  # and back
    ],
)
def test_quiet_hours_end_when_the_readers_day_begins(now: datetime, end: datetime) -> None:
    zone = str(now.tzinfo)
    assert quiet_until(now, zone, 9, 18, WORK) == end
    assert end.astimezone(ZoneInfo(zone)).hour == 9


@given(
    zone=st.sampled_from(["Europe/London", "America/New_York", "Africa/Cairo", "Pacific/Apia", "Asia/Kathmandu"]),
    minutes=st.integers(0, 400 * 24 * 60),
    begins=st.integers(0, 22),
    days=st.sets(st.integers(0, 6), min_size=1),
)
def test_what_is_held_leaves_within_working_hours_and_is_never_lost(
    zone: str, minutes: int, begins: int, days: set[int]
) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    end = quiet_until(now, zone, begins, begins + 2, sorted(days))
    here = end.astimezone(ZoneInfo(zone))
    assert now <= end < now + timedelta(days=8, hours=3)
    assert here.weekday() in days
    assert begins <= here.hour < begins + 3  # an hour that the clocks leave out begins later


@pytest.mark.parametrize(
    ("how", "weight", "soon", "way"),
    [
        ("", "news", False, "daily"),
        ("", "news", True, "at_once"),
        ("at_once", "news", False, "at_once"),
        ("weekly", "news", False, "weekly"),
        ("mine", "news", False, "desk"),
        ("mine", "mine", False, "daily"),
        ("mine", "mine", True, "at_once"),
        ("duties", "mine", True, "desk"),
        ("duties", "always", False, "daily"),
    ],
)
def test_way_of_a_notice(how: str, weight: str, soon: bool, way: str) -> None:
    wish = Wish("UTC", groups={1: how} if how else {})
    assert wish.way(Said(NOON, soon=soon), weight) == way


def test_a_muted_kind_stays_out_and_a_circular_is_not_muted() -> None:
    wish = Wish("UTC", muted=frozenset({KIND}))
    assert wish.way(Said(NOON), "news") == "desk"
    assert wish.way(Said(NOON), "always") == "daily"


def test_rounds_of_a_week_with_quiet_days() -> None:
    wish = Wish("UTC", quiet_days=True, working_days=(6, 1, 2, 3))  # Sunday, and not Monday
    told_ways = {one.at.weekday(): one.tells for one in wish.rounds(SEVEN - DAY, SEVEN + 6 * DAY)}
    assert {day for day, tells in told_ways.items() if tells} == {6, 1, 2, 3}
    assert [day for day, tells in told_ways.items() if "weekly" in tells] == [1]


def test_a_round_names_other_duties_only_when_their_own_round_is_too_late() -> None:
    one = Wish("UTC", rhythm="weekly").round_at(SEVEN + DAY)
    assert one == Round(SEVEN + DAY, frozenset({"daily"}), {"weekly": SEVEN + 7 * DAY})
    assert one.carries_duty("weekly", SEVEN + 3 * DAY)
    assert not one.carries_duty("weekly", SEVEN + 8 * DAY)
    assert not one.carries_duty("weekly", None)


def test_a_mail_that_quiet_hours_hold_goes_with_a_digest_before_their_end() -> None:
    wish = Wish("UTC", quiet=True)
    notice = Said(SEVEN - timedelta(hours=3), soon=True)
    assert [(one.at, one.at_once) for one in mailings(wish, [(notice, "mine")], NOON, SEVEN + DAY)] == [(SEVEN, False)]


# Planner and sender


def choose(person: Person, **chosen: Any) -> None:
    usual = {"digest": "daily", "hour": 7, "mentions": True, "groups": {}}
    actions.choose(person=person, **{**usual, **chosen})


def mails(until: datetime, since: datetime = NOON) -> list[tuple[datetime, EmailMessage]]:
    """Let the product run from one instant to another; return what was sent, and when."""
    found, now = [], since
    while now <= until:
        found += [(now, message) for message in run(now)]
        now += timedelta(hours=1)
    return found


@pytest.mark.django_db
def test_a_group_told_every_monday_waits_for_it_and_is_told_once(cast: Cast, tell: Tell) -> None:
    choose(cast.delegate, groups={cast.group.pk: "weekly"})
    assert run(SEVEN) == []
    with clock.at(SEVEN + timedelta(hours=2)):
        tell("delegate", subject=5)
    assert [run(SEVEN + n * DAY) for n in range(1, 7)] == [[]] * 6
    (message,) = run(SEVEN + 7 * DAY)
    assert "Said 5" in text_of(message)
    assert run(SEVEN + 14 * DAY) == []


@pytest.mark.django_db
def test_choosing_daily_again_loses_nothing_that_waited_for_monday(cast: Cast, tell: Tell) -> None:
    tell("delegate", subject=1)
    choose(cast.delegate, groups={cast.group.pk: "weekly"})
    run(SEVEN)
    with clock.at(SEVEN + timedelta(hours=2)):
        tell("delegate", subject=5)
    assert run(SEVEN + DAY) == []
    with clock.at(SEVEN + DAY + timedelta(hours=1)):
        choose(cast.delegate)
        tasks.plan()
    (message,) = run(SEVEN + 2 * DAY)
    assert "Said 5" in text_of(message)


@pytest.mark.django_db
def test_everything_at_once_comes_at_once_and_not_again(cast: Cast, tell: Tell) -> None:
    choose(cast.delegate, groups={cast.group.pk: "at_once"})
    with clock.at(NOON):
        tell("delegate", "delegate2", subject=5)
    assert run(NOON + timedelta(minutes=1)) == []
    (message,) = run(NOON + timedelta(minutes=3))
    assert (message["To"], "Said 5" in text_of(message)) == (cast.delegate.email, True)
    assert [one["To"] for one in run(SEVEN)] == [cast.delegate2.email]


@pytest.mark.django_db
def test_nothing_but_duties_keeps_news_and_mentions_out_and_duties_in(
    cast: Cast, tell: Tell, said: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(cast.delegate, groups={cast.group.pk: "duties"})
    with clock.at(NOON):
        tell("delegate", subject=5)
        tell("delegate", subject=6, soon=True)
    assert mails(SEVEN) == []
    said.duties[cast.delegate.pk] = [duty(SEVEN + 30 * DAY)]
    (message,) = run(SEVEN + DAY)
    assert message["Subject"] == "Vote: On costs"
    monkeypatch.setitem(told.weights, KIND, "always")  # as a circular's kind is
    with clock.at(SEVEN + DAY + timedelta(hours=1)):
        tell("delegate", subject=7)
    (message,) = run(SEVEN + 2 * DAY)
    assert "Said 7" in text_of(message)


@pytest.mark.django_db
def test_a_weekly_reader_hears_of_a_duty_that_is_due_before_monday_and_once(cast: Cast, said: Register) -> None:
    choose(cast.delegate, digest="weekly")
    run(SEVEN)
    said.duties[cast.delegate.pk] = [duty(SEVEN + 3 * DAY + timedelta(hours=30)), duty(SEVEN + 20 * DAY)]
    first = run(SEVEN + DAY)
    assert [message["Subject"] for message in first] == ["Vote: On costs"]  # the other one waits for Monday
    assert run(SEVEN + 2 * DAY) == []


@pytest.mark.django_db
def test_quiet_hours_hold_a_mention_and_not_a_letter(cast: Cast, tell: Tell) -> None:
    Person.objects.update(time_zone="Asia/Tokyo")
    choose(cast.delegate, quiet=True, digest="never")
    evening = datetime(2026, 11, 24, 14, tzinfo=UTC)  # 23:00 in Tokyo
    with clock.at(evening):
        tell("delegate", subject=5, soon=True)
        actions.post_mail(key="code", template="accounts/mail/security", context={}, to_person=cast.delegate.pk)
    assert [one["To"] for one in run(evening + timedelta(minutes=5))] == [cast.delegate.email]  # the letter
    assert run(evening + timedelta(hours=9)) == []
    assert Delivery.objects.get(key__startswith="soon:").attempts == 0  # waiting is no failure
    (message,) = run(evening + timedelta(hours=10))
    assert "Said 5" in text_of(message)


@pytest.mark.django_db
def test_no_digest_on_quiet_days_unless_something_falls_due(cast: Cast, tell: Tell, said: Register) -> None:
    choose(cast.delegate, quiet_days=True)
    friday = SEVEN + 4 * DAY
    run(friday)
    with clock.at(friday + timedelta(hours=3)):
        tell("delegate", subject=5)
    assert run(friday + DAY) == []
    said.duties[cast.delegate.pk] = [duty(friday + 2 * DAY + timedelta(hours=20))]
    (sunday,) = run(friday + 2 * DAY)
    assert "On costs" in text_of(sunday)
    assert "Said 5" not in text_of(sunday)
    (monday,) = run(friday + 3 * DAY)
    assert "Said 5" in text_of(monday)


CHOICES: list[dict[str, Any]] = [
    {"how": "at_once"},
    {"how": "weekly", "hour": 22},
    {"how": "mine", "digest": "weekly"},
    {"quiet": True, "quiet_days": True, "hour": 11},
]
HAPPENED = (1, 9, 20, 27, 50, 51, 99, 131, 170, 200)  # hours after the beginning


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", CHOICES)
def test_what_the_page_says_of_thirty_days_is_what_was_sent(
    cast: Cast, tell: Tell, said: Register, chosen: dict[str, Any]
) -> None:
    how = chosen.get("how")
    choose(
        cast.delegate,
        groups={cast.group.pk: how} if how else {},
        **{name: value for name, value in chosen.items() if name != "how"},
    )
    with clock.at(NOON):
        tasks.plan()
    sent: dict[tuple[datetime, bool], int] = {}
    for hours in range(10 * 24):
        now = NOON + timedelta(hours=hours)
        if hours in HAPPENED:
            with clock.at(now):
                tell("delegate", subject=hours + 1, soon=hours % 3 == 0)
        if hours in HAPPENED or now.hour in {7, 9, 11, 22}:  # at other hours nothing can be due
            for message in run(now + timedelta(minutes=3)):
                sent[now, message["Subject"].startswith("Said")] = text_of(message).count("* Said")
    last = NOON + timedelta(days=10)
    with clock.at(last):
        shown = queries.mailings_of(cast.delegate, queries.wishes_of([cast.delegate])[cast.delegate.pk])
    hour = {"minute": 0, "second": 0, "microsecond": 0}
    assert {(one.at.replace(**hour), one.at_once): one.count for one in shown} == sent  # type: ignore[arg-type]
    assert sent


# The page


@pytest.mark.django_db
def test_page_keeps_a_choice_for_each_group_and_shows_what_it_would_have_brought(cast: Cast, tell: Tell) -> None:
    client = Client()
    client.force_login(cast.delegate)
    with clock.at(clock.now() - 3 * DAY):
        tell("delegate", subject=5)
    field = f"group_{cast.group.pk}"
    usual = {"digest": "daily", "hour": "7", "mentions": "on"}
    shown = client.post("/settings/telling/", {**usual, field: "at_once", "preview": "1"})
    assert "1 mail at once" in shown.content.decode()
    assert "0 digests" in shown.content.decode()
    assert not GroupPreference.objects.exists()  # looking changes nothing
    other = {f"group_{cast.elsewhere.pk}": "duties"}  # no group of theirs
    client.post("/settings/telling/", {**usual, "quiet": "on", field: "weekly", **other})
    assert list(GroupPreference.objects.values_list("group_id", "how")) == [(cast.group.pk, "weekly")]
    assert Preference.objects.get(person=cast.delegate).quiet
    client.post("/settings/telling/", {**usual, field: ""})
    assert not GroupPreference.objects.exists()


@pytest.mark.django_db
def test_page_asks_as_often_for_many_notices_as_for_one(cast: Cast, tell: Tell, django_assert_num_queries: Any) -> None:
    client = Client()
    client.force_login(cast.delegate)
    tell("delegate", subject=1)
    client.get("/settings/telling/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/settings/telling/")
    for subject in range(2, 60):
        tell("delegate", subject=subject)
    with django_assert_num_queries(len(one)):
        client.get("/settings/telling/")


def test_weights_are_known_for_every_kind() -> None:
    assert {registry.weight_of("circulars.sent"), registry.weight_of("threads.posted")} == {"always", "news"}
    assert registry.weight_of("threads.mentioned") == "mine"
