"""ZIP files, written piece by piece: as much memory for one file as for a thousand."""

import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

PIECE = 64 * 1024
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # what the format can say


@dataclass(frozen=True)
class Entry:
    """A file that goes into an archive: its path there, how to open it, and when it is from."""

    path: str
    open: Callable[[], Any]
    at: datetime


@contextmanager
def written(entries: Iterable[Entry], pages: dict[str, str], at: datetime) -> Iterator[BinaryIO]:
    """Give an open temporary file that holds the archive, its position at the start; `pages` go in as UTF-8 text."""
    with TemporaryFile() as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for entry in entries:
                with entry.open() as source, archive.open(_info(entry.path, entry.at), "w", force_zip64=True) as into:
                    shutil.copyfileobj(source, into, PIECE)
            for path, text in pages.items():
                archive.writestr(_info(path, at), text)
        target.seek(0)
        yield cast("BinaryIO", target)


def _info(path: str, at: datetime) -> zipfile.ZipInfo:
    moment = max(at.astimezone(UTC), EARLIEST)
    info = zipfile.ZipInfo(path, moment.timetuple()[:6])
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return info
