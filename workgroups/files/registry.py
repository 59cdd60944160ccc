"""Who may read a file, who may bring one, and which were left behind: the app that owns its kind is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

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


May = Callable[[Any, int], bool]


@dataclass(frozen=True)
class Bringer:
    """Who may begin a resumable upload of a kind, and how large it may be in MB (None: what the place allows)."""

    may: May
    largest_mb: int | None


bringers: dict[str, Bringer] = {}


def bringer_of(kind: str, *, largest_mb: int | None = None) -> Callable[[May], May]:
    """Let `fn(user, group_id) -> bool` decide who uploads files of this kind for a group; without it nobody does."""

    def register(may: May) -> May:
        if kind in bringers:
            raise RuntimeError(f"files of {kind} have a bringer")
        bringers[kind] = Bringer(may, largest_mb)
        return may

    return register


Loose = Callable[["QuerySet[File]"], "QuerySet[File]"]
loose: dict[str, Loose] = {}


def loose_of(kind: str) -> Callable[[Loose], Loose]:
    """Let `fn(files) -> files` leave those of this kind that no form has taken; after some days they are swept."""

    def register(narrow: Loose) -> Loose:
        if kind in loose:
            raise RuntimeError(f"it is said already which files of {kind} are loose")
        loose[kind] = narrow
        return narrow

    return register


Told = Callable[[int], None]
told_text: list[Told] = []


def hears_text(hear: Told) -> Told:
    """Let `fn(blob_id)` hear when a blob that was asked for has been read, or could not be (a search index, a page)."""
    told_text.append(hear)
    return hear
