"""A scanner for harmful content: a file is closed until it has answered, and for good when it found something."""

import socket
import struct
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from collab import env
from tests.cast import Cast, build_cast
from tests.files.test_hostile import bring
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.core.supervisor.places import ROOT
from workgroups.files import tasks
from workgroups.files.actions import store_bytes, text_now, want_text
from workgroups.files.actions.checking import AWAY, OVER
from workgroups.files.adapters import scanner
from workgroups.files.models import Blob, Extract, File, Upload
from workgroups.files.permissions import refuse_harmful
from workgroups.files.registry import Bringer, bringers, readers
from workgroups.operating.queries import checks

HARM = b"this is harmful"
MOST = 100_000  # bytes that the scanner takes


class Clamd:
    """As much of clamd as answers INSTREAM; it finds HARM."""

    def __init__(self, listening: socket.socket) -> None:
        self.listening = listening
        self.seen: list[bytes] = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                line, _who = self.listening.accept()
            except OSError:
                return
            with line, line.makefile("rb") as said:
                line.sendall(self.answer(said))

    def answer(self, said: "socket.SocketIO | object") -> bytes:
        read = said.read  # type: ignore[attr-defined]
        if read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        content = b""
        while size := struct.unpack("!L", read(4))[0]:
            content += read(size)
            if len(content) > MOST:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.seen.append(content)
        return b"stream: Test.Harm-1 FOUND\0" if HARM in content else b"stream: OK\0"


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    readers["tests.paper"] = lambda user, file: bool(user.pk)
    yield
    del readers["tests.paper"]


@pytest.fixture
def clamd(settings: Settings) -> Iterator[Clamd]:
    """A scanner on loopback, set as this place's."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.CLAMD_URL = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        yield Clamd(listening)


def test_a_file_waits_opens_when_it_is_clean_and_is_asked_about_once(
    owner: Person, clamd: Clamd, client: Client
) -> None:
    file = bring(owner, "paper.txt", b"hello")
    want_text(blob=file.blob)
    client.force_login(owner)
    closed = client.get(file.get_absolute_url())
    assert closed.status_code == 403
    words = "This file is being checked for harmful content. It opens as soon as that is done."
    assert words in closed.content.decode()
    assert tasks.read() == 0  # nothing of it is read before
    assert text_now(blob=file.blob).reason == Extract.Reason.CLOSED
    assert (tasks.check(), tasks.check(), clamd.seen) == (1, 0, [b"hello"])
    assert client.get(file.get_absolute_url()).getvalue() == b"hello"
    assert tasks.read() == 1
    again = bring(owner, "again.txt", b"hello")
    assert (again.blob.scan, tasks.check()) == ("clean", 0)


def test_what_is_harmful_stays_closed_in_words(owner: Person, clamd: Clamd, client: Client) -> None:
    file = bring(owner, "paper.txt", HARM)
    want_text(blob=file.blob)
    assert tasks.check() == 1
    client.force_login(owner)
    closed = client.get(file.get_absolute_url())
    assert (closed.status_code, "Harmful content was found in this file" in closed.content.decode()) == (403, True)
    assert client.get(f"/files/{file.uid}/pages/1.png").status_code == 403
    assert (Extract.objects.get().state, tasks.read()) == ("failed", 0)
    with pytest.raises(Refused, match=r"Harmful content was found in “paper\.txt”, so it is not taken"):
        refuse_harmful([file.pk])
    other = bring(owner, "other.txt", HARM)
    assert other.why_closed.startswith("Harmful")


def test_a_scanner_that_is_away_opens_nothing_and_is_asked_again(
    owner: Person, settings: Settings, client: Client, tmp_path: Path
) -> None:
    settings.CLAMD_URL = f"unix://{tmp_path}/clamd.ctl"
    file = bring(owner, "paper.txt", b"hello")
    client.force_login(owner)
    assert tasks.check() == 0
    file.blob.refresh_from_db()
    assert (
        file.why_closed
        == "This file could not be checked for harmful content yet. It stays closed; that is tried again."
    )
    assert client.get(file.get_absolute_url()).status_code == 403
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "clamd.ctl"))
        listening.listen()
        Clamd(listening)
        assert tasks.check() == 0  # not before its time
        with clock.at(clock.now() + AWAY):
            assert tasks.check() == 1
    assert client.get(file.get_absolute_url()).status_code == 200


def test_a_file_over_the_scanners_limit_stays_closed_and_holds_up_nobody(owner: Person, clamd: Clamd) -> None:
    large, small = bring(owner, "large.txt", b"x" * (MOST + 1)), bring(owner, "small.txt", b"x")
    assert tasks.check() == 2
    large.blob.refresh_from_db()
    small.blob.refresh_from_db()
    assert (bool(large.why_closed), small.why_closed, large.blob.scan) == (True, "", "waiting")
    with clock.at(clock.now() + OVER - timedelta(minutes=1)):
        assert tasks.check() == 0
    with clock.at(clock.now() + OVER):
        assert tasks.check() == 1


def test_what_the_product_makes_or_writes_anew_is_not_asked_about(owner: Person, clamd: Clamd) -> None:
    from tests.files.test_actions import picture

    made = store_bytes(owner=None, group_id=None, name="a.pdf", data=b"x", kind="tests.paper")
    assert (made.why_closed, bring(owner, "a.png", picture()).why_closed, tasks.check()) == ("", "", 0)


def test_without_a_scanner_nothing_waits(owner: Person, settings: Settings) -> None:
    settings.CLAMD_URL = ""
    assert bring(owner, "paper.txt", b"hello").blob.scan == ""


def test_a_post_does_not_take_what_is_harmful(db: None, clamd: Clamd, client: Client) -> None:
    cast: Cast = build_cast()
    from workgroups.threads.actions import start_thread

    thread = start_thread(actor=cast.member("chair"), title="Storage", body="What do you pay?")
    file = File.objects.create(
        blob=bring(cast.delegate, "a.txt", HARM).blob,
        name="a.txt",
        owner=cast.delegate,
        group_id=cast.group.pk,
        kind="threads.post",
    )
    upload = Upload.objects.create(
        owner=cast.delegate, kind="threads.post", name="a.txt", length=1, expires_at=clock.now(), file=file
    )
    assert tasks.check() == 1
    upload.refresh_from_db()
    assert upload.refused.startswith("Harmful content was found in “a.txt”")
    client.force_login(cast.delegate)
    sent = client.post(f"{thread.get_absolute_url()}reply/", {"body": "Here it is.", "kept": str(file.uid)})
    assert (sent.status_code, "so it is not taken" in sent.content.decode()) == (422, True)
    assert "Here it is." in sent.content.decode()


@pytest.mark.parametrize("answer", [b"", b"stream: Broken. ERROR\0", b"nonsense\0"])
def test_no_verdict_is_no_clean_bill(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        fake = Clamd.__new__(Clamd)
        fake.listening = listening
        fake.answer = lambda said: (said.read(10), answer)[1]  # type: ignore[attr-defined, method-assign]
        threading.Thread(target=fake.serve, daemon=True).start()
        import io

        with pytest.raises(scanner.Away):
            scanner.finding(f"tcp://127.0.0.1:{listening.getsockname()[1]}", io.BytesIO(b"x" * 5_000_000))


@pytest.mark.parametrize("wrong", ["clamd.ctl", "http://clamd", "unix://", "tcp://"])
def test_a_wrong_address_ends_the_start_with_a_sentence(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"use unix:///run/clamav/clamd\.ctl or tcp://host:3310"):
        env.scanner(wrong)


def test_blobs_of_before_are_open(owner: Person, clamd: Clamd) -> None:
    file = store_bytes(owner=owner, group_id=None, name="a.txt", data=b"old", kind="tests.paper")
    assert (file.why_closed, Blob.objects.get().scan) == ("", "")


def test_what_was_brought_before_there_was_a_scanner_is_checked_bit_by_bit(
    owner: Person, clamd: Clamd, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bringers, "tests.paper", Bringer(lambda user, group_id: True, None))
    monkeypatch.setattr(tasks, "MOST_AT_ONCE", 1)
    address, settings.CLAMD_URL = settings.CLAMD_URL, ""
    good, bad = bring(owner, "good.txt", b"hello"), bring(owner, "bad.txt", HARM)
    settings.CLAMD_URL = address
    client.force_login(owner)
    assert (tasks.check(), clamd.seen) == (0, [])  # what is new goes before, and nothing is
    assert [client.get(one.get_absolute_url()).status_code for one in (good, bad)] == [200, 200]
    settings.DATA_DIR = ROOT
    states = {check.name: (check.state, check.words) for check in checks()}
    assert states["Scanner"][0] == "waits"
    assert states["Scanner"][1].startswith("2 files from before there was a scanner are still to be checked")
    assert [tasks.check_older() for _call in range(3)] == [1, 1, 0]
    assert sorted(Blob.objects.values_list("scan", flat=True)) == ["clean", "harmful"]
    assert [client.get(one.get_absolute_url()).status_code for one in (good, bad)] == [200, 403]
    (words,) = [check.words for check in checks() if check.name == "Scanner"]
    assert words.endswith("1 harmful file is closed.")


def test_a_scanner_that_is_away_leaves_what_was_there_open_and_is_asked_again(
    owner: Person, clamd: Clamd, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(bringers, "tests.paper", Bringer(lambda user, group_id: True, None))
    address, settings.CLAMD_URL = settings.CLAMD_URL, ""
    file = bring(owner, "good.txt", b"hello")
    settings.CLAMD_URL = f"unix://{tmp_path}/nobody"
    assert tasks.check_older() == 0
    file.blob.refresh_from_db()
    assert file.why_closed == ""
    settings.CLAMD_URL = address
    with clock.at(clock.now() + AWAY):
        assert (tasks.check_older(), clamd.seen) == (1, [b"hello"])
