"""The upload protocol's headers, read strictly."""

import base64
from datetime import UTC, datetime

import pytest

from workgroups.files.logic import tus


def packed(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def test_number() -> None:
    assert [tus.number(given, "Upload-Length") for given in ("0", "500000000")] == [0, 500_000_000]


@pytest.mark.parametrize("given", [None, "", "-1", "1.5", "１", "9" * 16, "0x10"])
def test_number_refuses(given: str | None) -> None:
    with pytest.raises(tus.Malformed, match="Upload-Length must be a number of bytes"):
        tus.number(given, "Upload-Length")


def test_metadata() -> None:
    given = f"filename {packed('Überblick, 2026.pdf')},kind {packed('a.b')}, empty"
    assert tus.metadata(given) == {"filename": "Überblick, 2026.pdf", "kind": "a.b", "empty": ""}
    assert tus.metadata("") == {}


@pytest.mark.parametrize("given", ["filename %%%", "filename /w=="])
def test_metadata_refuses(given: str) -> None:
    with pytest.raises(tus.Malformed):
        tus.metadata(given)


def test_checksum() -> None:
    assert tus.checksum(None) is None
    assert tus.checksum("sha1 YWJj") == tus.Checksum("sha1", b"abc")
    for given in ("md5 YWJj", "sha1 %%"):
        with pytest.raises(tus.Malformed):
            tus.checksum(given)


def test_expires() -> None:
    assert tus.expires(datetime(2026, 11, 22, 12, tzinfo=UTC)) == "Sun, 22 Nov 2026 12:00:00 GMT"
