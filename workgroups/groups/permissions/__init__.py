"""Who may do what in a group, and the guarded way to it: invisible is Missing, not allowed is NotAllowed."""

from workgroups.groups.permissions.invitations import INVITATION_SALT, invitation_by_token, invitation_for, token_of
from workgroups.groups.permissions.members import (
    OPEN_STATES,
    Member,
    T,
    can_manage,
    can_participate,
    can_sign_off,
    can_speak,
    member_for,
    member_of,
    public_group_for,
    require,
    require_officer,
)
from workgroups.groups.permissions.programmes import (
    can_edit_programme,
    collaboration_of,
    occasion_of,
    participants_of,
    programme_edited_by,
    programme_for,
    require_editor,
    year_edited,
    year_for,
)
from workgroups.groups.permissions.seats import office_for, seat_for

__all__ = [
    "INVITATION_SALT",
    "OPEN_STATES",
    "Member",
    "T",
    "can_edit_programme",
    "can_manage",
    "can_participate",
    "can_sign_off",
    "can_speak",
    "collaboration_of",
    "invitation_by_token",
    "invitation_for",
    "member_for",
    "member_of",
    "occasion_of",
    "office_for",
    "participants_of",
    "programme_edited_by",
    "programme_for",
    "public_group_for",
    "require",
    "require_editor",
    "require_officer",
    "seat_for",
    "token_of",
    "year_edited",
    "year_for",
]
