"""What people do about what waits for them."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Audience, Event, StreamRef


@dataclass(frozen=True)
class DutyHandled(Event):
    """Something on a person's desk was put off, passed on, taken back or done, by them or by a colleague."""

    name: ClassVar[str] = "notifications.duty_handled"
    person_id: int

    def stream(self) -> StreamRef:
        return StreamRef.person(self.person_id)

    def audience(self) -> Audience:
        return Audience.person(self.person_id)

    def topics(self) -> tuple[str, ...]:
        return ("duties",)
