"""A copy of my data: everything that any domain keeps is in it, no secret is, and only I get it, once proved again."""

import io
import json
import zipfile
from contextlib import suppress
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.db.transaction import atomic
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from tests.accounts.conftest import PASSWORD
from tests.accounts.plant import holds_words, loosen, plant, word_for
from tests.cast import Cast
from workgroups.accounts.actions import ask_copy, remove_copy, take_copy
from workgroups.accounts.models import DataCopy, Person
from workgroups.accounts.queries import kinds_kept
from workgroups.accounts.tasks import build, sweep
from workgroups.core import clock
from workgroups.events.actions import catch_up
from workgroups.events.events import Event, StreamRef
from workgroups.events.queries import entries_after, head_of
from workgroups.files.actions import store
from workgroups.files.models import File
from workgroups.files.queries import bytes_of
from workgroups.notifications.models import Delivery
from workgroups.timers.actions import fire_due

get_resolver().url_patterns  # noqa: B018  (every address loads the views, and with them what fills the slots)
PAGE, FILE = "/settings/my-data/", "/settings/my-data/copy/file/"
State = DataCopy.State


@pytest.fixture(autouse=True)
def file_store(settings: Settings, tmp_path: Any) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


def made_for(person: Person) -> DataCopy:
    """A copy, asked for and made."""
    copy = ask_copy(person=person)
    build(copy.pk)
    copy.refresh_from_db()
    assert copy.state == State.READY
    return copy


def packed(copy: DataCopy) -> dict[str, bytes]:
    assert copy.file
    with zipfile.ZipFile(io.BytesIO(bytes_of(copy.file))) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


@pytest.mark.django_db
def test_every_column_that_leads_to_me_leads_into_my_copy_and_no_secret_does(cast: Cast) -> None:
    loosen()
    me = cast.outsider
    me.set_password(PASSWORD)
    me.save()
    wanted, refused, tables = {}, {me.password: "password", "of-another": "another's row"}, set()
    named = [(kind, name) for kind in kinds_kept() for name in kind.fields]
    for place, (kind, column) in enumerate(named):
        label, _dot, leads = column.rpartition(".")
        model, tag = apps.get_model(label), f"w{place}x"
        if label in {"accounts.DataCopy", "files.File"}:
            continue  # made by asking; a file needs its bytes: below
        tables.add(label)
        many = model._meta.get_field(leads).many_to_many
        row = plant(model, tag) if many else plant(model, tag, leads=leads, to=me)
        if many:
            getattr(row, leads).add(me)
        for one in model._meta.concrete_fields:
            name = f"{label}.{one.name}"
            if holds_words(one) and name not in kind.omits and column not in kind.touched:
                wanted[word_for(one, tag)] = name
            elif holds_words(one):
                refused[word_for(one, tag)] = name
        with suppress(IntegrityError), atomic():  # the same of somebody else, where there can be two
            plant(model, "of-another", leads="" if many else leads, to=cast.former)
    for name in {name for kind in kinds_kept() for name in kind.parts}:
        label, _dot, up = name.rpartition(".")
        model = apps.get_model(label)
        parent = model._meta.get_field(up).related_model
        own = next(one for _kind, one in named if one.startswith(f"{parent._meta.label}."))
        row = parent._base_manager.filter(**{own.rpartition(".")[2]: me}).first()
        plant(model, f"p{label[:4]}", **{f"{up}_id": row.pk})
        tables.add(label)
        wanted |= {word_for(one, f"p{label[:4]}"): name for one in model._meta.concrete_fields if holds_words(one)}
    files = packed(made_for(me))
    machine = json.loads(files["data.json"])
    told = {name for kind in machine["kinds"] for name in kind["tables"]}
    parts = {name.rpartition(".")[0] for kind in kinds_kept() for name in kind.parts}
    assert sorted(tables - parts - told) == []
    text = files["data.json"].decode()
    assert {word: name for word, name in wanted.items() if word not in text} == {}
    everything = text + files["index.html"].decode()
    assert {word: name for word, name in refused.items() if word in everything} == {}


def test_what_looks_like_a_secret_is_left_out() -> None:
    """A new column of a kind that is kept, named like a key, is either omitted or named here as harmless."""
    harmless = {"notifications.Notice.key", "notifications.Handling.key", "notifications.Delivery.key"}
    harmless |= {"circulars.Chased.key", "drafts.Reference.key"}
    suspect = ("token", "secret", "key", "password", "code", "data")
    kept = [(kind, apps.get_model(name.rpartition(".")[0])) for kind in kinds_kept() for name in kind.fields]
    found = {
        f"{model._meta.label}.{one.name}"
        for kind, model in kept
        for one in model._meta.concrete_fields
        if any(word in one.name.split("_") for word in suspect) and f"{model._meta.label}.{one.name}" not in kind.omits
    }
    assert found <= harmless


@pytest.mark.django_db
def test_the_copy_holds_my_files_and_says_which_it_left_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, words in (("Größe: eins.txt", b"short"), ("long.txt", b"much longer")):
        store(owner=cast.delegate, group_id=None, name=name, content=ContentFile(words), kind="threads.attachment")
    monkeypatch.setattr("workgroups.accounts.tasks.MOST_BYTES", 10)
    files = packed(made_for(cast.delegate))
    first, second = File.objects.filter(owner=cast.delegate, kind="threads.attachment").order_by("pk")
    assert sorted(files) == ["data.json", f"files/{first.pk}-Größe- eins.txt", "index.html", "style.css"]
    assert files[f"files/{first.pk}-Größe- eins.txt"] == b"short"
    page = files["index.html"].decode()
    assert f'href="files/{first.pk}-Gr%C3%B6%C3%9Fe-%20eins.txt"' in page
    assert f"{second.get_absolute_url()}" in page
    assert "The copy would be too large with it." in page
    said = {one["name"]: one["left_out"] for one in json.loads(files["data.json"])["files"]}
    assert said["Größe: eins.txt"] == ""
    assert said["long.txt"]


class Outline(HTMLParser):
    """The parts of a page that links lead to, and the links."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.root: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "html":
            self.root = said
        if said.get("id"):
            self.ids.append(str(said["id"]))
        if tag == "a" and str(said.get("href", "")).startswith("#"):
            self.links.append(str(said["href"])[1:])


@pytest.mark.django_db
def test_the_page_of_the_copy_speaks_my_language_and_its_contents_lead_somewhere(cast: Cast) -> None:
    Person.objects.filter(pk=cast.delegate.pk).update(language="fr")
    page = packed(made_for(cast.delegate))["index.html"].decode()
    outline = Outline()
    outline.feed(page)
    assert outline.root == {"lang": "fr", "dir": "ltr"}
    assert "Sièges et fonctions" in page
    assert outline.links
    assert set(outline.links) <= set(outline.ids)
    assert len(outline.ids) == len(set(outline.ids))


@pytest.mark.django_db
def test_asked_twice_it_is_one_and_a_dead_worker_loses_nothing(cast: Cast) -> None:
    copy = ask_copy(person=cast.delegate)
    assert ask_copy(person=cast.delegate).pk == copy.pk
    assert take_copy(copy_id=copy.pk)  # a worker has it, and dies
    assert sweep() == 0
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert sweep() == 1
        copy.refresh_from_db()
        assert (copy.state, copy.attempts) == (State.READY, 2)
        assert ask_copy(person=cast.delegate).file_id == copy.file_id
    assert File.objects.filter(kind="accounts.copy").count() == 1


@pytest.mark.django_db
def test_what_kills_its_worker_again_and_again_is_given_up(cast: Cast) -> None:
    copy, now = ask_copy(person=cast.delegate), clock.now()
    for turn in range(4):
        with clock.at(now + timedelta(minutes=11 * turn)):
            taken = take_copy(copy_id=copy.pk)
    assert taken is None
    copy.refresh_from_db()
    assert copy.state == State.FAILED
    assert made_for(cast.delegate).pk == copy.pk  # asked for anew, it begins anew


@pytest.mark.django_db
def test_a_copy_goes_after_days_or_at_once(cast: Cast) -> None:
    made_for(cast.delegate)
    catch_up()
    with clock.at(clock.now() + timedelta(days=3, seconds=5)):
        fire_due()
    assert DataCopy.objects.get().state == State.GONE
    assert not File.objects.filter(kind="accounts.copy").exists()
    again = ask_copy(person=cast.delegate)
    remove_copy(person=cast.delegate)
    build(again.pk)
    assert DataCopy.objects.get().state == State.GONE


@pytest.mark.django_db
def test_a_mail_says_once_that_it_is_ready(cast: Cast) -> None:
    made_for(cast.delegate)
    catch_up()
    catch_up()
    (mail,) = Delivery.objects.filter(person=cast.delegate, key__startswith="copy:")
    assert mail.context["subject"] == "The copy of your data is ready"


@pytest.mark.django_db
def test_only_i_fetch_it_once_i_have_proved_again_who_i_am(ana: Person, cast: Cast, client: Client) -> None:
    copy = made_for(ana)
    client.force_login(ana)
    asked = client.get(FILE)
    assert (asked.status_code, asked["Location"].split("?")[0]) == (302, "/accounts/reauthenticate/")
    sent = client.post(asked["Location"], {"password": PASSWORD})
    assert sent["Location"] == FILE
    given = client.get(FILE)
    assert given["Content-Disposition"].startswith("attachment")
    assert given["Cache-Control"] == "no-store"
    assert zipfile.is_zipfile(io.BytesIO(b"".join(given.streaming_content)))
    assert copy.file
    assert client.get(copy.file.get_absolute_url()).status_code == 404  # its own address asks for no proof
    client.post("/settings/my-data/copy/remove/")
    assert client.get(FILE).status_code == 404


@pytest.mark.django_db
def test_without_a_password_a_code_by_mail_proves_who_i_am(cast: Cast, client: Client) -> None:
    made_for(cast.delegate)
    client.force_login(cast.delegate)  # as somebody who came in by a link, a while ago
    page = client.get(FILE)["Location"]  # the other doors: `tests/doors/accounts.py`
    assert page.split("?")[0] == "/settings/prove/"
    assert "Send me a code" in client.get(page).content.decode()
    assert client.post(page, {"send": "1"})["Location"] == page
    (mail,) = Delivery.objects.filter(template="accounts/mail/security")
    assert mail.context["subject"] == "Your code to confirm that it is you"
    code = client.session["account_proof"]["code"]
    assert code in mail.context["body"]
    assert client.post(page, {"code": "wrong"}).status_code == 422
    assert client.get(FILE).status_code == 302
    assert client.post(page, {"code": code})["Location"] == FILE
    assert client.get(FILE).status_code == 200
    assert client.post(page, {"code": code}).status_code == 200  # it works once
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 15 * 60
    session.save()
    assert client.get(FILE).status_code == 302
    for _try in range(3):
        client.post(page, {"send": "1"})
        wrong = [client.post(page, {"code": "wrong"}).status_code for _one in range(3)]
    assert wrong == [422, 422, 302]  # after three the code is gone
    other = Client()
    other.force_login(cast.chair)
    assert other.get(FILE).status_code == 404


@pytest.mark.django_db
def test_the_page_hears_of_each_step(ana: Person, client: Client) -> None:
    client.force_login(ana)
    ref = StreamRef.person(ana.pk)

    def told() -> set[str]:
        events: list[Event] = [event for entry in entries_after(ref, cursor) if (event := entry.event())]
        return {topic for event in events for topic in event.topics()}

    pages = [client.get(PAGE).content.decode()]
    for act in (lambda: ask_copy(person=ana), lambda: sweep(), lambda: remove_copy(person=ana)):
        cursor = head_of(ref)
        act()
        pages.append(client.get(PAGE).content.decode())
        assert pages[-2] != pages[-1]
        assert "copy" in told()
    for page, words in zip(pages, ("Ask for my data", "Asked for", "Download", "Ask for my data"), strict=True):
        assert words in page
