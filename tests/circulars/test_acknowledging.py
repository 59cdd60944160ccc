"""Acknowledgement: for a delegation or for oneself, on the page and by two taps; and the reminder."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.cast import Cast
from tests.circulars.stage import later, sent
from workgroups.circulars import actions
from workgroups.circulars.models import Acknowledgement, Circular
from workgroups.circulars.queries import answers_of
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.notifications.registry import duties_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def boxes(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def waits_for(cast: Cast) -> list[str]:
    people = [cast.chair, cast.cochair, cast.secretariat, cast.delegate, cast.delegate2, cast.observer]
    found = duties_of(people)
    return sorted(one.name for one in people if any("/circulars/" in duty.url for duty in found[one.pk]))


def done(circular: Circular) -> dict[str, str]:
    return {one.name: one.done.person.name if one.done else "" for one in answers_of(circular)}


def test_one_of_a_delegation_is_enough(cast: Cast) -> None:
    circular = sent(cast, acknowledge="delegation")
    assert waits_for(cast) == ["Chair", "Cochair", "Delegate", "Delegate2", "Observer"]
    actions.acknowledge_circular(actor=cast.member("delegate2"), circular=circular)
    assert waits_for(cast) == ["Chair", "Cochair", "Observer"]
    with pytest.raises(Refused, match="Delegate2 has acknowledged it for your delegation"):
        actions.acknowledge_circular(actor=cast.member("delegate"), circular=circular)
    with pytest.raises(NotAllowed):
        actions.acknowledge_circular(actor=cast.member("secretariat"), circular=circular)
    assert done(circular) == {"Northland": "", "Southland": "", "The Watchers": "", "Westland": "Delegate2"}


def test_everybody_for_themselves(cast: Cast) -> None:
    circular = sent(cast, to="heads", acknowledge="person")
    actions.acknowledge_circular(actor=cast.member("delegate"), circular=circular)
    assert waits_for(cast) == ["Chair", "Cochair"]
    with pytest.raises(NotAllowed):
        actions.acknowledge_circular(actor=cast.member("delegate2"), circular=circular)
    with pytest.raises(Refused, match="already"):
        actions.acknowledge_circular(actor=cast.member("delegate"), circular=circular)


def test_two_taps_from_the_mail(cast: Cast, client: Client) -> None:
    circular = sent(cast, to="heads", acknowledge="delegation")
    (letter,) = [one for one in mail.outbox if one.to == ["delegate@cast.example"]]
    link = next(word for word in letter.body.split() if "/act/" in word)
    path = "/" + link.split("/", 3)[3]
    assert b"Acknowledge receipt" in client.get(path).content
    assert not Acknowledgement.objects.exists()
    assert b"is acknowledged" in client.post(path, {"choice": "acknowledge"}).content
    assert done(circular)["Westland"] == "Delegate"


def test_reminder_goes_to_those_who_have_not_once_a_day(cast: Cast) -> None:
    circular = sent(cast, to="heads", acknowledge="delegation")
    actions.acknowledge_circular(actor=cast.member("delegate"), circular=circular)
    mail.outbox.clear()
    actions.remind_circular(actor=cast.member("secretariat"), circular=circular)
    with pytest.raises(Refused, match="today already"):
        actions.remind_circular(actor=cast.member("chair"), circular=circular)
    actions.acknowledge_circular(actor=cast.member("chair"), circular=circular)  # before the reminder leaves
    assert later() == 1
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["cochair@cast.example"], f"Reminder: About Cloud (circular {circular.shown_number})")
    ]
    with clock.at(clock.now() + timedelta(days=1)):
        actions.remind_circular(actor=cast.member("secretariat"), circular=circular)
    assert later(timedelta(days=1)) == 1


def test_nobody_is_left_to_remind(cast: Cast) -> None:
    circular = sent(cast, to="observers", acknowledge="delegation")
    actions.acknowledge_circular(actor=cast.member("observer"), circular=circular)
    with pytest.raises(Refused, match="Everybody"):
        actions.remind_circular(actor=cast.member("secretariat"), circular=circular)
