"""Count answers: what was chosen how often, out of how many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One option with its count and its share of those who answered, in whole percent."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True)
class Result:
    """A poll's result: rows in the order asked; `answered` of `eligible` gave an answer."""

    rows: tuple[Row, ...]
    answered: int
    eligible: int

    @property
    def leaders(self) -> tuple[Row, ...]:
        """The rows with the highest count, none while nobody has answered."""
        most = max((row.count for row in self.rows), default=0)
        return tuple(row for row in self.rows if most and row.count == most)


def tally(options: Sequence[tuple[int, str]], answers: Iterable[Iterable[int]], eligible: int) -> Result:
    """Count `answers` (the option ids of each) over `options` (id, label).

    Percentages are of those who answered, so that with several answers a voice they add to more than 100.
    Ids that are not among the options are not counted.
    """
    counts = dict.fromkeys((key for key, _ in options), 0)
    answered = 0
    for answer in answers:
        answered += 1
        for key in set(answer) & counts.keys():
            counts[key] += 1
    rows = tuple(
        Row(label, counts[key], round(100 * counts[key] / answered) if answered else 0) for key, label in options
    )
    return Result(rows, answered, max(eligible, answered))
