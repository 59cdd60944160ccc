"""Who may read a file: the app that owns its kind is asked."""

from collections.abc import Callable
from typing import Any

from workgroups.files.models import File

Reader = Callable[[Any, File], bool]
readers: dict[str, Reader] = {}


def reader_of(kind: str) -> Callable[[Reader], Reader]:
    """Let `fn(user, file) -> bool` decide who reads files of this kind; `user` may be anonymous."""

    def register(reader: Reader) -> Reader:
        if readers.setdefault(kind, reader) is not reader:
            raise RuntimeError(f"files of {kind} have a reader")
        return reader

    return register
