"""What happens to an invitation."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event


@dataclass(frozen=True)
class MemberInvited(Event):
    name: ClassVar[str] = "groups.member_invited"
    words = _("invited somebody")
    told = "officers"
    shows = ("members",)
    group_id: int
    invitation_id: int
    actor_id: int


@dataclass(frozen=True)
class InvitationSentAgain(Event):
    name: ClassVar[str] = "groups.invitation_sent_again"
    words = _("sent an invitation again")
    told = "officers"
    shows = ("members",)
    group_id: int
    invitation_id: int
    actor_id: int


@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    name: ClassVar[str] = "groups.invitation_withdrawn"
    words = _("withdrew an invitation")
    told = "officers"
    shows = ("members",)
    group_id: int
    invitation_id: int
    actor_id: int


@dataclass(frozen=True)
class InvitationRestored(Event):
    """A withdrawal was undone in time."""

    name: ClassVar[str] = "groups.invitation_restored"
    words = _("restored an invitation")
    told = "officers"
    shows = ("members",)
    group_id: int
    invitation_id: int
    actor_id: int


@dataclass(frozen=True)
class InvitationAccepted(Event):
    name: ClassVar[str] = "groups.invitation_accepted"
    told = "officers"
    shows = ("members",)
    group_id: int
    invitation_id: int
    person_id: int
