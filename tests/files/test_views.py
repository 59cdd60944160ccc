"""The guarded address: who may read is the owner app's word, and nothing that is sent can run."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from tests.files import office
from tests.files.test_actions import picture
from workgroups.accounts.models import Person
from workgroups.files.actions import forget_file, store, want_text
from workgroups.files.actions import store as store_paper
from workgroups.files.http import StoredFileResponse
from workgroups.files.models import Blob, Extract, File
from workgroups.files.queries import open_file
from workgroups.files.registry import readers
from workgroups.files.tasks import read


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    readers["tests.paper"] = lambda user, file: bool(user.pk and user.pk == file.owner_id)
    yield
    del readers["tests.paper"]


def paper(owner: Person, name: str, data: bytes) -> File:
    return store(owner=owner, group_id=None, name=name, content=ContentFile(data), kind="tests.paper")


def test_file_is_sent_as_a_sandboxed_attachment(owner: Person, client: Client) -> None:
    file = paper(owner, "évil page.html", b"<script>alert(1)</script>")
    client.force_login(owner)
    response = client.get(file.get_absolute_url())
    assert (response.status_code, response.getvalue()) == (200, b"<script>alert(1)</script>")
    assert {name: response[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control", "ETag")} == {
        "Content-Type": "text/plain",
        "Content-Disposition": "attachment; filename*=utf-8''%C3%A9vil%20page.html",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{file.blob.sha256}"',
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def test_file_shows_a_picture_in_place(owner: Person, client: Client) -> None:
    client.force_login(owner)
    response = client.get(paper(owner, "chart.png", picture()).get_absolute_url())
    assert (response["Content-Type"], response["Content-Disposition"]) == ("image/png", 'inline; filename="chart.png"')


def test_file_answers_304_only_to_who_may_read(owner: Person, client: Client) -> None:
    file = paper(owner, "a.txt", b"text")
    etag = {"HTTP_IF_NONE_MATCH": f'"{file.blob.sha256}"'}
    assert client.get(file.get_absolute_url(), **etag).status_code == 302
    client.force_login(owner)
    response = client.get(file.get_absolute_url(), **etag)
    assert (response.status_code, response.content) == (304, b"")


def test_file_is_missing_for_others_and_asks_strangers_to_sign_in(owner: Person, client: Client) -> None:
    address = paper(owner, "a.txt", b"text").get_absolute_url()
    nowhere = "/files/00000000-0000-4000-8000-000000000000/a.txt"
    for path in (address, nowhere):
        assert client.get(path)["Location"] == f"/accounts/login/?next={path}"
    other = Person.somebody(name="Other", email="other@files.example")
    other.save()
    client.force_login(other)
    assert [client.get(path).status_code for path in (address, nowhere)] == [404, 404]


def test_file_of_a_kind_nobody_reads_is_missing(owner: Person, client: Client) -> None:
    file = store(owner=owner, group_id=None, name="a.txt", content=ContentFile(b"x"), kind="tests.unknown")
    client.force_login(owner)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_file_goes_out_in_pieces_under_asgi(owner: Person) -> None:
    file = paper(owner, "long.txt", b"x" * 200_000)

    async def pieces() -> list[int]:
        response: Any = StoredFileResponse(open_file(file))
        return [len(piece) async for piece in response]

    assert asyncio.run(pieces()) == [65536, 65536, 65536, 3392]


def test_preview_is_the_first_page_for_whom_the_file_is(owner: Person, client: Client) -> None:
    file = paper(owner, "paper.pdf", office.pdf("Hello"))
    address = f"/files/{file.uid}/pages/1.png"
    client.force_login(owner)
    assert client.get(address).status_code == 404
    want_text(blob=file.blob)
    read()
    response = client.get(address)
    assert (response["Content-Type"], response["Content-Disposition"]) == ("image/png", 'inline; filename="1.png"')
    assert response["Content-Security-Policy"].endswith("sandbox")
    assert response.getvalue().startswith(b"\x89PNG")
    client.logout()
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    assert forget_file(file=file) is False  # nobody has said when files of this kind are loose


def test_a_forgotten_file_takes_its_first_page_along(owner: Person, store: Path) -> None:
    file = store_file(owner)
    want_text(blob=file.blob)
    read()
    assert Blob.objects.count() == 2
    assert forget_file(file=file) is True
    assert (Blob.objects.count(), Extract.objects.count()) == (0, 0)


def store_file(owner: Person) -> File:
    data = ContentFile(office.pdf("Hello"))
    return store_paper(owner=owner, group_id=None, name="a.pdf", content=data, kind="threads.post")
