"""Old page plus events equals a fresh page, for every event of the library."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.documents.stage import document, read_all, version
from tests.live.replay import Replay, replay
from workgroups.documents import actions
from workgroups.documents.actions import Given
from workgroups.documents.models import Document
from workgroups.events.actions import catch_up
from workgroups.events.events import StreamRef
from workgroups.events.queries import entries_after, head_of

pytestmark = pytest.mark.django_db
ROWS = "/groups/cloud/documents/rows/"


@pytest.fixture
def delegate(cast: Cast, client: Client) -> Client:
    client.force_login(cast.delegate)
    return client


def shows(page: Replay, one: Document) -> None:
    page.shows("documents", ROWS)
    page.shows(f"document:{one.pk}", one.get_absolute_url())


def test_document_comes_changes_goes_and_stands_again(cast: Cast, delegate: Client) -> None:
    with replay(delegate, cast.group) as page:
        page.shows("documents", ROWS)
        one = document(cast)
    with replay(delegate, cast.group) as page:
        shows(page, one)
        version(cast, one, note="Better")
    said = {"title": "Prices", "type": "report", "delegation": None, "given": Given(words="Third meeting")}
    with replay(delegate, cast.group) as page:
        shows(page, one)
        actions.change_document(actor=cast.member("chair"), document=one, marking="group", **said)
    with replay(delegate, cast.group) as page:
        shows(page, one)
        actions.withdraw_document(actor=cast.member("delegate"), document=one)
    with replay(delegate, cast.group) as page:
        shows(page, one)
        actions.restore_document(actor=cast.member("delegate"), document=one)
    actions.withdraw_document(actor=cast.member("delegate"), document=one)
    with replay(delegate, cast.group) as page:
        page.shows(f"document:{one.pk}", one.get_absolute_url())
        actions.purge_document(document_id=one.pk)


def test_words_of_a_file_arrive_on_its_page(cast: Cast, delegate: Client) -> None:
    one = document(cast)
    catch_up()
    with replay(delegate, cast.group) as page:
        page.shows(f"document:{one.pk}:text", one.get_absolute_url())
        read_all()


def test_what_is_restricted_is_announced_to_those_who_may_know(cast: Cast) -> None:
    ref = StreamRef.group(cast.group.pk)
    before = head_of(ref)
    one = document(cast, marking="restricted")
    said = {"title": "Costs", "type": "report", "delegation": None, "given": Given()}
    actions.change_document(actor=cast.member("chair"), document=one, marking="group", **said)
    actions.change_document(actor=cast.member("chair"), document=one, marking="restricted", **said)
    entries = [(entry.name, entry.audience_kind) for entry in entries_after(ref, before)]
    assert entries == [("documents.added", "participants"), *[("documents.changed", "group")] * 2]


def test_own_pages_follow_watching_and_archives(cast: Cast, delegate: Client) -> None:
    one, ref = document(cast), StreamRef.person(cast.delegate.pk)
    before, page = head_of(ref), Replay(delegate)
    page.shows("own", one.get_absolute_url())
    actions.choose_watching(actor=cast.member("delegate"), document=one, watching=False)
    assert page.fetch(one.get_absolute_url()) != page.parts["own", one.get_absolute_url()]
    archive = actions.ask_archive(actor=cast.member("delegate"), document_ids=[one.pk])
    actions.finish_archive(archive=archive, file_id=None, document_ids=[one.pk])
    topics = [event.topics() for entry in entries_after(ref, before) if (event := entry.event())]
    assert topics == [(f"document:{one.pk}:own",), *[(f"archive:{archive.pk}",)] * 2]
