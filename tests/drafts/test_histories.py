"""Thousands of random histories: everybody, the log and what is shown of it end with the same, nothing lost or doubled.

Rooms run here as they do in a web process, over a log, a broker and a network of this world (`tests/drafts/world`);
what it takes to run them over real sockets is in `test_convergence` and in `tests/faults/test_drafts.py`.
"""

import os
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.drafts.world.history import live, maker
from tests.drafts.world.yjs import NODE, Yjs

FULL = os.environ.get("TEST_SCALE") == "full"
HISTORIES = 12_000 if FULL else 80


@pytest.fixture(scope="module")
def yjs() -> Iterator[Yjs | None]:
    """Documents in stock Yjs, where there is a Node to hold them."""
    found = Yjs() if NODE else None
    yield found
    if found:
        found.stop()


def test_random_histories_end_in_the_same_text_everywhere(yjs: Yjs | None) -> None:
    """3 to 5 windows, two processes; 2 % cuts, restarts, folding, a broker that loses, a database that fails.

    Seen to fail with each of these put in: the acknowledgement sent before the commit; a repair that writes words anew
    (the same words twice, from two processes); nothing mended at rest; the answer to a page's first question, or an
    acknowledgement, dropped while its line is full; updates of another process not passed on; marks of a run read in
    any order (folding "changes" the text); an attribute with an earlier value refused; a reader who is shown out for
    what Yjs tidies, or for what another process has not heard of.
    """
    found: Counter[str] = Counter()
    for seed in range(HISTORIES):
        try:
            found += live(seed, make=maker(seed, yjs))
        except BaseException as fault:
            fault.add_note(f"history {seed}")
            raise
    print(dict(found))
    assert found["histories"] == HISTORIES
    assert found["cuts"] > found["edits"] / 60
    assert min(found[name] for name in ("restarts", "folds", "closed", "readers")) > 0
