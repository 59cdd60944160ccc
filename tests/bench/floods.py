"""A quiet draft beside one that is flooded, in real time and with the limits as shipped: two typists in the one, in the
other sockets that say as much as they are let and come back when they are shown out."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure
from tests.bench.yard import Run, fresh, product, run, workshop

SECONDS, SOCKETS = 10, 8
QUIET = {"clients": 2, "rate": 5, "seconds": SECONDS}


def measure() -> Iterator[Figure]:
    with workshop() as folder, product({}) as (web, place):
        shutil.copy(Path(__file__).with_name("drafts_flood.mjs"), folder)
        quiet, beside, flooded = (str(draft.number) for draft in fresh(3))
        alone = run(folder, web, place, {**QUIET, "docs": [quiet]})
        with subprocess.Popen(flood(place, flooded), cwd=folder, stdout=subprocess.PIPE, text=True) as child:
            within = run(folder, web, place, {**QUIET, "docs": [beside]})
            said = json.loads(child.communicate()[0])
        yield from told(alone, within, said)


def flood(place: dict[str, Any], doc: str) -> list[str]:
    """Longer than what is measured beside it: that begins and ends within."""
    asked = place | {"doc": doc, "sockets": SOCKETS, "seconds": SECONDS + 6}
    return ["node", "drafts_flood.mjs", json.dumps(asked)]


def told(alone: Run, within: Run, said: dict[str, int]) -> Iterator[Figure]:
    name = f"a quiet draft, {SOCKETS} flooding another"
    yield Figure(name, "messages of the flood", said["said"], "")
    yield Figure(name, "sockets shown out", said["shownOut"] + said["refused"], "", least=SOCKETS)
    for key in ("p50", "p95", "p99"):
        yield Figure(name, f"{key} without it", alone[key], "ms")
        yield Figure(name, f"{key} beside it", within[key], "ms", {"p50": 20, "p95": 100}.get(key))
    yield Figure(name, "characters lost", within["lost"], "", 0)
    yield Figure(name, "not arrived", 100 * (1 - within["arrived"]), "%", 0)
