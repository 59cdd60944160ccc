"""What ends or is raised acts at once on whatever was handed out: secret addresses, signed links, mail that waits.

State, not clocks: the very next request is refused, and nothing more is sent. Open sockets are asked in
`tests/live/test_revocation.py` and `tests/drafts/test_revocation.py`.
"""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.circulars.stage import draft as letter
from tests.circulars.stage import later
from workgroups.accounts.models import Person
from workgroups.circulars.actions import schedule_circular
from workgroups.circulars.models import Acknowledgement, Circular
from workgroups.circulars.notices import ACT
from workgroups.core import clock
from workgroups.events.actions import catch_up
from workgroups.groups.actions import end_seat
from workgroups.groups.models import Seat
from workgroups.meetings.actions import mark_meeting, plan_meeting, renew_feed
from workgroups.meetings.models import Attendance, Meeting
from workgroups.notifications.actions import send_waiting
from workgroups.notifications.models import Delivery
from workgroups.notifications.registry import act_url
from workgroups.notifications.tasks import plan
from workgroups.polls.actions import mark_decision, open_poll
from workgroups.polls.models import Answer, Decision
from workgroups.threads.actions import mark_thread, start_thread
from workgroups.threads.models import Thread
from workgroups.timers.actions import fire_due

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"


def seat_ends(cast: Cast) -> None:
    """The observer leaves the group."""
    end_seat(actor=cast.chair, seat=Seat.objects.get(person=cast.observer))


def account_ends(cast: Cast) -> None:
    """The observer's account is closed."""
    Person.objects.filter(pk=cast.observer.pk).update(is_active=False)


def marking_rises(cast: Cast) -> None:
    """All there is becomes restricted."""
    chair = cast.member("chair")
    for meeting in Meeting.objects.all():
        mark_meeting(actor=chair, meeting=meeting, marking="restricted")
    for decision in Decision.objects.all():
        mark_decision(actor=chair, decision=decision, marking="restricted")
    for thread in Thread.objects.all():
        mark_thread(actor=chair, thread=thread, marking="restricted")


@pytest.fixture(autouse=True)
def memory_transport(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


Ends = Callable[[Cast], None]
ENDS = pytest.mark.parametrize("ends", [seat_ends, account_ends, marking_rises])


def meeting(cast: Cast) -> Meeting:
    day = clock.now().date() + timedelta(days=7)
    return plan_meeting(actor=cast.member("chair"), title=SECRET, day=day, wall_time=time(9), zone="UTC")


@ENDS
def test_secret_address_of_a_calendar_tells_nothing_more(cast: Cast, client: Client, ends: Ends) -> None:
    """Also to a program that has the bytes of before: its 304 would keep them."""
    meeting(cast)
    at = reverse("meetings:person-feed", args=[renew_feed(person=cast.observer)])
    before = client.get(at)
    assert SECRET.encode() in before.content
    ends(cast)
    after = client.get(at, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == (404 if ends is account_ends else 200)
    assert SECRET.encode() not in after.content


def links(cast: Cast) -> dict[str, str]:
    """A signed link of the observer for each thing that one press in a mail can do."""
    poll = open_poll(actor=cast.member("chair"), question=SECRET, options=["This", "That"], counted_by="person")
    circular = letter(cast, acknowledge="delegation")
    schedule_circular(actor=cast.member("secretariat"), circular=circular)
    later(timedelta(minutes=11))
    return {
        name: act_url(name, cast.observer, args)
        for name, args in (
            ("meetings.answer", {"meeting": meeting(cast).pk}),
            ("polls.answer", {"decision": poll.pk}),
            (ACT, {"circular": circular.pk}),
        )
    }


@ENDS
def test_signed_links_show_and_do_nothing_more(cast: Cast, ends: Ends) -> None:
    found = links(cast)
    assert {name: Client().get(url).status_code for name, url in found.items()} == dict.fromkeys(found, 200)
    ends(cast)
    if ends is marking_rises:
        Circular.objects.update(marking="restricted")
    for name, url in found.items():
        for answer in (Client().get(url), Client().post(url, {"choice": "yes"})):
            assert answer.status_code >= 400, name
            assert [one for one in (SECRET, "About Cloud") if one.encode() in answer.content] == [], name
    assert (Attendance.objects.count(), Answer.objects.count()) == (0, 0)
    assert Acknowledgement.objects.count() == 0


def to(cast: Cast) -> list[str]:
    """What went to the observer's address."""
    return [f"{one.subject} {one.body}" for one in mail.outbox if cast.observer.email in one.to]


@ENDS
def test_mail_that_waits_is_not_sent(cast: Cast, ends: Ends) -> None:
    """A mention that is gathered for minutes, and the digest of tomorrow: rows of before, written when they leave."""
    plan()
    start_thread(actor=cast.member("chair"), title=SECRET, body=f"{SECRET}, @Observer and @Delegate")
    meeting(cast)
    with clock.at(clock.now() + timedelta(hours=26)):
        catch_up()
        fire_due()
        assert Delivery.objects.filter(person=cast.observer, state="waiting").count() > 1
        ends(cast)
        send_waiting()
    assert [one for one in to(cast) if SECRET in one] == []
    assert [one for one in mail.outbox if cast.delegate.email in one.to], "others' mail went out"


@pytest.mark.parametrize("ends", [seat_ends, account_ends])
def test_letter_that_is_on_its_way_is_not_sent(cast: Cast, ends: Ends) -> None:
    """Between the ten minutes' wait, when its rows are made, and the worker who sends them."""
    circular = letter(cast)
    schedule_circular(actor=cast.member("secretariat"), circular=circular)
    with clock.at(clock.now() + timedelta(minutes=11)):
        catch_up()
        fire_due()
        catch_up()
        assert Delivery.objects.filter(person=cast.observer, state="waiting").exists()
        ends(cast)
        send_waiting()
    assert to(cast) == []
    assert [one for one in mail.outbox if cast.delegate.email in one.to], "others' mail went out"
