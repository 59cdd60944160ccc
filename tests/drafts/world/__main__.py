"""Many histories without a database and without pytest: `python -m tests.drafts.world FIRST LAST [LOG]`.

Each history's seed, seconds and end go to the log, one JSON line each, so that what was run can be counted; a history
that fails says so there and the next is begun. A seed that stands in the log already is not run again.
"""

import json
import logging
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import django


def run(seed: int, yjs: Any) -> dict[str, Any]:
    """One history, and what became of it."""
    from tests.drafts.world.history import live, maker

    began = time.process_time()
    try:
        told: dict[str, Any] = {"ok": True, **live(seed, make=maker(seed, yjs))}
    except Exception as fault:
        told = {"ok": False, "fault": repr(fault), "where": traceback.format_exc()}
    return {"seed": seed, "seconds": round(time.process_time() - began, 4), **told}


def main() -> int:
    first, last, *more = sys.argv[1:]
    django.setup()
    logging.disable(logging.CRITICAL)
    from tests.drafts.world.yjs import Yjs

    log = Path(more[0]) if more else Path("/dev/null")
    log.parent.mkdir(parents=True, exist_ok=True)
    done = {json.loads(line)["seed"] for line in log.read_text().splitlines()} if log.is_file() else set()
    yjs, count, failed = Yjs(), 0, 0
    with log.open("a", buffering=1) as book:
        for seed in range(int(first), int(last)):
            if seed in done:
                continue
            told = run(seed, yjs)
            book.write(json.dumps(told) + "\n")
            count += 1
            if not told["ok"]:
                failed += 1
                print(seed, told["fault"], flush=True)
    yjs.stop()
    print(f"{count} histories, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
