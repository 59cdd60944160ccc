"""A circular goes out once to each, whatever is killed; is taken back; says nothing that may not be said."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.cast import Cast
from tests.circulars.stage import ENGLISH, FRENCH, draft, go_out, later, sent
from workgroups.circulars import actions, subscribers
from workgroups.circulars.actions import Owed, Words
from workgroups.circulars.events import CircularSent
from workgroups.circulars.models import Circular, Recipient
from workgroups.circulars.subscribers import mail_it
from workgroups.core import clock
from workgroups.core.errors import Conflict, NotAllowed, Refused
from workgroups.events.actions import catch_up
from workgroups.groups.actions import conclude_group, end_office, end_seat, reopen_group
from workgroups.groups.models import Office, Seat
from workgroups.notifications.models import Delivery, Notice, Preference
from workgroups.timers.actions import fire_due
from workgroups.timers.models import Timer

pytestmark = pytest.mark.django_db
MEMBERS = sorted(
    f"{who}@cast.example" for who in ("chair", "cochair", "delegate", "delegate2", "observer", "secretariat")
)


@pytest.fixture(autouse=True)
def boxes(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def reached() -> list[str]:
    return sorted(one.to[0] for one in mail.outbox)


def test_each_member_gets_one_mail_with_their_name_and_the_number(cast: Cast) -> None:
    circular = sent(cast)
    assert circular.shown_number == f"{clock.now().year}/1"
    assert reached() == MEMBERS
    (one,) = [found for found in mail.outbox if found.to == ["delegate@cast.example"]]
    assert one.subject == f"About Cloud (circular {circular.shown_number})"
    assert "Dear Delegate,\n\nplease read **this**." in one.body
    assert "<strong>this</strong>" in one.alternatives[0][0]  # type: ignore[attr-defined]
    assert "Secretariat, Secretariat" in one.body
    assert "List-Unsubscribe" not in one.extra_headers
    assert sent(cast).shown_number == f"{clock.now().year}/2"


def test_nobody_gets_it_before_its_time_and_it_can_be_taken_back(cast: Cast) -> None:
    circular = draft(cast)
    actions.schedule_circular(actor=cast.member("chair"), circular=circular)
    assert later(timedelta(minutes=9)) == 0
    actions.take_back_circular(actor=cast.member("secretariat"), circular=circular)
    assert later(timedelta(hours=2)) == 0
    circular.refresh_from_db()
    assert (circular.state, circular.number, Recipient.objects.count()) == ("draft", None, 0)
    go_out(cast, circular)
    with pytest.raises(Conflict, match="cannot be taken back"):
        actions.take_back_circular(actor=cast.member("secretariat"), circular=circular)


def test_at_once_and_at_an_instant(cast: Cast) -> None:
    circular, morning = draft(cast), clock.now() + timedelta(days=2)
    officer = cast.member("chair")
    actions.schedule_circular(actor=officer, circular=circular, send_at=morning)
    assert later(timedelta(days=1)) == 0
    actions.schedule_circular(actor=officer, circular=circular, at_once=True)
    assert later() == 6
    with pytest.raises(Refused, match="passed already"):
        actions.schedule_circular(actor=officer, circular=draft(cast), send_at=clock.now() - timedelta(minutes=1))


def test_kill_in_the_middle_of_the_expansion_loses_and_doubles_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails when the mails are posted outside the reader's transaction, or under a key that is not the reader's."""
    circular = draft(cast)
    actions.schedule_circular(actor=cast.member("chair"), circular=circular)
    catch_up()
    with clock.at(clock.now() + timedelta(minutes=11)):
        fire_due()
        real, posted = subscribers.post_letters, []

        def killed(**values: Any) -> None:
            real(**values)
            posted.append(Delivery.objects.count())
            raise SystemExit

        monkeypatch.setattr(subscribers, "post_letters", killed)
        with pytest.raises(SystemExit):
            catch_up()
        assert (posted, Delivery.objects.count(), Notice.objects.filter(kind="circulars.sent").count()) == ([6], 0, 0)
        monkeypatch.setattr(subscribers, "post_letters", real)
        catch_up()
        fire_due()
        mail_it(CircularSent(cast.group.pk, circular.pk, is_restricted=False))  # a second worker, late
        catch_up()
    assert later(timedelta(minutes=12)) == 6
    assert later(timedelta(minutes=13)) == 0
    assert reached() == MEMBERS


def test_neither_mute_nor_an_ended_digest_silences_it_and_the_digest_does_not_repeat_it(cast: Cast) -> None:
    Preference.objects.create(
        person=cast.delegate, digest=Preference.Rhythm.NEVER, mentions=False, muted=["circulars.sent"]
    )
    sent(cast)
    assert reached() == MEMBERS
    assert not Notice.objects.filter(kind="circulars.sent", told_at=None).exists()


def test_each_reads_their_language_or_is_told_which_one_it_is(cast: Cast) -> None:
    people = type(cast.delegate).objects
    people.filter(pk=cast.delegate.pk).update(language="fr")
    people.filter(pk=cast.observer.pk).update(language="fr")
    sent(cast, texts={"en": ENGLISH, "fr": FRENCH}, to="heads")
    sent(cast, to="observers")
    subjects = {one.to[0]: one.subject for one in mail.outbox}
    year = clock.now().year
    assert subjects["delegate@cast.example"] == f"Du groupe Cloud (circulaire {year}/1)"
    assert subjects["chair@cast.example"] == f"About Cloud (circular {year}/1)"
    (alone,) = [one.body for one in mail.outbox if one.to == ["observer@cast.example"]]
    assert "please read **this**" in alone
    assert "Français" in alone


def test_subject_cannot_add_a_header(cast: Cast) -> None:
    type(cast.delegate).objects.filter(pk=cast.delegate.pk).update(name="Ana\r\nBcc: all@evil.example")
    words = Words("For {name}\r\nX-Evil: 1", "Dear {name}")
    sent(cast, texts={"en": words}, to="heads")
    (one,) = [found for found in mail.outbox if found.to == ["delegate@cast.example"]]
    message = one.message()
    assert (message["Bcc"], message["X-Evil"], one.recipients()) == (None, None, ["delegate@cast.example"])
    assert "\n" not in one.subject


def test_restricted_mail_says_only_that_there_is_one(cast: Cast) -> None:
    circular = sent(cast, marking="restricted", acknowledge="person", texts={"en": Words("Secret", "Very secret")})
    assert reached() == [one for one in MEMBERS if one != "observer@cast.example"]
    for one in mail.outbox:
        whole = one.message().as_string()
        assert one.subject == "A restricted circular of Cloud"
        assert "ecret " not in whole.replace("Secretariat", "")
        assert "/act/" not in whole
        assert circular.get_absolute_url() in one.body


def test_who_leaves_before_the_mail_goes_gets_none(cast: Cast) -> None:
    circular = draft(cast)
    actions.schedule_circular(actor=cast.member("chair"), circular=circular)
    catch_up()
    with clock.at(clock.now() + timedelta(minutes=11)):
        fire_due()
        catch_up()
    assert Delivery.objects.filter(person=cast.observer).count() == 1
    end_seat(actor=cast.operator, seat=Seat.objects.get(person=cast.observer))
    assert later(timedelta(minutes=12)) == 5
    assert Delivery.objects.get(person=cast.observer).state == Delivery.State.EMPTY


def test_circular_of_somebody_who_lost_office_is_held(cast: Cast) -> None:
    circular = draft(cast)
    actions.schedule_circular(actor=cast.member("secretariat"), circular=circular)
    end_office(actor=cast.operator, office=Office.objects.get(person=cast.secretariat))
    assert later(timedelta(minutes=11)) == 0
    circular.refresh_from_db()
    assert (circular.state, circular.is_held, circular.number) == ("draft", True, None)


def test_circular_whose_time_comes_after_the_groups_end_is_held_in_words_and_not_lost(
    cast: Cast, client: Client
) -> None:
    circular = draft(cast)
    at = clock.now() + timedelta(days=2)
    actions.schedule_circular(actor=cast.member("secretariat"), circular=circular, send_at=at, send_zone="UTC")
    catch_up()
    conclude_group(actor=cast.chair, group=cast.group, note="All is said.")
    assert later(timedelta(days=2, minutes=1)) == 0
    circular.refresh_from_db()
    assert (circular.state, circular.is_held, circular.number) == ("draft", True, None)
    assert not Timer.objects.filter(done_at=None, kind="circulars.send").exists()
    client.force_login(cast.secretariat)
    page = client.get(circular.get_absolute_url()).content.decode()
    assert "It did not go out at its time" in page
    assert "Dear" in page  # its words are there
    reopen_group(actor=cast.operator, group=cast.group, name="Again", since=clock.now().date())
    go_out(cast, circular)
    assert (circular.state, circular.is_held, circular.number) == ("sent", False, 1)


def test_rules_of_writing(cast: Cast) -> None:
    for who in ("delegate", "observer"):
        with pytest.raises(NotAllowed):
            draft(cast, who)
    for values, words in (
        ({"texts": {}}, "at least one language"),
        ({"texts": {"en": Words("A", "")}}, "Write the letter"),
        ({"to": "selection"}, "at least one delegation"),
        ({"to": "selection", "people": [cast.outsider]}, "members of this group"),
        ({"marking": "unknown"}, "markings"),
    ):
        with pytest.raises(Refused, match=words):
            draft(cast, **values)
    hole = draft(cast, texts={"en": Words("A", "{deadline}")})
    with pytest.raises(Refused, match=r"nothing for \{deadline\}"):
        actions.schedule_circular(actor=cast.member("chair"), circular=hole)
    nobody = draft(cast, to="observers", marking="restricted")
    with pytest.raises(Refused, match="Nobody would get"):
        actions.schedule_circular(actor=cast.member("chair"), circular=nobody)
    waiting = draft(cast)
    actions.schedule_circular(actor=cast.member("chair"), circular=waiting)
    with pytest.raises(Conflict, match="on its way"):
        actions.discard_circular(actor=cast.member("chair"), circular=waiting)


def test_thrown_away_comes_back(cast: Cast) -> None:
    circular = draft(cast)
    actions.discard_circular(actor=cast.member("chair"), circular=circular)
    circular.refresh_from_db()
    actions.restore_circular(actor=cast.member("chair"), circular=circular)
    assert Circular.objects.get(pk=circular.pk).state == "draft"


def test_letter_lists_what_waits_for_each_and_leaves_those_in_peace_who_did_it(cast: Cast) -> None:
    first = sent(cast, to="heads", acknowledge="person")
    key = f"circulars.circular:{first.pk}"
    owed = [Owed(key, one.pk, "Circular [1](x)", "/there/") for one in (cast.chair, cast.delegate)]
    words = Words("Reminder", "Dear {name}\n\n{waiting}")
    second = draft(cast, to="selection", people=[cast.chair, cast.delegate], owed=owed, texts={"en": words})
    actions.acknowledge_circular(actor=cast.member("chair"), circular=first)
    mail.outbox.clear()
    go_out(cast, second)
    (one,) = mail.outbox
    assert one.to == ["delegate@cast.example"]
    assert "- Circular [1](x)\n  http" in one.body
    assert re.search(r"/there/\"[^>]*>Circular \[1\]\(x\)</a>", one.alternatives[0][0])  # type: ignore[attr-defined]
    assert list(second.chased.values_list("key", "person")) == [(key, cast.delegate.pk)]
