"""What has come of an upload: one file each in a folder of this machine (several machines share the folder).

The kernel's lock on it lets one line at a time append, and is gone with the process that held it.
"""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings


class Busy(Exception):  # noqa: N818  (an answer, not a fault)
    """Another line is appending to this upload."""


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Part:
    """An upload's bytes, locked while this stands open."""

    def __init__(self, uid: UUID) -> None:
        self.path = _folder() / uid.hex
        self._writing = threading.Lock()  # a line that is given up must not close what a thread still writes to
        self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._handle)
            raise Busy from error

    def write(self, offset: int, pieces: Iterable[bytes]) -> int:
        """Put the pieces at `offset`, down to the disk; return the offset behind them."""
        with self._writing:
            for piece in pieces:
                left = memoryview(piece)
                while left:
                    done = os.pwrite(self._handle, left, offset)
                    offset, left = offset + done, left[done:]
            os.fdatasync(self._handle)
        return offset

    def size(self) -> int:
        """Return how many bytes are there."""
        return os.fstat(self._handle).st_size

    def head(self, size: int) -> bytes:
        """Return the first bytes."""
        return os.pread(self._handle, size, 0)

    def close(self) -> None:
        """Let go; what is there stays."""
        with self._writing:
            os.close(self._handle)

    def remove(self) -> None:
        """Delete the bytes."""
        with suppress(FileNotFoundError):
            self.path.unlink()


@contextmanager
def locked(uid: UUID) -> Iterator[Part]:
    """Hold an upload's bytes for the length of a block; raises Busy."""
    part = Part(uid)
    try:
        yield part
    finally:
        part.close()


def room() -> int:
    """Return how many bytes the disk still takes."""
    return shutil.disk_usage(_folder()).free
