"""Bodies, programmes with their years, groups and who sits in them."""

from workgroups.groups.models.charter import Charter, Conclusion, Milestone, MilestoneMove
from workgroups.groups.models.groups import (
    Counter,
    Dated,
    Delegation,
    Group,
    Invitation,
    Office,
    Seat,
    Term,
    title_of,
)
from workgroups.groups.models.joining import (
    GuestPass,
    JoinRequest,
    NominationAsked,
    NominationCall,
    Nominee,
    PeopleList,
)
from workgroups.groups.models.markings import Marked, Marking
from workgroups.groups.models.programmes import Body, Collaboration, Occasion, PartlyDated, Programme
from workgroups.groups.models.tenure import DateChange, Handover, named
from workgroups.groups.models.years import ListedParticipant, ParticipantList, ProgrammeYear, YearGroup

__all__ = [
    "Body",
    "Charter",
    "Collaboration",
    "Conclusion",
    "Counter",
    "DateChange",
    "Dated",
    "Delegation",
    "Group",
    "GuestPass",
    "Handover",
    "Invitation",
    "JoinRequest",
    "ListedParticipant",
    "Marked",
    "Marking",
    "Milestone",
    "MilestoneMove",
    "NominationAsked",
    "NominationCall",
    "Nominee",
    "Occasion",
    "Office",
    "ParticipantList",
    "PartlyDated",
    "PeopleList",
    "Programme",
    "ProgrammeYear",
    "Seat",
    "Term",
    "YearGroup",
    "named",
    "title_of",
]
