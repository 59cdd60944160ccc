"""What people do about what waits for them."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Event


@dataclass(frozen=True)
class DutyHandled(Event):
    """Something on a person's desk was put off, passed on, taken back or done, by them or by a colleague."""

    name: ClassVar[str] = "notifications.duty_handled"
    log = "person"
    told = "person"
    shows = ("duties",)
    person_id: int
