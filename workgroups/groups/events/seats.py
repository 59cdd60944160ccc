"""Who takes a seat or an office, and who leaves it."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event


@dataclass(frozen=True)
class SeatTaken(Event):
    name: ClassVar[str] = "groups.seat_taken"
    when_closed = True  # readers still come in
    words = _("gave a seat")
    shows = ("members",)
    group_id: int
    seat_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class SeatEnded(Event):
    name: ClassVar[str] = "groups.seat_ended"
    words = _("ended a seat")
    when_closed = True
    shows = ("members",)
    group_id: int
    seat_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class OfficeTaken(Event):
    name: ClassVar[str] = "groups.office_taken"
    words = _("named somebody to an office")
    when_closed = True
    shows = ("members",)
    group_id: int
    office_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class OfficeEnded(Event):
    name: ClassVar[str] = "groups.office_ended"
    words = _("ended an office")
    when_closed = True
    shows = ("members",)
    group_id: int
    office_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class SeatChanged(Event):
    """The dates of a seat were set anew, or somebody said that it may end."""

    name: ClassVar[str] = "groups.seat_changed"
    words = _("changed the dates of a seat")
    when_closed = True
    shows = ("members",)
    group_id: int
    seat_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class SeatRoleChanged(Event):
    """One seat ended and another began: the same person in another role."""

    name: ClassVar[str] = "groups.seat_role_changed"
    words = _("changed the role of a seat")
    shows = ("members",)
    group_id: int
    seat_id: int
    former_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class SeatStarted(Event):
    """The first day of a seat that was given ahead of time; nobody acts (`actor_id` is 0), the day comes."""

    name: ClassVar[str] = "groups.seat_started"
    when_closed = True
    shows = ("members",)
    group_id: int
    seat_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class SeatExpired(Event):
    """The last day of a seat is over; nobody acts (`actor_id` is 0)."""

    name: ClassVar[str] = "groups.seat_expired"
    when_closed = True
    shows = ("members",)
    group_id: int
    seat_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class OfficeChanged(Event):
    name: ClassVar[str] = "groups.office_changed"
    words = _("changed the dates of an office")
    when_closed = True
    shows = ("members",)
    group_id: int
    office_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class OfficeStarted(Event):
    """The first day of an office that was given ahead of time; nobody acts (`actor_id` is 0)."""

    name: ClassVar[str] = "groups.office_started"
    when_closed = True
    shows = ("members",)
    group_id: int
    office_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class OfficeExpired(Event):
    """The last day of an office is over; nobody acts (`actor_id` is 0)."""

    name: ClassVar[str] = "groups.office_expired"
    when_closed = True
    shows = ("members",)
    group_id: int
    office_id: int
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class MemberLeft(Event):
    """Somebody gave up all their seats and offices here."""

    name: ClassVar[str] = "groups.member_left"
    words = _("left the group")
    when_closed = True
    shows = ("members",)
    group_id: int
    person_id: int
    actor_id: int
