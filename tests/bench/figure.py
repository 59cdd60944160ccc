"""One measured figure, with the goal it is held against."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`; `goal` is the most it may be, `least` the least; None where it is only told."""

    workload: str
    name: str
    value: float
    unit: str
    goal: float | None = None
    least: float | None = None

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"  (goal ≤ {self.goal:g})"
        if self.least is not None:
            goal = f"  (goal ≥ {self.least:g})"
        return f"{self.workload:<38} {self.name:<28} {self.value:>10.2f} {self.unit}{goal}"
