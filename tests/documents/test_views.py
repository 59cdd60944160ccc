"""Pages of the library: bringing several files, the list's filters and search, versions, symbols' rules."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.cast import Cast
from tests.documents.stage import document, read_all, version
from workgroups.documents import actions
from workgroups.documents.actions import Given
from workgroups.documents.models import Document

pytestmark = pytest.mark.django_db
LIST = "/groups/cloud/documents/"


@pytest.fixture
def delegate(cast: Cast, client: Client) -> Client:
    client.force_login(cast.delegate)
    return client


def upload(client: Client, *names: str) -> Any:
    files = [SimpleUploadedFile(name, f"Words of {name}".encode()) for name in names]
    answer = client.post(f"{LIST}new/", {"files": files})
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"])


def filled(page: Any, **changed: str) -> dict[str, str]:
    """What a browser would send of the second step, with some fields changed (`0-title`: of the first file)."""
    forms = [page.context["said"], *page.context["rows"]]
    values = {field.html_name: str(field.value() or "") for form in forms for field in form if field.value()}
    prefixes = [row.prefix for row in page.context["rows"]]
    for name, value in changed.items():
        place, _dash, field = name.partition("_")
        values[f"{prefixes[int(place[1:])]}-{field}" if place[1:].isdigit() else name] = value
    return values


def listed(client: Client, **wish: Any) -> list[str]:
    """The titles that the list shows for a wish."""
    answer = client.get(f"{LIST}rows/", wish)
    assert answer.status_code == 200
    return [row.document.title for row in answer.context["rows"]]


def test_files_of_one_title_become_one_document_in_several_languages(cast: Cast, delegate: Client) -> None:
    page = upload(delegate, "Draft agenda_en.txt", "Draft agenda_fr.txt", "cost report.txt")
    assert [row["title"].value() for row in page.context["rows"]] == ["Draft agenda", "Draft agenda", "Cost report"]
    answer = delegate.post(
        page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"], filled(page, f2_title="Costs")
    )
    assert answer.status_code == 302
    agenda, costs = Document.objects.order_by("number")
    assert (agenda.title, agenda.type, costs.title, costs.type) == ("Draft agenda", "agenda", "Costs", "report")
    assert sorted(agenda.renditions.values_list("language", flat=True)) == ["en", "fr"]
    assert agenda.delegation == cast.member("delegate").delegation


def test_two_files_cannot_be_one_document_in_one_language(cast: Cast, delegate: Client) -> None:
    page = upload(delegate, "a_en.txt", "b_en.txt")
    first = str(page.context["rows"][0].file.uid)
    address = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
    answer = delegate.post(address, filled(page, f1_belongs=first))
    assert (answer.status_code, Document.objects.count()) == (422, 0)
    answer = delegate.post(address, filled(page, f1_belongs=first, f1_leave="on"))
    assert (answer.status_code, Document.objects.count()) == (302, 1)


def test_a_refused_title_makes_nothing_and_keeps_all(cast: Cast, delegate: Client) -> None:
    page = upload(delegate, "a.txt", "b.txt")
    address = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
    answer = delegate.post(address, filled(page, f1_title="", given_for="Third meeting"))
    assert (answer.status_code, Document.objects.count()) == (422, 0)
    assert answer.context["rows"][1].errors["title"]
    assert answer.context["said"]["given_for"].value() == "Third meeting"


def test_a_file_that_lies_is_named_and_the_others_go_on(cast: Cast, delegate: Client) -> None:
    files = [SimpleUploadedFile("true.txt", b"Words"), SimpleUploadedFile("lies.pdf", b"<script>")]
    page = delegate.post(f"{LIST}new/", {"files": files}, follow=True)
    assert [row.file.name for row in page.context["rows"]] == ["true.txt"]
    assert b"lies.pdf" in page.content


def test_addendum_is_begun_from_its_document(cast: Cast, delegate: Client) -> None:
    parent = document(cast)
    files = [SimpleUploadedFile("more.txt", b"Words")]
    page = delegate.post(f"{LIST}new/?to={parent.number}&as=add", {"files": files}, follow=True)
    address = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
    delegate.post(address, filled(page))
    made = Document.objects.get(parent=parent)
    assert made.symbol == f"{parent.symbol}/Add.1"


def test_the_list_is_narrowed_and_ordered(cast: Cast, delegate: Client) -> None:
    west = cast.member("delegate").delegation
    late = Given(words="Third meeting", kind="day", day=date(2020, 1, 1))
    document(cast, title="Apples", type="report", delegation=west, given=late)
    french = document(cast, title="bananas", marking="restricted")
    version(cast, french, language="fr")
    gone = document(cast, title="Cherries")
    actions.withdraw_document(actor=cast.member("delegate"), document=gone)
    assert listed(delegate) == ["Cherries", "bananas", "Apples"]
    assert listed(delegate, sort="title") == ["Apples", "bananas", "Cherries"]
    assert listed(delegate, sort="symbol") == ["Apples", "Cherries", "bananas"], "what is restricted is numbered apart"
    assert listed(delegate, type="report") == ["Apples"]
    assert listed(delegate, language="fr") == ["bananas"]
    assert listed(delegate, marking="restricted") == ["bananas"]
    assert listed(delegate, delegation=west.pk if west else 0) == ["Apples"]
    assert listed(delegate, state="late") == ["Apples"]
    assert listed(delegate, state="withdrawn") == ["Cherries"]
    assert listed(delegate, year=1999) == []
    assert listed(delegate, page="x", year="ten") == listed(delegate)


def test_words_of_files_symbols_and_titles_are_found(cast: Cast, delegate: Client) -> None:
    one = document(cast, title="Costs", text="Éclairs are served at noon.")
    document(cast, title="Éclairs", text="Nothing else.")
    read_all()
    assert listed(delegate, words="eclair", sort="symbol") == ["Costs", "Éclairs"]
    assert listed(delegate, words="served noon") == ["Costs"]
    assert listed(delegate, words=one.symbol) == ["Costs"]
    assert b"<mark>served</mark>" in delegate.get(f"{LIST}?words=served").content


def test_restricted_documents_are_neither_listed_nor_counted_for_observers(cast: Cast, client: Client) -> None:
    document(cast, title="Secret costs", marking="restricted", text="Unspeakable")
    read_all()
    client.force_login(cast.observer)
    for wish in ({}, {"words": "unspeakable"}, {"marking": "restricted"}):
        page = client.get(LIST, wish)
        assert page.context["page"].total == 0
        assert b"Secret" not in page.content
    assert b"Secret" not in client.get("/search/", {"q": "unspeakable"}).content


def test_page_says_what_is_missing_and_what_is_behind(cast: Cast, delegate: Client) -> None:
    actions.set_scheme(actor=cast.member("chair"), pattern="C/{n}", languages=["en", "fr", "es"])
    one = document(cast)
    version(cast, one, language="fr")
    version(cast, one, is_revision=True, note="New figures")
    page = delegate.get(one.get_absolute_url()).content.decode()
    assert "C/1/Rev.1" in page
    assert "Still missing: Spanish." in page
    assert "Not yet of the newest revision" in page
    assert "1 earlier version" in page
    assert "New figures" in page


def test_a_file_comes_back_with_a_refused_version(cast: Cast, delegate: Client) -> None:
    one = document(cast)
    brought = {"files": SimpleUploadedFile("new.txt", b"New words"), "language": "en", "note": "x" * 501}
    answer = delegate.post(f"{one.get_absolute_url()}version/", brought)
    assert answer.status_code == 422
    (kept,) = answer.context["files"]
    again = {"kept": str(kept.uid), "language": "en", "note": "Shorter"}
    assert delegate.post(f"{one.get_absolute_url()}version/", again).status_code == 302
    assert one.renditions.get().versions.count() == 2


def test_preview_shows_what_the_next_symbol_would_be(cast: Cast, client: Client) -> None:
    document(cast)
    client.force_login(cast.chair)
    preview = client.get(f"{LIST}scheme/preview/", {"pattern": "X/{nn}"}).content.decode()
    assert "X/01/Add.1" in preview
    assert "No symbol can be made" in client.get(f"{LIST}scheme/preview/", {"pattern": "X"}).content.decode()
    answer = client.post(f"{LIST}scheme/", {"pattern": "X/{month}"})
    assert answer.status_code == 422


def test_the_list_asks_eight_queries_at_most_for_one_page_or_many(cast: Cast, delegate: Client) -> None:
    own = ("django_session", "usersessions_", "SAVEPOINT", 'FROM "accounts_person"')  # of every page of the product

    def asked(**wish: Any) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert delegate.get(LIST, wish).status_code == 200
        return sum(not any(word in one["sql"] for word in own) for one in seen.captured_queries)

    document(cast, title="Costs")
    read_all()
    asked()
    one = asked()
    for number in range(32):
        document(cast, title=f"Paper {number}", text=f"words {number}", parent=None)
    read_all()
    narrowed = {"words": "words", "type": "working", "language": "en", "state": ""}
    assert [asked(), asked(page=2), asked(sort="title"), asked(**narrowed)] == [one] * 4
    assert one <= 8


def test_a_page_beyond_the_last_is_the_last(cast: Cast, delegate: Client) -> None:
    for number in range(31):
        document(cast, title=f"Paper {number}")
    answers = [delegate.get(LIST, {"page": page}) for page in ("2", "7", "99999")]
    assert [(one.context["page"].number, len(one.context["rows"])) for one in answers] == [(2, 1)] * 3
    nothing = delegate.get(LIST, {"page": "3", "words": "nowhere"}).context["page"]
    assert (nothing.total, nothing.number, nothing.pages) == (0, 1, 1)


def test_the_form_says_how_large_a_file_may_be(delegate: Client, settings: Settings) -> None:
    settings.UPLOAD_LARGEST_MB = 777
    assert "Each file up to 777 MB." in delegate.get(f"{LIST}new/").content.decode()
