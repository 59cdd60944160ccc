"""The file store (a folder, or whatever Django's storage setting names): write and open blobs."""

import hashlib
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.base import File as Content
from django.core.files.storage import default_storage

from workgroups.core.ids import new_uid

CHUNK = 256 * 1024


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
    return default_storage.save(_fresh(sha256), Content(stream))


def move(path: str, sha256: str) -> str:
    """Store the file at `path`, moving it where the store is a folder, and return its path in the store."""
    with Path(path).open("rb") as stream:
        content: Any = Content(stream)
        content.temporary_file_path = lambda: path  # a folder as store takes the file over by this name
        return default_storage.save(_fresh(sha256), content)


def remove(path: str) -> None:
    """Delete stored bytes; nothing happens when they are gone."""
    default_storage.delete(path)


def _fresh(sha256: str) -> str:
    return f"blobs/{sha256[:2]}/{sha256}-{new_uid().hex[:12]}"


def open_at(path: str) -> "Content[Any]":
    """Open stored bytes for reading."""
    return default_storage.open(path, "rb")
