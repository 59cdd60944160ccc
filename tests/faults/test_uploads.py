"""A large file over a line that breaks and a server that dies: it arrives whole, and memory stays flat."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cast import Cast, build_cast
from tests.files.tus import Client
from tests.web import Web, sign_in, web_process
from workgroups.files.models import File, Upload
from workgroups.files.queries import open_file

pytestmark = pytest.mark.fault
MB = 1024 * 1024
SIZE = 500 * MB if os.environ.get("TEST_SCALE") == "full" else 20 * MB
BREAKS = 10
FLAT_MB = 40  # what a web process may grow by while it takes a file, however large


@pytest.fixture
def committed_cast(transactional_db: None) -> Cast:
    """The cast, committed: other processes read the database."""
    return build_cast()


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Path:
    """The data folder that the web process and this one share."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def pieces(start: int, end: int) -> Iterator[bytes]:
    """The file's own bytes from `start` to `end`, made as they are sent: no two MB alike, and no NUL-free text."""
    for number in range(start // MB, -(-end // MB)):
        whole = b"\x00\x01" + number.to_bytes(6, "big") * (MB // 6 + 1)
        yield whole[max(start - number * MB, 0) : min(end - number * MB, MB)]


def resident_mb(web: Web) -> float:
    """The most memory that the web process has held so far."""
    assert web.child
    status = Path(f"/proc/{web.child.pid}/status").read_text()
    (line,) = (one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def settled_offset(client: Client, path: str) -> int:
    """Where the upload stands once the server has noticed that the line is gone."""
    for _ in range(100):
        before = client.offset(path)
        if client.patch(path, before, b"").status == 204:
            return client.offset(path)
        time.sleep(0.05)
    raise AssertionError("the broken line still holds the upload")


def send(client: Client, path: str, start: int, end: int, promised: int) -> None:
    """Send a piece and, where less is sent than promised, hang up."""
    line = client.begin(path, start, promised)
    for piece in pieces(start, end):
        line.send(piece)
    if end - start == promised:
        assert line.getresponse().status == 204
    line.close()


def test_large_file_arrives_whole_over_broken_lines_and_a_killed_server(
    committed_cast: Cast, place: Path, free_port: int
) -> None:
    client = Client(free_port, sign_in(committed_cast.delegate))
    with web_process(free_port, DATA_DIR=str(place)) as web:
        client.patch("/files/uploads/00000000-0000-4000-8000-000000000000", 0, b"warm")
        path = client.open("film.bin", SIZE, committed_cast.group.pk, "documents.version")
        before, offset = resident_mb(web), 0
        for number in range(1, BREAKS):
            send(client, path, offset, SIZE * number // (BREAKS + 1), SIZE - offset)
            offset = settled_offset(client, path)
            assert offset > 0
        grown = resident_mb(web) - before
        web.kill()
    kept = Upload.objects.get().offset
    with web_process(free_port, DATA_DIR=str(place)) as web:
        before = resident_mb(web)
        assert client.offset(path) == kept == offset
        send(client, path, offset, SIZE, SIZE - offset)
        grown = max(grown, resident_mb(web) - before)
    file = File.objects.get()
    digest = hashlib.sha256()
    for piece in pieces(0, SIZE):
        digest.update(piece)
    assert (file.size, file.blob.sha256, file.name) == (SIZE, digest.hexdigest(), "film.bin")
    with open_file(file) as content:
        assert content.size == SIZE
    assert list((place / "files" / "uploads").iterdir()) == []
    print(f"{SIZE // MB} MB over {BREAKS} broken lines: the web process grew by {grown:.1f} MB")
    assert grown < FLAT_MB
