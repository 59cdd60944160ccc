"""What a stranger's file says, and its first page as a picture: read in child processes with limits."""

import json
import logging
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from workgroups.core.confined.processes import HERE as CONFINED
from workgroups.core.confined.processes import Limits, Overrun, call
from workgroups.core.confined.typesetting import TypesettingFailed, typeset
from workgroups.files.adapters import storage
from workgroups.files.logic.reading import LONGEST, Read
from workgroups.files.models import IMAGES, Blob

HERE = Path(__file__).parent
LIMITS = Limits(memory=1_000_000_000, cpu_seconds=40, wall_seconds=90, output=1_000_000)
DRAWING = Limits(memory=1_500_000_000, cpu_seconds=20, wall_seconds=40, output=20_000_000)
LARGEST = 200_000_000  # bytes of a file that is opened at all
PDF = "application/pdf"
PPI = 120
log = logging.getLogger(__name__)


def read(blob: Blob) -> Read:
    """Return a blob's text, pages and first page, or the reason why there is nothing to show."""
    if blob.type in IMAGES or blob.type.startswith("image/"):
        return Read(reason="not_text")
    if blob.size > LARGEST:
        return Read(reason="too_much")
    folder = Path(tempfile.mkdtemp(prefix="reading-"))
    try:
        with storage.open_at(blob.path) as source, (folder / "in").open("wb") as target:
            shutil.copyfileobj(source, target, storage.CHUNK)
        found = _words(folder, blob.type)
        return replace(found, picture=_picture(folder)) if blob.type == PDF and found.pages else found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _words(folder: Path, media_type: str) -> Read:
    told = [str(CONFINED), str(folder), media_type, str(LONGEST), *LIMITS.words()]
    try:
        done = call(HERE / "reading_child.py", folder, told, LIMITS)
    except Overrun:
        return Read(reason="too_much")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:  # the kernel ended it at a limit
        log.warning("a reader ended with status %s: %s", done.returncode, done.stderr[-300:].decode(errors="replace"))
        return Read(reason="too_much")
    return Read(**{name: answer[name] for name in ("text", "is_cut", "pages", "reason") if name in answer})


def _picture(folder: Path) -> bytes:
    (folder / "in").rename(folder / "in.pdf")
    shutil.copyfile(HERE / "first_page.typ", folder / "first_page.typ")
    try:
        typeset(folder, "first_page", f"pages:{PPI}", DRAWING)
        return (folder / "page-1.png").read_bytes()
    except (TypesettingFailed, OSError) as fault:
        log.info("no picture of a first page: %s", fault)
        return b""
