"""What happens in the make-up of a group."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Audience, Event, StreamRef


@dataclass(frozen=True)
class ProgrammeCreated(Event):
    name: ClassVar[str] = "groups.programme_created"
    programme_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.public()


@dataclass(frozen=True)
class ProgrammeChanged(Event):
    """What a programme says of itself: its words, kinds of collaboration, events, lists of participants."""

    name: ClassVar[str] = "groups.programme_changed"
    programme_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.public()

    def topics(self) -> tuple[str, ...]:
        return (f"programme:{self.programme_id}",)


@dataclass(frozen=True)
class YearChanged(Event):
    name: ClassVar[str] = "groups.year_changed"
    programme_id: int
    year_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.public()

    def topics(self) -> tuple[str, ...]:
        return (f"programme:{self.programme_id}",)


@dataclass(frozen=True)
class YearPublished(Event):
    name: ClassVar[str] = "groups.year_published"
    programme_id: int
    year_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.public()

    def topics(self) -> tuple[str, ...]:
        return (f"programme:{self.programme_id}",)


@dataclass(frozen=True)
class TermAdded(Event):
    name: ClassVar[str] = "groups.term_added"
    group_id: int
    term_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("group",)


@dataclass(frozen=True)
class GroupCreated(Event):
    name: ClassVar[str] = "groups.group_created"
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupChanged(Event):
    name: ClassVar[str] = "groups.group_changed"
    group_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("group",)


@dataclass(frozen=True)
class DelegationAdded(Event):
    name: ClassVar[str] = "groups.delegation_added"
    group_id: int
    delegation_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("members",)


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


@dataclass(frozen=True)
class MemberInvited(Event):
    name: ClassVar[str] = "groups.member_invited"
    group_id: int
    invitation_id: int
    actor_id: int

    def audience(self) -> Audience:
        return Audience.officers()

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class InvitationSentAgain(Event):
    name: ClassVar[str] = "groups.invitation_sent_again"
    group_id: int
    invitation_id: int
    actor_id: int

    def audience(self) -> Audience:
        return Audience.officers()

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    name: ClassVar[str] = "groups.invitation_withdrawn"
    group_id: int
    invitation_id: int
    actor_id: int

    def audience(self) -> Audience:
        return Audience.officers()

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class InvitationRestored(Event):
    """A withdrawal was undone in time."""

    name: ClassVar[str] = "groups.invitation_restored"
    group_id: int
    invitation_id: int
    actor_id: int

    def audience(self) -> Audience:
        return Audience.officers()

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class InvitationAccepted(Event):
    name: ClassVar[str] = "groups.invitation_accepted"
    group_id: int
    invitation_id: int
    person_id: int

    def audience(self) -> Audience:
        return Audience.officers()

    def topics(self) -> tuple[str, ...]:
        return ("members",)
