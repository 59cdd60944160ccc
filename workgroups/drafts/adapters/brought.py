"""The pictures in a stranger's file: taken out under limits, written anew in a child process that binds its hands."""

import base64
import binascii
import hashlib
import io
import json
import posixpath
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from workgroups.core.confined.processes import HERE as CONFINED
from workgroups.core.confined.processes import Limits, Overrun, call

HERE = Path(__file__).parent
LIMITS = Limits(memory=1_500_000_000, cpu_seconds=40, wall_seconds=90, output=30_000_000)
MOST = 100
"""Pictures of one file that are kept."""
LARGEST = 10_000_000
"""Bytes of one picture in the file."""
ALL = 60_000_000
FAULTS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture written anew: PNG or JPEG; width and height in pixels. `sent`: SHA-256 of it as the file holds it."""

    sent: str
    data: bytes
    media_type: str
    width: int
    height: int


def pictures_in(data: bytes, source: str, names: Sequence[str]) -> tuple[dict[str, Picture], Counter[str]]:
    """The named pictures of a file, and how many of which kind were left behind.

    Left behind: `picture` (no picture that a draft can show), `picture_large`, `picture_many`, `picture_linked`.
    """
    left: Counter[str] = Counter()
    taken: dict[str, bytes] = {}
    room = ALL
    for name in names:
        if len(taken) >= MOST:
            left["picture_many"] += 1
            continue
        found = _taken(data, source, name, min(LARGEST, room))
        if isinstance(found, bytes):
            taken[name] = found
            room -= len(found)
        else:
            left[found] += 1
    made = dict(zip(taken, _written_anew(list(taken.values())), strict=True))
    left["picture"] += sum(one is None for one in made.values())
    return {name: one for name, one in made.items() if one is not None}, +left


def _taken(data: bytes, source: str, name: str, room: int) -> bytes | str:
    """The bytes of one picture, or the kind of those that are left behind."""
    if name.startswith("data:"):
        found = _inline(name)
        return found if len(found) <= room else "picture_large"
    if "://" in name or source not in {"docx", "odt"}:
        return "picture_linked"
    member = posixpath.normpath(posixpath.join("word", name) if source == "docx" else name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(member)
            return archive.read(info) if info.file_size <= room else "picture_large"
    except FAULTS:
        return "picture"


def _inline(address: str) -> bytes:
    """The bytes of a `data:` address (RFC 2397)."""
    head, _comma, rest = address.partition(",")
    try:
        return base64.b64decode(rest, validate=False) if head.endswith(";base64") else unquote_to_bytes(rest)
    except (binascii.Error, ValueError):
        return b""


def _written_anew(given: Sequence[bytes]) -> list[Picture | None]:
    """Each as a picture, or nothing; one on which the child ends does not take the others along."""
    if not given:
        return []
    made = _in_a_child(given)
    if made is None and len(given) > 1:
        return [one for each in given for one in (_in_a_child([each]) or [None])]
    return made if made is not None else [None]


def _in_a_child(given: Sequence[bytes]) -> list[Picture | None] | None:
    folder = Path(tempfile.mkdtemp(prefix="pictures-"))
    try:
        for at, data in enumerate(given):
            (folder / f"in-{at}").write_bytes(data)
        told = [str(CONFINED), str(folder), str(len(given)), *LIMITS.words()]
        done = call(HERE / "pictures_child.py", folder, told, LIMITS)
        answers: list[dict[str, Any] | None] = json.loads(done.stdout)["pictures"]
        return list(_read(folder, given, answers))
    except (Overrun, ValueError, OSError):  # the kernel ended it at a limit
        return None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read(folder: Path, given: Sequence[bytes], answers: Iterable[dict[str, Any] | None]) -> Iterable[Picture | None]:
    for at, (data, told) in enumerate(zip(given, answers, strict=True)):
        sent = hashlib.sha256(data).hexdigest()
        yield Picture(sent, (folder / f"out-{at}").read_bytes(), **told) if told else None
