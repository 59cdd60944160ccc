"""Typst in a child process: a folder with a template and its data in, PDF or pictures out."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from workgroups.core.confined.processes import HERE, Limits, Overrun, call

LIMITS = Limits(memory=1_500_000_000, cpu_seconds=60, wall_seconds=120, output=50_000_000)


class TypesettingFailed(Exception):  # noqa: N818  (what happened, not what to call it)
    """Nothing came out. The text is for the log; people are told that the build failed and what to do."""


def typeset(folder: Path, source: str, target: str, limits: Limits = LIMITS) -> dict[str, Any]:
    """Set `<source>.typ` of a folder; return the child's answer (`isolated`, `warnings`). Raises TypesettingFailed.

    `target`: `pdf` or `pdf:ua-1` writes `<source>.pdf`; `figures` writes `figure-1.svg` and `.png` and so on;
    `pages:<ppi>` writes `page-1.png` and so on. Fonts are those of `static/fonts`.
    """
    fonts = Path(settings.ROOT) / "static" / "fonts"
    words = [str(folder), str(fonts), source, target, *limits.words()]
    try:
        done = call(HERE / "typst_child.py", folder, words, limits, {"RAYON_NUM_THREADS": "2"})
    except Overrun as fault:
        raise TypesettingFailed(str(fault)) from fault
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as fault:
        tail = done.stderr[-500:].decode(errors="replace")
        raise TypesettingFailed(f"ended with status {done.returncode}: {tail}") from fault
    if "fault" in answer:
        raise TypesettingFailed(answer["fault"])
    return answer
