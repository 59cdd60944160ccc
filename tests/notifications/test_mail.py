"""Mail as rows: sent once, tried again when it may pass, given up when it may not."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tests.cast import Cast
from workgroups.core import clock
from workgroups.notifications import actions, registry
from workgroups.notifications.models import Delivery, Preference

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
Answers = list[Exception | None]


class Scripted(EmailBackend):
    """A transport that answers as a test tells it, then takes everything."""

    answers: Answers = []
    opened = 0

    def open(self) -> bool:
        Scripted.opened += 1
        if Scripted.answers and isinstance(Scripted.answers[0], ConnectionRefusedError):
            raise Scripted.answers.pop(0)  # type: ignore[misc]
        return True

    def send_messages(self, messages: Any) -> int:
        answer = Scripted.answers.pop(0) if Scripted.answers else None
        if answer:
            raise answer
        return int(super().send_messages(messages))


@pytest.fixture(autouse=True)
def script(settings: Any) -> Callable[..., None]:
    settings.EMAIL_BACKEND = f"{Scripted.__module__}.Scripted"
    Scripted.answers, Scripted.opened = [], 0

    def say(*answers: Exception | None) -> None:
        Scripted.answers = list(answers)

    return say


def post(cast: Cast, *, key: str = "one", **to: Any) -> None:
    context = {"name": "Ana", "group": "Cloud", "by": "Bo", "offer": "expert", "path": "/x/", "until": "1 May"}
    actions.post_mail(key=key, template="groups/mail/invitation", context=context, **to)


def refused(code: int) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"a@example.org": (code, b"no")})


def test_mail_goes_out_once_a_key(cast: Cast) -> None:
    post(cast, to_address="New@Example.org")
    post(cast, to_address="new@example.org")
    assert actions.send_waiting() == 1
    assert actions.send_waiting() == 0
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["new@example.org"], "Invitation to Cloud")
    html = message.alternatives[0][0]  # type: ignore[attr-defined]
    assert "http://localhost:8000/x/" in message.body
    assert '<a href="http://localhost:8000/x/"' in html
    assert Delivery.objects.get().state == Delivery.State.SENT


@pytest.mark.parametrize(
    "answer",
    [
        refused(450),
        refused(451),
        smtplib.SMTPDataError(452, b"full"),
        smtplib.SMTPServerDisconnected("gone"),
        TimeoutError("silent"),
        ConnectionRefusedError("nobody"),
    ],
)
def test_temporary_refusals_are_tried_again_with_the_same_message_id(
    cast: Cast, script: Callable[..., None], answer: Exception
) -> None:
    post(cast, to_person=cast.delegate.pk)
    script(answer)
    assert actions.send_waiting() == 0
    row = Delivery.objects.get()
    assert row.state == Delivery.State.WAITING
    assert row.error
    assert actions.send_waiting() == 0  # not before its time
    with clock.at(clock.now() + HOUR):
        assert actions.send_waiting() == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{row.uid}@workgroups.example>"
    assert Preference.objects.filter(person=cast.delegate).exclude(refused_at=None).count() == 0


@pytest.mark.parametrize("answer", [refused(550), refused(552), smtplib.SMTPDataError(554, b"policy")])
def test_permanent_refusals_end_the_mail_and_flag_the_address(
    cast: Cast, script: Callable[..., None], answer: Exception
) -> None:
    Preference.objects.create(person=cast.delegate)
    post(cast, to_person=cast.delegate.pk)
    post(cast, key="two", to_person=cast.chair.pk)
    script(answer)
    assert actions.send_waiting() == 1  # the next one goes out all the same
    row = Delivery.objects.get(key="one")
    assert row.state == Delivery.State.FAILED
    assert str(answer.args[0] if isinstance(answer.args[0], int) else 55) in row.error
    assert Preference.objects.get(person=cast.delegate).refused_at
    with clock.at(clock.now() + 4 * HOUR):
        assert actions.send_waiting() == 0


def test_mail_that_nobody_takes_for_days_is_given_up(cast: Cast, script: Callable[..., None]) -> None:
    post(cast, to_person=cast.delegate.pk)
    for hour in range(0, 80, 5):
        script(refused(451))
        with clock.at(clock.now() + hour * HOUR):
            actions.send_waiting()
    assert Delivery.objects.get().state == Delivery.State.FAILED


def test_one_connection_serves_many_mails(cast: Cast) -> None:
    for number in range(5):
        post(cast, key=f"m{number}", to_person=cast.delegate.pk)
    assert actions.send_waiting() == 5
    assert Scripted.opened == 1


def test_a_claim_that_was_never_finished_runs_out(cast: Cast) -> None:
    """A worker was killed after its claim: nobody else takes the mail before the lease ends, then somebody does."""
    post(cast, to_person=cast.delegate.pk)
    Delivery.objects.update(state=Delivery.State.SENDING, next_at=clock.now() + timedelta(seconds=60))
    assert actions.send_waiting() == 0
    with clock.at(clock.now() + timedelta(seconds=61)):
        assert actions.send_waiting() == 1


def test_people_who_left_or_have_no_address_get_none(cast: Cast) -> None:
    type(cast.delegate).objects.filter(pk=cast.delegate.pk).update(is_active=False)
    type(cast.delegate).objects.filter(pk=cast.chair.pk).update(email=None)
    post(cast, to_person=cast.delegate.pk)
    post(cast, key="two", to_person=cast.chair.pk)
    assert actions.send_waiting() == 0
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.EMPTY}


def test_a_mail_that_cannot_be_written_holds_up_nobody(cast: Cast) -> None:
    actions.post_mail(key="broken", template="nowhere/mail/nothing", context={}, to_person=cast.chair.pk)
    post(cast, to_person=cast.delegate.pk)
    assert actions.send_waiting() == 1
    broken = Delivery.objects.get(key="broken")
    assert broken.state == Delivery.State.WAITING
    assert "TemplateDoesNotExist" in broken.error


def test_a_reader_whose_lines_cannot_be_read_holds_up_nobody(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def duties(people: Any) -> dict[int, Any]:
        if cast.chair in people:
            raise ZeroDivisionError
        return {}

    monkeypatch.setattr(registry.waiting, "made", [(1, "broken", duties)])
    window = {"after": 0, "upto": 0}
    for person in (cast.chair, cast.delegate):
        key = f"digest:{person.pk}"
        Delivery.objects.create(key=key, person=person, template="notifications/mail/digest", context=window)
    post(cast, to_person=cast.delegate.pk)
    assert actions.send_waiting() == 1
    assert Delivery.objects.get(key=f"digest:{cast.chair.pk}").error == "ZeroDivisionError: "
    assert Delivery.objects.get(key=f"digest:{cast.delegate.pk}").state == Delivery.State.EMPTY
