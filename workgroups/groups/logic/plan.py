"""How a work plan slips, and which steps lead to the next report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Slip:
    """A milestone was due on `first`, is due on `now`, and was moved so many times in between."""

    first: date
    now: date
    times: int

    @property
    def days(self) -> int:
        """By how many days it is later than first planned; below nothing when it was brought forward."""
        return (self.now - self.first).days


def slip_of(due: date, moved_from: Sequence[date]) -> Slip | None:
    """Return how far a milestone has slipped, given the days it was moved away from, in order; None if it never was."""
    return Slip(moved_from[0], due, len(moved_from)) if moved_from else None


@dataclass(frozen=True)
class Step:
    """What the way to a report needs of a milestone."""

    number: int
    is_open: bool
    leads_to_report: bool


def way_ahead(steps: Sequence[Step], *, at_least: int = 3, at_most: int = 6) -> list[int]:
    """Return the numbers of the open steps, in the plan's order, up to the next one that leads to a report.

    Without one ahead they are the next `at_least` steps; a long way is shown by its first steps and its end.
    """
    ahead = [step for step in steps if step.is_open]
    end = next((place for place, step in enumerate(ahead) if step.leads_to_report), None)
    way = ahead[: at_least if end is None else end + 1]
    if len(way) > at_most:
        way = [*way[: at_most - 1], way[-1]]
    return [step.number for step in way]
