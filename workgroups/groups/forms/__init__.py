"""The shape of what officers, editors and invited people send."""

from workgroups.groups.forms.contacts import (
    ContactFilterForm,
)
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
from workgroups.groups.forms.joining import (
    AcceptForm,
    AnswerForm,
    JoiningForm,
    JoinRequestForm,
    NominationCallForm,
    NomineeForm,
    ReasonForm,
    nominated,
    nominees_form,
)
from workgroups.groups.forms.people import (
    PeopleForm,
)
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
from workgroups.groups.forms.tenure import (
    ActingForm,
    DatesForm,
    HandoverForm,
    RenewAllForm,
    RenewForm,
    RoleForm,
)

__all__ = [
    "AcceptForm",
    "ActingForm",
    "AnswerForm",
    "CollaborationForm",
    "ContactFilterForm",
    "DatesForm",
    "DelegationForm",
    "DeskForm",
    "GroupChangeForm",
    "GroupForm",
    "HandoverForm",
    "InvitationForm",
    "JoinForm",
    "JoinRequestForm",
    "JoiningForm",
    "NamedAddressForm",
    "NominationCallForm",
    "NomineeForm",
    "OccasionForm",
    "OfficeForm",
    "ParticipantsForm",
    "PeopleForm",
    "ProgrammeChangeForm",
    "ProgrammeForm",
    "ReasonForm",
    "RenewAllForm",
    "RenewForm",
    "RoleForm",
    "SeatForm",
    "TermForm",
    "YearChangeForm",
    "YearForm",
    "YearGroupForm",
    "nominated",
    "nominees_form",
]
