"""Signed links, one-click unsubscription, how I am told, the mailbox."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as product
from django.test import Client

from tests.cast import Cast
from tests.notifications.conftest import Register
from workgroups.core import clock
from workgroups.notifications.actions import beat
from workgroups.notifications.models import Mailed, Preference
from workgroups.notifications.queries.letters import unsubscribe_url
from workgroups.notifications.registry import act_url

pytestmark = pytest.mark.django_db


def path(url: str) -> str:
    return url.removeprefix(product.BASE_URL)


@pytest.fixture
def link(cast: Cast, said: Register) -> str:
    return path(act_url("tests.answer", cast.delegate, {"meeting": 3}))


@pytest.fixture
def stranger() -> Client:
    """A browser without any cookie, as a mail program opens it; it checks forms like a real one."""
    return Client(enforce_csrf_checks=True)


def test_act_shows_on_opening_and_does_on_one_press_without_sign_in(
    stranger: Client, link: str, cast: Cast, said: Register
) -> None:
    shown = stranger.get(link)
    assert shown.status_code == 200
    assert b"I do not come" in shown.content
    assert said.done == []
    done = stranger.post(link, {"choice": "no"})
    assert b"Noted: no." in done.content
    assert said.done == [(cast.delegate.pk, {"meeting": 3}, "no")]
    assert product.SESSION_COOKIE_NAME not in stranger.cookies
    assert stranger.get("/desk/").status_code == 302


def test_act_used_by_somebody_else_is_refused_in_words(link: str, cast: Cast, said: Register) -> None:
    other = Client()
    other.force_login(cast.delegate2)
    for answer in (other.get(link), other.post(link, {"choice": "yes"})):
        assert answer.status_code == 403
        assert "sent to somebody else" in answer.content.decode()
    assert said.done == []


def test_act_that_ran_out_or_was_tampered_with_is_refused(stranger: Client, link: str, said: Register) -> None:
    with clock.at(clock.now() + timedelta(days=31)):
        late = stranger.post(link, {"choice": "yes"})
    assert (late.status_code, "has run out" in late.content.decode()) == (403, True)
    changed = stranger.post(link[:10] + ("A" if link[10] != "A" else "B") + link[11:], {"choice": "yes"})
    assert (changed.status_code, "not complete" in changed.content.decode()) == (403, True)
    assert said.done == []


def test_act_takes_only_the_answers_it_offers(stranger: Client, link: str, said: Register) -> None:
    assert stranger.post(link, {"choice": "perhaps"}).status_code == 422
    assert said.done == []


def test_unsubscribe_ends_on_post_and_only_this_stream(stranger: Client, cast: Cast) -> None:
    link = path(unsubscribe_url(cast.delegate.pk, "digest"))
    assert stranger.get(link).status_code == 200
    assert not Preference.objects.filter(person=cast.delegate, digest="never").exists()
    answer = stranger.post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200  # no redirect: mail programs do not follow one
    chosen = Preference.objects.get(person=cast.delegate)
    assert (chosen.digest, chosen.mentions) == ("never", True)
    stranger.post(link, {"again": "1"})
    assert Preference.objects.get(person=cast.delegate).digest == "daily"


def test_preferences_are_kept_and_planned_anew(cast: Cast) -> None:
    Preference.objects.create(person=cast.delegate, planned=True)
    client = Client()
    client.force_login(cast.delegate)
    answer = client.post("/settings/telling/", {"digest": "weekly", "hour": "18"}, follow=True)
    assert "Saved" in answer.content.decode()
    chosen = Preference.objects.get(person=cast.delegate)
    assert (chosen.digest, chosen.hour, chosen.mentions, chosen.planned) == ("weekly", 18, False, False)
    assert client.post("/settings/telling/", {"digest": "hourly", "hour": "25"}).status_code == 422


def test_mailbox_shows_own_mail_and_its_html_in_a_sandbox(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    mine = Mailed.objects.create(
        address=cast.delegate.email, sender="us", subject="Digest", text="Read http://x.example/", html="<b>Hi</b>"
    )
    Mailed.objects.create(address="other@example.org", sender="us", subject="Secret")
    client = Client()
    client.force_login(cast.delegate)
    listed = client.get("/mailbox/").content.decode()
    assert "Digest" in listed
    assert "Secret" not in listed
    assert f'src="/mailbox/{mine.pk}/page/"' in client.get(f"/mailbox/{mine.pk}/").content.decode()
    page = client.get(f"/mailbox/{mine.pk}/page/")
    assert page.content == b"<b>Hi</b>"
    policy = page.headers["Content-Security-Policy"]
    assert "sandbox allow-popups" in policy
    assert "script-src 'none'" in policy
    assert "allow-scripts" not in policy
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    settings.DEMO = False
    assert client.get("/mailbox/").status_code == 404


def test_mailbox_lists_by_pages_with_the_same_queries(
    cast: Cast, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.DEMO = True
    client = Client()
    client.force_login(cast.delegate)
    rows = [Mailed(address=cast.delegate.email, sender="us", subject=f"Mail {n}") for n in range(31)]
    Mailed.objects.bulk_create(rows)
    first = client.get("/mailbox/").content.decode()
    assert "Mail 30" in first
    assert "Mail 0<" not in first
    assert "Mail 0<" in client.get(f"/mailbox/?before={rows[1].pk}").content.decode()


def settings_at(client: Client, instant: datetime) -> str:
    with clock.at(instant):
        return client.get("/settings/telling/").content.decode()


def test_pages_say_that_the_worker_does_not_run(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.delegate)
    soon, late = clock.STARTED + timedelta(seconds=50), clock.STARTED + timedelta(minutes=5)
    assert "worker" not in settings_at(client, soon)
    assert "The worker has not started yet" in settings_at(client, late)
    with clock.at(clock.STARTED - timedelta(days=1)):
        beat()
    assert "worker" not in settings_at(client, soon)
    assert "The worker is not running since" in settings_at(client, late)
    with clock.at(late):
        beat()
    assert "worker" not in settings_at(client, late)
