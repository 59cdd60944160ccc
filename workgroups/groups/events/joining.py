"""What happens on the ways into a group: lists, nominations, requests, guest passes."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event


@dataclass(frozen=True)
class PeopleListRead(Event):
    """A spreadsheet was read; nothing of it is in the group yet."""

    name: ClassVar[str] = "groups.people_list_read"
    words = _("read a list of people")
    told = "officers"
    group_id: int
    people_list_id: int
    actor_id: int


@dataclass(frozen=True)
class PeopleImported(Event):
    """The good rows of a list became prepared invitations, with the delegations that they need."""

    name: ClassVar[str] = "groups.people_imported"
    words = _("brought people in from a list")
    shows = ("members",)
    group_id: int
    people_list_id: int
    actor_id: int


@dataclass(frozen=True)
class PeopleListForgotten(Event):
    """A list's rows are gone: they hold addresses of people who never came in."""

    name: ClassVar[str] = "groups.people_list_forgotten"
    words = _("threw a list of people away")
    when_closed = True
    told = "officers"
    group_id: int
    people_list_id: int


@dataclass(frozen=True)
class InvitationsSent(Event):
    """Several offers go out in one press."""

    name: ClassVar[str] = "groups.invitations_sent"
    words = _("sent invitations")
    told = "officers"
    shows = ("members",)
    group_id: int
    invitation_ids: tuple[int, ...]
    actor_id: int


@dataclass(frozen=True)
class NominationsOpened(Event):
    """Delegations are asked to name people (again, when a closing was undone)."""

    name: ClassVar[str] = "groups.nominations_opened"
    words = _("called for nominations")
    told = "officers"
    shows = ("nominations",)
    group_id: int
    call_id: int
    actor_id: int


@dataclass(frozen=True)
class NomineesNamed(Event):
    """A delegation has answered a call for nominations."""

    name: ClassVar[str] = "groups.nominees_named"
    words = _("named people")
    told = "officers"
    shows = ("nominations",)
    group_id: int
    asked_id: int
    actor_id: int


@dataclass(frozen=True)
class NomineeDecided(Event):
    """An officer has accepted or declined somebody whom a delegation named."""

    name: ClassVar[str] = "groups.nominee_decided"
    words = _("decided on a nominee")
    told = "officers"
    shows = ("nominations",)
    group_id: int
    nominee_id: int
    actor_id: int


@dataclass(frozen=True)
class NominationsClosed(Event):
    name: ClassVar[str] = "groups.nominations_closed"
    words = _("closed a call for nominations")
    told = "officers"
    shows = ("nominations",)
    group_id: int
    call_id: int
    actor_id: int


@dataclass(frozen=True)
class JoinRequested(Event):
    """Somebody asks to join; without an account their address is still to be proved."""

    name: ClassVar[str] = "groups.join_requested"
    told = "officers"
    shows = ("requests",)
    group_id: int
    request_id: int


@dataclass(frozen=True)
class JoinRequestVerified(Event):
    name: ClassVar[str] = "groups.join_request_verified"
    told = "officers"
    shows = ("requests",)
    group_id: int
    request_id: int


@dataclass(frozen=True)
class JoinRequestDecided(Event):
    name: ClassVar[str] = "groups.join_request_decided"
    words = _("decided on a request to join")
    told = "officers"
    shows = ("requests",)
    group_id: int
    request_id: int
    actor_id: int


@dataclass(frozen=True)
class JoinRequestLapsed(Event):
    """A request whose address nobody confirmed is gone."""

    name: ClassVar[str] = "groups.join_request_lapsed"
    when_closed = True
    told = "officers"
    shows = ("requests",)
    group_id: int
    request_id: int


@dataclass(frozen=True)
class GuestPassGiven(Event):
    name: ClassVar[str] = "groups.guest_pass_given"
    words = _("gave a guest pass")
    told = "officers"
    shows = ("guests",)
    group_id: int
    pass_id: int
    actor_id: int


@dataclass(frozen=True)
class GuestPassAccepted(Event):
    name: ClassVar[str] = "groups.guest_pass_accepted"
    told = "officers"
    shows = ("guests",)
    group_id: int
    pass_id: int
    person_id: int


@dataclass(frozen=True)
class GuestPassEnded(Event):
    """An officer closed the door, or its last instant came (`actor_id` 0)."""

    name: ClassVar[str] = "groups.guest_pass_ended"
    words = _("ended a guest pass")
    when_closed = True
    told = "officers"
    shows = ("guests",)
    group_id: int
    pass_id: int
    actor_id: int


@dataclass(frozen=True)
class GuestDoorChanged(Event):
    """What a pass opens to its guest has changed: new words, another marking, or the door is closed."""

    name: ClassVar[str] = "groups.guest_door_changed"
    log = "person"
    told = "person"
    shows = ("guest-doors", "guest:{pass_id}")
    pass_id: int
    person_id: int
