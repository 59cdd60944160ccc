"""Who takes a seat or an office, and who leaves it."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Event


@dataclass(frozen=True)
class SeatTaken(Event):
    name: ClassVar[str] = "groups.seat_taken"
    group_id: int
    seat_id: int
    person_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class SeatEnded(Event):
    name: ClassVar[str] = "groups.seat_ended"
    group_id: int
    seat_id: int
    person_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class OfficeTaken(Event):
    name: ClassVar[str] = "groups.office_taken"
    group_id: int
    office_id: int
    person_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class OfficeEnded(Event):
    name: ClassVar[str] = "groups.office_ended"
    group_id: int
    office_id: int
    person_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("members",)
