"""Set a meeting's pack: plain values and files in, one PDF out, by the typesetter in its child process."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from workgroups.core.confined.typesetting import LIMITS, TypesettingFailed, typeset
from workgroups.files.models import File
from workgroups.files.queries import open_file

HERE = Path(__file__).parent
PACK_LIMITS = replace(LIMITS, memory=4_000_000_000, cpu_seconds=240, wall_seconds=480, output=400_000_000)
CHUNK = 256 * 1024
__all__ = ["TypesettingFailed", "Workshop", "workshop"]


class Workshop:
    """A folder in which one pack is made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def bring(self, file: File, name: str) -> None:
        """Put a paper's file into the folder."""
        with open_file(file) as source, (self.folder / name).open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)

    def fits(self, name: str, pages: int) -> bool:
        """Say whether all pages of a PDF can be taken over; what cannot is left out instead of failing the pack."""
        (self.folder / "trial.json").write_text(json.dumps({"pages": pages}))
        shutil.copyfile(self.folder / name, self.folder / "trial.pdf")
        shutil.copyfile(HERE / "trial.typ", self.folder / "trial.typ")
        try:
            typeset(self.folder, "trial", "pages:10", PACK_LIMITS)
        except TypesettingFailed:
            return False
        finally:
            for page in self.folder.glob("page-*.png"):
                page.unlink()
        return True

    def set(self, data: dict[str, Any]) -> bytes:
        """Return the pack as PDF. Raises TypesettingFailed."""
        (self.folder / "pack.json").write_text(json.dumps(data, ensure_ascii=False))
        shutil.copyfile(HERE / "pack.typ", self.folder / "pack.typ")
        typeset(self.folder, "pack", "pdf", PACK_LIMITS)
        return (self.folder / "pack.pdf").read_bytes()


@contextmanager
def workshop() -> Iterator[Workshop]:
    """A folder of one's own, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pack-"))
    try:
        yield Workshop(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
