"""The digest: at the reader's hour, exactly once, with what is new and nothing else."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.notifications.conftest import Register, Tell
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.actions import end_seat
from workgroups.groups.models import Seat
from workgroups.notifications import actions, tasks
from workgroups.notifications.models import Delivery, Notice, Preference
from workgroups.notifications.registry import Duty
from workgroups.timers.actions import fire_due
from workgroups.timers.models import Timer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SEVEN = datetime(2026, 11, 23, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def memory_transport(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def planned(cast: Cast) -> None:
    """Everybody's timer stands for tomorrow morning; nobody has a digest yet."""
    Person.objects.update(joined_at=NOON)
    with clock.at(NOON):
        tasks.plan()


def run(instant: datetime) -> list[EmailMessage]:
    """Do what is due at an instant; return the mails."""
    mail.outbox = []
    with clock.at(instant):
        while fire_due():
            pass
        actions.send_waiting()
    return [message_from_bytes(one.message().as_bytes(), policy=default) for one in mail.outbox]


def text_of(message: Any) -> str:
    return str(message.get_body(("plain",)).get_content())


def test_digest_carries_what_is_new_at_seven_and_not_again(cast: Cast, tell: Tell) -> None:
    tell("delegate", subject=1)
    tell("delegate", subject=200)
    assert run(SEVEN - timedelta(minutes=1)) == []
    (message,) = run(SEVEN)
    assert message["To"] == cast.delegate.email
    assert message["Subject"] == "1 decided · 1 new"
    text = text_of(message)
    assert "Said 1" in text
    assert "Said 200" in text
    assert text.index("Said 200") < text.index("Said 1\n")  # what was decided comes before what is new
    assert "You follow it." in text
    assert run(SEVEN + timedelta(hours=1)) == []
    assert run(SEVEN + DAY) == []


def test_notices_that_come_between_two_digests_stand_in_the_second(tell: Tell) -> None:
    tell("delegate", subject=1)
    run(SEVEN)
    tell("delegate", subject=2)
    (message,) = run(SEVEN + DAY)
    assert "Said 2" in text_of(message)
    assert "Said 1" not in text_of(message)


def test_missed_mornings_are_made_good_once(tell: Tell) -> None:
    tell("delegate", subject=1)
    mails = run(SEVEN + 3 * DAY)
    assert len(mails) == 1
    assert Timer.objects.get(kind=tasks.DIGEST, subject_id=Notice.objects.get().person_id).due == SEVEN + 4 * DAY


def test_what_was_read_or_is_no_longer_visible_is_left_out(cast: Cast, tell: Tell, said: Register) -> None:
    tell("delegate", "delegate2", subject=1)
    said.read.add((cast.delegate.pk, 1))
    end_seat(actor=cast.secretariat, seat=Seat.objects.get(person=cast.delegate2, delegation__group=cast.group))
    assert run(SEVEN) == []
    states = Delivery.objects.filter(template="notifications/mail/digest").values_list("state", flat=True)
    assert set(states) == {Delivery.State.EMPTY}


SILENCE = "If you do nothing, your delegation is not counted."


def duty(due: datetime | None) -> Duty:
    return Duty("Vote", "On costs", "/groups/cloud/decisions/1/", 1, "Cloud", due, SILENCE)


def test_duties_are_named_once_and_again_on_their_last_day(cast: Cast, said: Register) -> None:
    said.duties[cast.delegate.pk] = [duty(SEVEN + 3 * DAY + timedelta(hours=1))]
    (first,) = run(SEVEN)
    assert first["Subject"] == "Vote: On costs"
    assert SILENCE in text_of(first)
    assert run(SEVEN + DAY) == []
    assert run(SEVEN + 2 * DAY) == []
    (last,) = run(SEVEN + 3 * DAY)
    assert "On costs" in text_of(last)


def test_times_are_the_readers_and_utc(cast: Cast, said: Register) -> None:
    Person.objects.filter(pk=cast.delegate.pk).update(time_zone="America/Montevideo")
    Preference.objects.update(planned=False)
    with clock.at(NOON):
        tasks.plan()
    said.duties[cast.delegate.pk] = [duty(datetime(2026, 11, 24, 20, 0, tzinfo=UTC))]
    assert run(SEVEN) == []
    (message,) = run(datetime(2026, 11, 23, 10, tzinfo=UTC))  # seven in Montevideo
    assert "Until Tue 24 Nov, 17:00 (20:00 UTC)" in text_of(message)


def test_moving_to_another_zone_moves_the_digest(cast: Cast, tell: Tell) -> None:
    tell("delegate")
    Person.objects.filter(pk=cast.delegate.pk).update(time_zone="Asia/Tokyo")
    assert run(SEVEN) == []  # the timer notices that this is no longer their seven
    (message,) = run(datetime(2026, 11, 23, 22, tzinfo=UTC))
    assert message["To"] == cast.delegate.email


def test_muted_kinds_and_no_digest(cast: Cast, tell: Tell) -> None:
    tell("delegate", "delegate2")
    Preference.objects.filter(person=cast.delegate).update(muted=["tests.said"])
    actions.stop_stream(person_id=cast.delegate2.pk, stream="digest")
    tasks.plan()
    assert run(SEVEN) == []
    assert not Timer.objects.filter(kind=tasks.DIGEST, subject_id=cast.delegate2.pk).exists()


def test_long_sections_end_in_a_count(tell: Tell) -> None:
    for subject in range(1, 20):
        tell("delegate", subject=subject)
    (message,) = run(SEVEN)
    assert "and 7 more on your desk" in text_of(message)


def test_queries_do_not_grow_with_readers(
    cast: Cast, tell: Tell, said: Register, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One reader or six: the same reads; each mail adds the one statement that notes it as sent."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(*names: str, subject: int) -> int:
        tell(*names, subject=subject)
        with clock.at(SEVEN + subject * DAY):
            fire_due()
            with CaptureQueriesContext(connection) as captured:
                actions.send_waiting()
        notes = [one for one in captured if "state = 'sent'" in one["sql"]]
        empty = [one for one in captured if "'empty'" in one["sql"] and one["sql"].startswith("UPDATE")]
        return len(captured) - len(notes) - len(empty)

    assert queries("delegate", subject=1) == queries(
        "chair", "cochair", "secretariat", "delegate", "delegate2", "observer", subject=2
    )


def test_form_of_the_mail(cast: Cast, tell: Tell) -> None:
    tell("delegate")
    (message,) = run(SEVEN)
    raw: Any = message
    assert raw["Message-ID"] == f"<{Delivery.objects.get(state='sent').uid}@workgroups.example>"
    assert raw["Auto-Submitted"] == "auto-generated"
    assert raw["List-Id"] == "Workgroups <digest.workgroups.example>"
    assert raw["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert raw["List-Unsubscribe"].strip().startswith("<http://localhost")
    html = raw.get_body(("html",)).get_content()
    assert raw.get_content_type() == "multipart/alternative"
    assert '<html lang="en" dir="ltr">' in html
    assert "<img" not in html
    assert "http://localhost:8000/said/1/" in html
    assert 'style="' in html
    assert len(raw.as_bytes()) < 60_000


def test_a_title_with_line_breaks_stays_in_its_header(cast: Cast, said: Register) -> None:
    title = "On costs\r\nBcc: everybody@example.org\u2028" + "x" * 100
    said.duties[cast.delegate.pk] = [
        Duty("Vote", title, "/x/", cast.group.pk, "Cloud", None, ""),
    ]
    (message,) = run(SEVEN)
    assert message["Bcc"] is None
    assert len(message["Subject"]) <= 78
    assert "\n" not in message["Subject"]
