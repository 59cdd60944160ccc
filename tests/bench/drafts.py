"""Typists on drafts, beside y-websocket and Hocuspocus in the same run (from npm, in a folder of today).

The peers keep nothing; the product asks who somebody is, what they may, and has each character in PostgreSQL.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.bench.figure import Figure
from tests.bench.yard import SERVERS, Run, fresh, middle, peer, product, run, workshop

ROUNDS = 1


@dataclass(frozen=True)
class Load:
    """One workload: what the load client is told, and what the product is held against."""

    name: str
    asked: dict[str, Any]
    documents: int = 1
    share: float | None = None
    """the most of a peer's CPU an update"""
    against: tuple[str, ...] = tuple(SERVERS)
    as_quick: bool = False
    """latency at most 1.2 of y-websocket's"""
    longest: float | None = None
    """the most that p50 may be, in ms"""
    flows: bool = False
    """at least 1.5 of Hocuspocus's updates a second"""


LOADS = (
    Load("2 typists", {"clients": 2, "rate": 8, "seconds": 12}, share=0.8, against=("y-websocket",), as_quick=True),
    Load("10 typists", {"clients": 10, "rate": 8}, share=0.8, against=("y-websocket",), as_quick=True),
    Load("50 typists", {"clients": 50, "rate": 8}, share=0.45, longest=20),
    Load("200 typists", {"clients": 200, "rate": 4}, share=0.4, against=("hocuspocus",)),
    Load("a flood of 10", {"clients": 10, "window": 8}, flows=True),
    Load("a flood of 50", {"clients": 50, "window": 4}, flows=True),
    Load("40 drafts of 5", {"clients": 200, "rate": 5}, documents=40, share=0.7, against=("y-websocket",)),
)


def measure() -> Iterator[Figure]:
    """Rounds of all three, interleaved; the middle of each figure, and the product's share of each peer's."""
    with workshop() as folder, product() as (web, place):
        for load in LOADS:
            runs: dict[str, list[Run]] = {name: [] for name in (*SERVERS, "product")}
            for _ in range(ROUNDS):
                for name in SERVERS:
                    with peer(folder, name) as (pid, where):
                        docs = [f"bench-{at}" for at in range(load.documents)]
                        runs[name].append(run(folder, pid, where, load.asked | {"docs": docs}))
                docs = [str(draft.number) for draft in fresh(load.documents)]
                runs["product"].append(run(folder, web, place, load.asked | {"docs": docs}))
            yield from told(load, {name: middle(found) for name, found in runs.items()})


def told(load: Load, found: dict[str, Run]) -> Iterator[Figure]:
    """The figures as lines: each server's own, then the ratios."""
    ours = found["product"]
    for name, theirs in found.items():
        yield Figure(load.name, f"{name} p50", theirs["p50"], "ms", load.longest if theirs is ours else None)
        yield Figure(load.name, f"{name} p99", theirs["p99"], "ms")
        yield Figure(load.name, f"{name} CPU an update", theirs["each"], "µs")
        if load.flows:
            yield Figure(load.name, f"{name} updates a second", theirs["perSecond"], "")
    if load.share:
        best = min(found[name]["each"] for name in load.against)
        yield Figure(load.name, f"product CPU / {' or '.join(load.against)}", ours["each"] / best, "×", load.share)
    if load.as_quick:
        yield Figure(load.name, "product p50 / y-websocket", ours["p50"] / found["y-websocket"]["p50"], "×", 1.2)
    if load.flows:
        ratio = ours["perSecond"] / found["hocuspocus"]["perSecond"]
        yield Figure(load.name, "product updates / hocuspocus", ratio, "×", least=1.5)
    yield Figure(load.name, "product: until all had arrived", ours["drained"], "ms", 1000)
    yield Figure(load.name, "product: characters lost", ours["lost"], "", 0)
    yield Figure(load.name, "product: not arrived", 100 * (1 - ours["arrived"]), "%", 0)
