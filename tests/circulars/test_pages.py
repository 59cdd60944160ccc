"""Pages of circulars: lists that ask as often for many as for one, live parts, forms that give back what was typed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.circulars.stage import ENGLISH, draft, go_out, later, sent
from tests.live.replay import replay
from workgroups.circulars import actions
from workgroups.circulars.models import Circular, Template
from workgroups.core import clock
from workgroups.notifications.models import Delivery
from workgroups.search.queries import search

pytestmark = pytest.mark.django_db
LIST = "/groups/cloud/circulars/"
LETTER = {
    "subject_en": "Hello {group}",
    "body_en": "Dear {name}",
    "to": "all",
    "acknowledge": "nobody",
    "marking": "group",
}


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.secretariat)
    return client


@pytest.fixture
def delegate(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.delegate)
    return client


def test_form_keeps_what_was_typed_and_names_the_fault(cast: Cast, officer: Client) -> None:
    answer = officer.post(f"{LIST}new/", LETTER | {"body_en": "Dear {nmae}", "subject_fr": "Bonjour"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 1, character 6" in page
    assert "Dear {nmae}" in page
    assert not Circular.objects.exists()
    officer.post(f"{LIST}new/", LETTER)
    (made,) = Circular.objects.all()
    assert officer.get(made.get_absolute_url()).status_code == 200
    officer.post(f"{LIST}drafts/{made.pk}/change/", LETTER | {"body_en": "Anew, {name}"})
    assert made.texts.get().body == "Anew, {name}"


def test_template_in_the_place_of_a_shipped_one(cast: Cast, officer: Client) -> None:
    officer.post(f"{LIST}templates/new/?from=thanks", {"name": "Thanks", "subject_en": "Ours", "body_en": "Our thanks"})
    assert "Our thanks" in officer.get(f"{LIST}new/?template=thanks").content.decode()
    own = Template.objects.get()
    officer.post(f"{LIST}templates/{own.pk}/remove/")
    assert "Our thanks" not in officer.get(f"{LIST}new/?template=thanks").content.decode()
    officer.post(f"{LIST}templates/{own.pk}/remove/", {"restore": "1"})
    assert "Our thanks" in officer.get(f"{LIST}new/?template=thanks").content.decode()


def test_letterhead_of_a_letter_that_went_out_stays(cast: Cast, officer: Client) -> None:
    officer.post(f"{LIST}letterhead/", {"address": "1 Harbour Road", "signature": "Telephone 1"})
    circular = sent(cast)
    officer.post(f"{LIST}letterhead/", {"address": "2 Hill Street", "signature": ""})
    page = officer.get(circular.get_absolute_url()).content.decode()
    assert "1 Harbour Road" in page
    assert "2 Hill Street" not in page


def test_correction_is_tied_to_the_old_one(cast: Cast, officer: Client) -> None:
    old = sent(cast)
    officer.post(f"{LIST}new/?corrects={old.shown_number}", LETTER)
    new = go_out(cast, Circular.objects.latest("pk"))
    assert (new.corrects, new.shown_number) == (old, f"{clock.now().year}/2")
    assert new.get_absolute_url() in officer.get(old.get_absolute_url()).content.decode()


def test_preview_as_each_reader(cast: Cast, officer: Client) -> None:
    circular = draft(cast)
    page = officer.get(f"{circular.get_absolute_url()}?as={cast.observer.pk}").content.decode()
    assert "Dear Observer," in page
    assert "6 people" in page


def test_search_finds_what_one_may_read(cast: Cast) -> None:
    sent(cast, to="observers", texts={"en": actions.Words("Porcupine", "Words")})
    sent(cast, texts={"en": actions.Words("Hedgehog", "Words")})

    def finds(who: str, word: str) -> int:
        person = cast.person(who)
        return len(search([cast.group.pk], word, reader=person).hits)

    assert [finds(who, "porcupine") for who in ("observer", "secretariat", "delegate", "chair")] == [1, 1, 0, 1]
    assert [finds(who, "hedgehog") for who in ("observer", "delegate")] == [1, 1]
    sent(cast, texts={"en": actions.Words("Badger", "Dear {title|friend}")})
    assert [finds("delegate", word) for word in ("friend", "title")] == [1, 0]


def test_lists_ask_as_often_for_many_as_for_one(cast: Cast, officer: Client) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(path).status_code == 200
        return len(queries)

    first = sent(cast, acknowledge="delegation")
    waiting = draft(cast)
    actions.save_template(actor=cast.member("chair"), name="First", texts={"en": ENGLISH})
    paths = [
        LIST,
        f"{LIST}mail/",
        f"{LIST}templates/",
        waiting.get_absolute_url(),
        f"{first.get_absolute_url()}answers/",
    ]
    for path in paths:
        asked(path)
    one = [asked(path) for path in paths]
    for _number in range(4):
        sent(cast, acknowledge="delegation")
        draft(cast)
    actions.save_template(actor=cast.member("chair"), name="Ours", texts={"en": ENGLISH})
    assert [asked(path) for path in paths] == one
    assert max(one) <= 24, one


def test_live_parts_follow_every_event(cast: Cast, officer: Client, delegate: Client) -> None:
    chair = cast.member("chair")
    with replay(officer, cast.group) as page:
        page.shows("circulars circulars:drafts", LIST)
        circular = draft(cast)
    own = circular.get_absolute_url()
    for act in (
        lambda: actions.schedule_circular(actor=chair, circular=circular),
        lambda: actions.take_back_circular(actor=chair, circular=circular),
        lambda: actions.discard_circular(actor=chair, circular=circular),
        lambda: actions.restore_circular(actor=chair, circular=Circular.objects.get(pk=circular.pk)),
    ):
        with replay(officer, cast.group) as page:
            page.shows("circulars circulars:drafts", LIST)
            act()
    with replay(officer, cast.group) as page:
        page.shows(f"circular:{circular.pk}", own)
        actions.schedule_circular(actor=chair, circular=circular)
    with replay(delegate, cast.group) as page:
        page.shows("circulars", LIST)
        later(timedelta(minutes=11))
    letter = sent(cast, acknowledge="delegation")
    with replay(officer, cast.group) as page, replay(delegate, cast.group) as theirs:
        page.shows(f"circular:{letter.pk}", f"{letter.get_absolute_url()}answers/")
        theirs.shows(f"circular:{letter.pk}:own", letter.get_absolute_url())
        actions.acknowledge_circular(actor=cast.member("delegate2"), circular=letter)
    with replay(officer, cast.group) as page:
        page.shows(f"circular:{letter.pk}", f"{letter.get_absolute_url()}answers/")
        actions.remind_circular(actor=chair, circular=letter)
    with replay(officer, cast.group) as page:
        page.shows("circulars:templates", f"{LIST}templates/")
        actions.save_template(actor=chair, name="Ours", texts={"en": ENGLISH})


def test_mail_page_shows_the_groups_own_mail_and_tries_again(cast: Cast, officer: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sent(cast)
    one = Delivery.objects.filter(group=cast.group).latest("pk")
    Delivery.objects.filter(pk=one.pk).update(state="failed", error="550 unknown")
    page = officer.get(f"{LIST}mail/?kind=failed").content.decode()
    assert "550 unknown" in page
    assert page.count("Try once more") == 1
    officer.post(f"{LIST}mail/{one.pk}/retry/")
    assert Delivery.objects.get(pk=one.pk).state == "waiting"
    other = Client()
    other.force_login(cast.outsider)
    assert "550 unknown" not in other.get("/groups/elsewhere/circulars/mail/").content.decode()
    assert other.post(f"/groups/elsewhere/circulars/mail/{one.pk}/retry/").status_code == 404
