"""Who put in and who took out what between two states of a draft, from their bytes and the changes between them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workgroups.drafts.logic import structs

WORDS = 2_000
"""Characters of what somebody took out that are kept for reading."""


@dataclass
class Hand:
    """What one person did (nobody: the server's own repair), in characters."""

    person: int | None
    put: int = 0
    took: int = 0
    words: str = ""

    def row(self) -> dict[str, object]:
        """As it is stored."""
        return {"person": self.person, "put": self.put, "took": self.took, "words": self.words}


def between(
    old: bytes, new: bytes, rows: Iterable[tuple[int | None, bytes]], owners: Mapping[int, int | None]
) -> list[Hand]:
    """Tell what each person did from `old` to `new`, two encoded states; `rows` are the changes between, with who.

    Counted is what still stands, and what had stood: what somebody typed and took back meanwhile is neither.
    """
    before, after = structs.read(old), structs.read(new)
    hands: dict[int | None, Hand] = {}
    for run in after.runs:
        if (fresh := run.clock + run.size - max(run.clock, before.clocks.get(run.client, 0))) > 0:
            person = owners.get(run.client)
            hands.setdefault(person, Hand(person)).put += fresh
    standing = _by_client(before.runs)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for person, payload in rows:
        for client, clock, size in structs.read(payload).deletes:
            for low, high in _free(taken[client], clock, clock + size):
                if words := _words(standing.get(client, []), low, high):
                    hand = hands.setdefault(person, Hand(person))
                    hand.took += len(words)
                    hand.words = (hand.words + ("" if client_goes_on(taken[client], low) else " ") + words)[:WORDS]
                taken[client].append((low, high))
    for hand in hands.values():
        hand.words = hand.words.strip()
    return sorted(hands.values(), key=lambda one: -(one.put + one.took))


def client_goes_on(taken: list[tuple[int, int]], low: int) -> bool:
    """Whether what begins here follows what was taken out last."""
    return bool(taken) and taken[-1][1] == low


def _by_client(runs: Iterable[structs.Run]) -> dict[int, list[structs.Run]]:
    found: dict[int, list[structs.Run]] = defaultdict(list)
    for run in runs:
        found[run.client].append(run)
    for of_client in found.values():
        of_client.sort(key=lambda run: run.clock)
    return found


def _words(runs: list[structs.Run], low: int, high: int) -> str:
    at = max(0, bisect_right(runs, low, key=lambda run: run.clock) - 1)
    parts: list[str] = []
    while at < len(runs) and runs[at].clock < high:
        parts += structs.slices(runs[at], low, high)
        at += 1
    return "".join(parts)


def _free(taken: list[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    """What of a range was not taken out before."""
    free = [(low, high)]
    for first, last in taken:
        free = [
            part
            for start, end in free
            for part in ((start, min(end, first)), (max(start, last), end))
            if part[0] < part[1]
        ]
    return free
