"""Uploads in pieces: whose they are, what is refused in words, one line at a time, and what is swept."""

import asyncio
import hashlib
import io
import zipfile
from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast, build_cast
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.files import consumers
from workgroups.files.actions import (
    LARGEST,
    append_upload,
    open_upload,
    store_bytes,
    storing,
    sweep_expired,
    sweep_left_behind,
)
from workgroups.files.actions.uploads import MOST_AT_ONCE
from workgroups.files.adapters import parts
from workgroups.files.models import Blob, File, Upload
from workgroups.files.queries import bytes_of

KIND = "threads.post"
MB = 1024 * 1024


@pytest.fixture
def people(transactional_db: None) -> Cast:
    """The cast, committed: bytes are taken in by threads of their own."""
    return build_cast()


def begin(cast: Cast, name: str, length: int) -> Upload:
    return open_upload(owner=cast.delegate, group_id=cast.group.pk, kind=KIND, name=name, length=length)


def patch(
    upload: Upload, user: Any, *pieces: bytes, offset: int | None = None, hang_up: bool = False, **more: str
) -> Any:
    """Say what a web server says for one PATCH; return status, headers and words (None when nobody answers)."""
    sent: list[dict[str, Any]] = []
    said = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    said.append({"type": "http.disconnect"} if hang_up else {"type": "http.request", "body": b""})
    given = {
        "tus-resumable": "1.0.0",
        "content-type": "application/offset+octet-stream",
        "upload-offset": str(upload.offset if offset is None else offset),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    headers = [(name.encode(), value.encode()) for name, value in given.items()]
    scope = {"user": user, "headers": headers, "url_route": {"kwargs": {"uid": upload.uid}}}

    async def receive() -> dict[str, Any]:
        return said.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(consumers.receive_piece(scope, receive, send))
    upload.refresh_from_db()
    if not sent:
        return None
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, sent[1]["body"].decode()


def test_upload_becomes_a_file_of_the_same_uid(people: Cast) -> None:
    upload = begin(people, "../notes.txt", 11)
    status, told, _ = patch(upload, people.delegate, b"hello", content_length="5")
    assert (status, told["upload-offset"], told["tus-resumable"]) == (204, "5", "1.0.0")
    assert patch(upload, people.delegate, b" wo", b"rld")[0] == 204
    file = File.objects.get(uid=upload.uid)
    assert (bytes_of(file), file.name, file.type, file.kind) == (b"hello world", "notes.txt", "text/plain", KIND)
    assert (file.owner_id, file.group_id) == (people.delegate.pk, people.group.pk)
    assert file.blob.sha256 == hashlib.sha256(b"hello world").hexdigest()
    assert patch(upload, people.delegate)[0] == 204  # an answer that was lost is given again
    assert File.objects.count() == 1


def test_what_came_before_the_line_broke_stays(people: Cast) -> None:
    upload = begin(people, "notes.txt", 11)
    assert patch(upload, people.delegate, b"hello", hang_up=True) is None
    assert upload.offset == 5
    assert patch(upload, people.delegate, b" world")[0] == 204
    assert bytes_of(File.objects.get()) == b"hello world"


def test_a_checked_piece_counts_whole_or_not_at_all(people: Cast) -> None:
    upload = begin(people, "notes.txt", 5)
    right = "sha1 " + b64encode(hashlib.sha1(b"hello").digest()).decode()
    assert patch(upload, people.delegate, b"hell0", upload_checksum=right)[0] == 460
    assert patch(upload, people.delegate, b"hel", upload_checksum=right, hang_up=True) is None
    assert upload.offset == 0
    assert patch(upload, people.delegate, b"hello", upload_checksum=right)[0] == 204
    assert bytes_of(File.objects.get()) == b"hello"


def test_who_may_append(people: Cast) -> None:
    upload = begin(people, "notes.txt", 5)
    asked = {who: patch(upload, people.person(who) or AnonymousUser(), b"hello")[0] for who in ("chair", "delegate2")}
    assert asked == {"chair": 404, "delegate2": 404}
    assert patch(upload, AnonymousUser(), b"hello")[0] == 401
    assert upload.offset == 0


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"tus_resumable": "0.2.2"}, 412),
        ({"content_type": "text/plain"}, 415),
        ({"upload_offset": "x"}, 400),
        ({"upload_checksum": "md5 YWJj"}, 400),
        ({"upload_offset": "3"}, 409),
        ({"content_length": "12"}, 413),
    ],
)
def test_pieces_that_do_not_fit(people: Cast, more: dict[str, str], status: int) -> None:
    upload = begin(people, "notes.txt", 11)
    answer, told, _ = patch(upload, people.delegate, b"hello", **more)
    assert (answer, upload.offset) == (status, 0)
    assert (told["x-content-type-options"], told["cache-control"]) == ("nosniff", "no-store")


def test_more_than_declared_is_not_taken(people: Cast) -> None:
    upload = begin(people, "notes.txt", 5)
    assert patch(upload, people.delegate, b"hello", b" world")[0] == 413
    assert upload.offset == 0


def test_one_line_at_a_time(people: Cast) -> None:
    upload = begin(people, "notes.txt", 5)
    with parts.locked(upload.uid):
        assert patch(upload, people.delegate, b"hello")[0] == 423
    assert patch(upload, people.delegate, b"hello")[0] == 204


def test_first_bytes_that_lie_end_the_upload_at_once(people: Cast) -> None:
    upload = begin(people, "film.png", 20 * MB)
    status, _, words = patch(upload, people.delegate, b"<html>" * 1000)
    assert (status, words) == (422, "“film.png” is named as an image but is not one.")
    assert (upload.refused, list(parts._folder().iterdir())) == (words, [])
    assert patch(upload, people.delegate, b"more")[::2] == (422, words)


def test_what_lies_at_its_end_is_refused_when_whole(people: Cast) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("evil.txt", b"x" * 5000)
    data = target.getvalue()
    upload = begin(people, "paper.docx", len(data))
    assert patch(upload, people.delegate, data)[0] == 422
    assert (File.objects.count(), upload.refused) == (0, "“paper.docx” is not what its ending .docx says.")


def test_what_the_disk_lost_comes_again(people: Cast) -> None:
    upload = begin(people, "notes.txt", 11)
    patch(upload, people.delegate, b"hello")
    (parts._folder() / upload.uid.hex).write_bytes(b"he")
    assert patch(upload, people.delegate, b" world")[0] == 409
    assert upload.offset == 2
    assert patch(upload, people.delegate, b"llo world")[0] == 204
    assert bytes_of(File.objects.get()) == b"hello world"


def test_open_upload_refuses_in_words(people: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match=r"“film\.mov” is larger than 25 MB"):
        begin(people, "film.mov", LARGEST + 1)
    with pytest.raises(Refused, match="is empty"):
        begin(people, "film.mov", 0)
    settings.UPLOAD_ROOM_MB = 10
    with pytest.raises(Refused, match="There is no room"):
        begin(people, "film.mov", 10 * MB + 1)
    begin(people, "film.mov", 6 * MB)
    with pytest.raises(Refused, match="There is no room"):
        begin(people, "film.mov", 5 * MB)
    for _ in range(MOST_AT_ONCE - 1):
        begin(people, "note.txt", 1)
    with pytest.raises(Refused, match="many unfinished uploads"):
        begin(people, "note.txt", 1)
    Upload.objects.all().delete()
    monkeypatch.setattr(parts, "room", lambda: 512 * MB)
    with pytest.raises(Refused, match="nearly full"):
        begin(people, "film.mov", 1)


def test_unfinished_uploads_expire_after_the_last_piece(people: Cast) -> None:
    now = clock.now()
    left, gone_on = begin(people, "left.txt", 9), begin(people, "on.txt", 9)
    patch(left, people.delegate, b"some")
    with clock.at(now + timedelta(days=2)):
        append_upload_at(gone_on)
    with clock.at(now + timedelta(days=3, hours=1)):
        assert sweep_expired() == 1
        assert [one.name for one in Upload.objects.all()] == ["on.txt"]
        assert [one.name for one in parts._folder().iterdir()] == [gone_on.uid.hex]
        with parts.locked(gone_on.uid):
            assert sweep_expired() == 0
    with clock.at(now + timedelta(days=5, hours=1)):
        assert sweep_expired() == 1
    assert (Upload.objects.count(), list(parts._folder().iterdir())) == (0, [])


def append_upload_at(upload: Upload) -> None:
    """Append two bytes by the clock of this context (the door's threads have their own)."""
    with parts.locked(upload.uid) as part:
        append_upload(upload=upload, part=part, pieces=[b"so"])


def test_what_no_form_took_is_swept_with_its_bytes(people: Cast, store: Path) -> None:
    def bring(name: str, data: bytes, kind: str = KIND) -> File:
        return store_bytes(owner=people.delegate, group_id=people.group.pk, name=name, data=data, kind=kind)

    with clock.at(clock.now() - timedelta(days=8)):
        bring("left.txt", b"left behind")
        bring("shared.txt", b"same bytes")
        bring("figure.txt", b"of a kind that is never loose", kind="deliverables.figure")
    bring("new.txt", b"same bytes")
    assert sweep_left_behind() == 2
    assert sorted(File.objects.values_list("name", flat=True)) == ["figure.txt", "new.txt"]
    assert Blob.objects.count() == len([path for path in store.rglob("*") if path.is_file()]) == 2
    assert sweep_left_behind() == 0


def test_pages_of_an_upload(people: Cast, client: Client) -> None:
    assert client.options("/files/uploads/")["Tus-Extension"] == "creation,termination,expiration,checksum"
    upload = begin(people, "notes.txt", 5)
    address = f"/files/uploads/{upload.uid}"
    assert client.head(address).status_code == 401
    client.force_login(people.delegate)
    head = client.head(address)
    assert (head["Upload-Offset"], head["Upload-Length"], head["Cache-Control"]) == ("0", "5", "no-store")
    patch(upload, people.delegate, b"hello")
    told = client.get(address).json()
    assert (told["offset"], told["file"]) == (5, {"uid": str(upload.uid), "name": "notes.txt", "type": "text/plain"})
    assert client.delete(address).status_code == 204
    assert (File.objects.count(), Blob.objects.count(), client.head(address).status_code) == (0, 0, 404)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "5"}, 412),
        ({"Tus-Resumable": "1.0.0"}, 400),
        ({"Tus-Resumable": "1.0.0", "Upload-Length": "5"}, 400),
        ({"Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Metadata": "group MQ=="}, 404),
    ],
)
def test_opening_without_what_it_needs(people: Cast, client: Client, headers: dict[str, str], status: int) -> None:
    client.force_login(people.delegate)
    assert client.post("/files/uploads/", headers=headers).status_code == status
    assert Upload.objects.count() == 0


def test_a_failed_store_leaves_the_upload_to_be_finished_again(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin(people, "notes.txt", 5)

    def fails(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space")

    with monkeypatch.context() as patched:
        patched.setattr(storing.storage, "move", fails)
        with pytest.raises(OSError, match="no space"):
            patch(upload, people.delegate, b"hello")
    upload.refresh_from_db()
    assert (upload.offset, upload.file) == (5, None)
    assert patch(upload, people.delegate)[0] == 204
    assert bytes_of(File.objects.get()) == b"hello"
