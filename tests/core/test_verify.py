"""`manage.py verify` finds what was broken on purpose, and nothing else."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.cast import Cast
from workgroups.events.models import Entry, Stream
from workgroups.files.actions import store_bytes
from workgroups.files.adapters import storage

pytestmark = pytest.mark.django_db


def verify() -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("verify", stdout=said, stderr=said)
    except SystemExit as stop:
        return int(stop.code or 0), said.getvalue()
    return 0, said.getvalue()


def test_verify_finds_nothing_in_a_sound_store(cast: Cast) -> None:
    assert verify() == (0, "The store agrees with itself.\n")


def test_verify_finds_a_hole_in_the_log(cast: Cast) -> None:
    stream = Stream.objects.get(kind="group", ref_id=cast.group.pk)
    Entry.objects.filter(stream=stream, seq=2).delete()
    code, said = verify()
    assert (code, said) == (
        1,
        f"stream {stream.pk}: head {stream.head}, {stream.head - 1} entries, last {stream.head}\n",
    )


def test_verify_finds_bytes_that_are_no_longer_what_they_were(cast: Cast) -> None:
    file = store_bytes(owner=cast.chair, group_id=cast.group.pk, name="a.pdf", data=b"one", kind="test")
    with storage.open_at(file.blob.path) as content:
        Path(content.name).write_bytes(b"two")
    code, said = verify()
    assert (code, said[: said.index(":")]) == (1, f"blob {file.blob_id}")
