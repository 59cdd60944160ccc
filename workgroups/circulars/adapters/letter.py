"""Set a circular on its letterhead: plain values in, one PDF out, by the typesetter in its child process."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from workgroups.core.confined.typesetting import typeset

HERE = Path(__file__).parent


def set_letter(data: dict[str, Any]) -> bytes:
    """Return the letter as PDF/UA-1, byte for byte the same for the same data. Raises TypesettingFailed."""
    folder = Path(tempfile.mkdtemp(prefix="letter-"))
    try:
        (folder / "letter.json").write_text(json.dumps(data, ensure_ascii=False))
        shutil.copyfile(HERE / "letter.typ", folder / "letter.typ")
        typeset(folder, "letter", "pdf:ua-1")
        return (folder / "letter.pdf").read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
