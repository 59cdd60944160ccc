"""Pandoc in a child process: a folder with what it reads in, the file `out` in that folder out."""

import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pypandoc

from workgroups.core.confined.processes import HERE, Limits, Overrun, call

# Of addresses: the program reserves far more than it uses.
LIMITS = Limits(memory=4_000_000_000, cpu_seconds=60, wall_seconds=120, output=50_000_000)


class ConversionFailed(Exception):  # noqa: N818  (what happened, not what to call it)
    """No file came out. The text is for the log; people are told which format failed and what to do."""


@cache
def default(name: str) -> bytes:
    """One of the program's own data files, such as its reference document."""
    return _printed(f"--print-default-data-file={name}")


@cache
def template(name: str) -> str:
    """One of the program's own templates."""
    return _printed(f"--print-default-template={name}").decode()


def _printed(what: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), what]
    found = subprocess.run(command, capture_output=True, check=True, timeout=LIMITS.wall_seconds)  # noqa: S603
    return found.stdout


def convert(
    folder: Path, words: list[str], limits: Limits = LIMITS, environment: Mapping[str, str] | None = None
) -> bool:
    """Run pandoc with these words in a folder, where it must write `out`; say whether it was shut in there.

    Shut in: no network and no files but the folder's own. Raises ConversionFailed.
    """
    told = [str(folder), pypandoc.get_pandoc_path(), *limits.words(), *words, "--output=out"]
    try:
        done = call(HERE / "pandoc_child.py", folder, told, limits, {"HOME": "/", **(environment or {})})
    except Overrun as fault:
        raise ConversionFailed(str(fault)) from fault
    if done.returncode or not (folder / "out").exists():
        raise ConversionFailed(f"ended with status {done.returncode}: {done.stderr[-500:].decode(errors='replace')}")
    return b"isolated=1 confined=1" in done.stderr
