"""What happens to programmes, groups and the people in them."""

from workgroups.groups.events.groups import DelegationAdded, GroupChanged, GroupCreated, TermAdded
from workgroups.groups.events.invitations import (
    InvitationAccepted,
    InvitationRestored,
    InvitationSentAgain,
    InvitationWithdrawn,
    MemberInvited,
)
from workgroups.groups.events.joining import (
    InvitationsSent,
    JoinRequestDecided,
    JoinRequested,
    JoinRequestLapsed,
    JoinRequestVerified,
    NominationsClosed,
    NominationsOpened,
    NomineeDecided,
    NomineesNamed,
    PeopleImported,
    PeopleListForgotten,
    PeopleListRead,
)
from workgroups.groups.events.markings import MarkingsChosen, audience_of
from workgroups.groups.events.programmes import ProgrammeChanged, ProgrammeCreated, YearChanged, YearPublished
from workgroups.groups.events.seats import OfficeEnded, OfficeTaken, SeatEnded, SeatTaken

__all__ = [
    "DelegationAdded",
    "GroupChanged",
    "GroupCreated",
    "InvitationAccepted",
    "InvitationRestored",
    "InvitationSentAgain",
    "InvitationWithdrawn",
    "InvitationsSent",
    "JoinRequestDecided",
    "JoinRequestLapsed",
    "JoinRequestVerified",
    "JoinRequested",
    "MarkingsChosen",
    "MemberInvited",
    "NominationsClosed",
    "NominationsOpened",
    "NomineeDecided",
    "NomineesNamed",
    "OfficeEnded",
    "OfficeTaken",
    "PeopleImported",
    "PeopleListForgotten",
    "PeopleListRead",
    "ProgrammeChanged",
    "ProgrammeCreated",
    "SeatEnded",
    "SeatTaken",
    "TermAdded",
    "YearChanged",
    "YearPublished",
    "audience_of",
]
