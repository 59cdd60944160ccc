"""The shape of what officers, editors and invited people send."""

from workgroups.groups.forms.groups import (
    DelegationForm,
    GroupChangeForm,
    GroupForm,
    InvitationForm,
    JoinForm,
    NamedAddressForm,
    OfficeForm,
    ProgrammeForm,
    SeatForm,
    TermForm,
)
from workgroups.groups.forms.people import PeopleForm
from workgroups.groups.forms.programmes import (
    CollaborationForm,
    DeskForm,
    OccasionForm,
    ParticipantsForm,
    ProgrammeChangeForm,
    YearChangeForm,
    YearForm,
    YearGroupForm,
)

__all__ = [
    "CollaborationForm",
    "DelegationForm",
    "DeskForm",
    "GroupChangeForm",
    "GroupForm",
    "InvitationForm",
    "JoinForm",
    "NamedAddressForm",
    "OccasionForm",
    "OfficeForm",
    "ParticipantsForm",
    "PeopleForm",
    "ProgrammeChangeForm",
    "ProgrammeForm",
    "SeatForm",
    "TermForm",
    "YearChangeForm",
    "YearForm",
    "YearGroupForm",
]
