"""What a check answers with, and how the list of exceptions is applied to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Violation:
    """A broken rule. `place` is a path, or `path:function`; `line` is 0 where a whole file is meant."""

    place: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.place}{f' (line {self.line})' if self.line else ''}: {self.what}"


def report(violations: Iterable[Violation], excused: Mapping[str, str] | None = None) -> str:
    """The broken rules as text, empty when all is well; an excuse that excuses nothing is itself reported."""
    excused = excused or {}
    found = sorted(set(violations))
    broken = [str(one) for one in found if one.place not in excused]
    stale = set(excused) - {one.place for one in found}
    return "\n".join(broken + [f"{place}: no longer needs its exception" for place in sorted(stale)])
