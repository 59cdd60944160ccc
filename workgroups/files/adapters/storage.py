"""The file store (a folder, or whatever Django's storage setting names): write and open blobs."""

import hashlib
from typing import Any, BinaryIO

from django.core.files.base import File as Content
from django.core.files.storage import default_storage

from workgroups.core.ids import new_uid

CHUNK = 64 * 1024


def hash_of(stream: BinaryIO) -> tuple[str, int]:
    """Return SHA-256 (hex) and size of a seekable stream, read in pieces; its position is at the start afterwards."""
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(CHUNK):
        digest.update(piece)
        size += len(piece)
    stream.seek(0)
    return digest.hexdigest(), size


def write(stream: BinaryIO, sha256: str) -> str:
    """Store the bytes and return their path.

    The path is used once only: a half-written file of a killed process is never taken for a whole one.
    """
    return default_storage.save(f"blobs/{sha256[:2]}/{sha256}-{new_uid().hex[:12]}", Content(stream))


def open_at(path: str) -> "Content[Any]":
    """Open stored bytes for reading."""
    return default_storage.open(path, "rb")
