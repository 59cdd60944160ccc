"""What happens on the ways into a group: lists, nominations, requests, guest passes."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Audience, Event


@dataclass(frozen=True)
class PeopleListRead(Event):
    """A spreadsheet was read; nothing of it is in the group yet."""

    name: ClassVar[str] = "groups.people_list_read"
    group_id: int
    people_list_id: int
    actor_id: int

    def audience(self) -> Audience:
        return Audience.officers()


@dataclass(frozen=True)
class PeopleImported(Event):
    """The good rows of a list became prepared invitations, with the delegations that they need."""

    name: ClassVar[str] = "groups.people_imported"
    group_id: int
    people_list_id: int
    actor_id: int

    def topics(self) -> tuple[str, ...]:
        return ("members",)


@dataclass(frozen=True)
class PeopleListForgotten(Event):
    """A list's rows are gone: they hold addresses of people who never came in."""

    name: ClassVar[str] = "groups.people_list_forgotten"
    group_id: int
    people_list_id: int

    def audience(self) -> Audience:
        return Audience.officers()


@dataclass(frozen=True)
class InvitationsSent(Event):
    """Several offers go out in one press."""

    name: ClassVar[str] = "groups.invitations_sent"
    group_id: int
    invitation_ids: tuple[int, ...]
    actor_id: int

    def audience(self) -> Audience:
        return Audience.officers()

    def topics(self) -> tuple[str, ...]:
        return ("members",)
