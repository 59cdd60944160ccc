"""Bodies, programmes with their years, groups and who sits in them."""

from workgroups.groups.models.groups import (
    Counter,
    Dated,
    Delegation,
    Group,
    Invitation,
    Office,
    Seat,
    Term,
)
from workgroups.groups.models.programmes import Body, Collaboration, Occasion, PartlyDated, Programme
from workgroups.groups.models.years import ListedParticipant, ParticipantList, ProgrammeYear, YearGroup

__all__ = [
    "Body",
    "Collaboration",
    "Counter",
    "Dated",
    "Delegation",
    "Group",
    "Invitation",
    "ListedParticipant",
    "Occasion",
    "Office",
    "ParticipantList",
    "PartlyDated",
    "Programme",
    "ProgrammeYear",
    "Seat",
    "Term",
    "YearGroup",
]
