"""What the groups tell this engine: who stands where in a group, and when that last changed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar


@dataclass(frozen=True)
class Standing:
    """What decides which events somebody may learn of."""

    is_officer: bool = False
    delegation_ids: frozenset[int] = frozenset()
    participates: bool = False


@dataclass(frozen=True)
class Roster:
    """Everybody with a seat or an office in a group today, and the permission epoch that this was read under."""

    epoch: int = 0
    people: Mapping[int, Standing] = field(default_factory=dict)


type_rosters = Callable[[Iterable[int]], dict[int, Roster]]
type_epochs = Callable[[Iterable[int]], dict[int, int]]
R = TypeVar("R", bound=type_rosters)
E = TypeVar("E", bound=type_epochs)
_rosters: list[type_rosters] = []
_epochs: list[type_epochs] = []


def reads_rosters(read: R) -> R:
    """Register the function that reads the rosters of groups, with a constant number of queries."""
    _rosters.append(read)
    return read


def reads_epochs(read: E) -> E:
    """Register the function that reads the permission epochs of groups, in one query."""
    _epochs.append(read)
    return read


def rosters(group_ids: Iterable[int]) -> dict[int, Roster]:
    """Return today's roster of each group that exists."""
    (read,) = _rosters
    return read(group_ids)


def epochs(group_ids: Iterable[int]) -> dict[int, int]:
    """Return the permission epoch of each group that exists."""
    (read,) = _epochs
    return read(group_ids)
