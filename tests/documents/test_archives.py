"""Several documents as one file: what is in it, for whom, for how long, with how much memory."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.documents.stage import document, version
from workgroups.core import clock
from workgroups.core.archives import Entry, written
from workgroups.core.errors import Refused
from workgroups.documents import actions
from workgroups.documents.models import Archive, Document
from workgroups.documents.tasks import build, sweep
from workgroups.events.actions import catch_up
from workgroups.files.models import Blob, File
from workgroups.files.queries import bytes_of
from workgroups.timers.actions import fire_due

LIST = "/groups/cloud/documents/"


def packed(archive: Archive) -> zipfile.ZipFile:
    archive.refresh_from_db()
    assert archive.file
    return zipfile.ZipFile(io.BytesIO(bytes_of(archive.file)))


@pytest.mark.django_db
def test_archive_holds_what_the_reader_may_read_now(cast: Cast) -> None:
    actions.set_scheme(actor=cast.member("chair"), pattern="C/{n}")
    one = document(cast, text="Old words")
    version(cast, one, text="New words", is_revision=True)
    version(cast, one, language="fr", text="Des mots")
    secret = document(cast, title="Secret costs", marking="restricted")
    unnamed = document(cast, marking="unattributed", delegation=cast.member("delegate").delegation, text="Who?")
    ids = [one.pk, secret.pk, unnamed.pk]
    archive = actions.ask_archive(actor=cast.member("observer"), document_ids=ids)
    build(archive.pk)
    with packed(archive) as zipped:
        assert sorted(zipped.namelist()) == [
            "C-1-Rev.1/C-1-Rev.1_en_group.txt",
            "C-1-Rev.1/C-1-Rev.1_fr_group.txt",
            "C-2/C-2_en_NOT-FOR-ATTRIBUTION.txt",
            "index.csv",
            "index.html",
        ]
        assert zipped.read("C-1-Rev.1/C-1-Rev.1_en_group.txt") == b"New words"
        index = zipped.read("index.csv").decode("utf-8-sig") + zipped.read("index.html").decode()
    assert "Secret" not in index
    assert "Westland" not in index
    assert archive.document_ids == [one.pk, unnamed.pk]


@pytest.mark.django_db
def test_archive_is_refused_once_something_in_it_may_not_be_read(cast: Cast, client: Client) -> None:
    one = document(cast)
    client.force_login(cast.observer)
    answer = client.post(f"{LIST}archive/", {"document": [one.number]})
    archive = Archive.objects.get()
    catch_up()
    assert sweep() == 1
    assert sweep() == 0
    page = client.get(answer["Location"])
    url = page.context["archive"].file.get_absolute_url()
    assert client.get(url).status_code == 200
    Document.objects.update(marking="restricted")
    assert client.get(url).status_code == 404
    Document.objects.update(marking="group")
    catch_up()
    with clock.at(clock.now() + timedelta(days=2, seconds=5)):
        assert client.get(url).status_code == 404
        fire_due()
    archive.refresh_from_db()
    assert (archive.state, File.objects.filter(kind="documents.archive").count()) == ("expired", 0)


@pytest.mark.django_db
def test_all_that_the_filters_find_is_asked_for(cast: Cast, client: Client) -> None:
    wanted = document(cast, type="report")
    document(cast, type="agenda")
    client.force_login(cast.delegate)
    client.post(f"{LIST}archive/", {"all": "1", "type": "report"})
    assert Archive.objects.get().document_ids == [wanted.pk]
    with pytest.raises(Refused):
        actions.ask_archive(actor=cast.member("delegate"), document_ids=[])


@pytest.mark.django_db
def test_an_archive_that_fails_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = actions.ask_archive(actor=cast.member("delegate"), document_ids=[document(cast).pk])

    def broken(*_args: object, **_named: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr("workgroups.documents.tasks.store_stream", broken)
    build(archive.pk)
    archive.refresh_from_db()
    assert (archive.state, archive.file_id) == ("failed", None)


class Endless(io.RawIOBase):
    """Forty megabytes that no memory holds."""

    left = 40 * 1024 * 1024

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(len(buffer), self.left)
        self.left -= size
        buffer[:size] = b"x" * size
        return size


@contextmanager
def large() -> Iterator[Any]:
    yield io.BufferedReader(Endless())


def test_packing_needs_no_memory_for_what_it_packs() -> None:
    entries = [Entry(f"{place}.bin", large, clock.now()) for place in range(2)]
    tracemalloc.start()
    with written(entries, {"index.csv": "a,b"}, clock.now()) as stream:
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert [one.file_size for one in zipfile.ZipFile(stream).infolist()] == [*[40 * 1024 * 1024] * 2, 3]
    assert peak < 4 * 1024 * 1024


@pytest.mark.django_db
def test_an_archive_says_what_is_missing_in_it(cast: Cast, client: Client, settings: Settings) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    texts = ("Open", "Awaited", "Harmful", "Gone")
    whole, awaited, harmful, gone = (document(cast, title=text, text=text) for text in texts)
    for one, scan in ((whole, "clean"), (awaited, "waiting"), (harmful, "harmful"), (gone, "clean")):
        Blob.objects.filter(pk=one.renditions.get().current.file.blob_id).update(scan=scan)
    ids = [one.pk for one in (whole, awaited, harmful, gone)]
    archive = actions.ask_archive(actor=cast.member("observer"), document_ids=ids)
    Document.objects.filter(pk=gone.pk).update(marking="restricted")
    build(archive.pk)
    lines = [
        f"{awaited.symbol}, English: the file is not checked for harmful content yet.",
        f"{harmful.symbol}, English: harmful content was found in the file, so it stays closed.",
        "1 document was withdrawn meanwhile, or is not yours to read any more.",
    ]
    with packed(archive) as zipped:
        assert zipped.read("LEFT-OUT.txt").decode().splitlines()[2:] == lines
        assert "Gone" not in zipped.read("LEFT-OUT.txt").decode() + zipped.read("index.csv").decode()
    client.force_login(cast.observer)
    page = client.get(archive.get_absolute_url()).content.decode()
    assert "1 document, with an index of it." in page
    for line in lines:
        assert line in page
