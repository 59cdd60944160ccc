"""The resumable upload protocol (tus 1.0.0: core, creation, termination, expiration, checksum): its headers."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration,checksum"
BODY = "application/offset+octet-stream"
ALGORITHMS = ("sha1", "sha256")
MISMATCH = 460  # Checksum Mismatch, a status of the protocol's own


class Malformed(ValueError):  # noqa: N818  (an answer about a header)
    """A header is missing or not what the protocol says (HTTP 400)."""


@dataclass(frozen=True)
class Checksum:
    """What a piece must hash to; `algorithm` is one of ALGORITHMS."""

    algorithm: str
    digest: bytes


def number(value: str | None, header: str) -> int:
    """Return a header's number of bytes; raises Malformed."""
    if value is None or not (value.isascii() and value.isdecimal()) or len(value) > 15:
        raise Malformed(f"{header} must be a number of bytes")
    return int(value)


def metadata(value: str) -> dict[str, str]:
    """Return the pairs of Upload-Metadata (`key base64,key base64`), values as UTF-8; raises Malformed."""
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in value.split(","))):
        key, _, encoded = pair.partition(" ")
        try:
            found[key] = base64.b64decode(encoded.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise Malformed("Upload-Metadata must be keys with base64 values") from error
    return found


def checksum(value: str | None) -> Checksum | None:
    """Return what Upload-Checksum (`algorithm base64`) asks for, None without it; raises Malformed."""
    if not value:
        return None
    algorithm, _, encoded = value.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Malformed(f"Upload-Checksum may use {', '.join(ALGORITHMS)}")
    try:
        return Checksum(algorithm, base64.b64decode(encoded.strip(), validate=True))
    except binascii.Error as error:
        raise Malformed("Upload-Checksum must be an algorithm and a base64 digest") from error


def expires(at: datetime) -> str:
    """Return an instant as Upload-Expires says it (RFC 9110)."""
    return format_datetime(at, usegmt=True)
