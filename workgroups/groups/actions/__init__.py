"""Make groups and fill their seats; each act asks permission, writes, and announces itself."""

from workgroups.groups.actions.groups import add_delegation, add_term, change_group, create_group
from workgroups.groups.actions.invitations import (
    INVITATION_LASTS,
    accept_invitation,
    invite_member,
    join_by_invitation,
    restore_invitation,
    send_invitation_again,
    withdraw_invitation,
)
from workgroups.groups.actions.markings import choose_markings
from workgroups.groups.actions.numbers import next_number
from workgroups.groups.actions.people import forget_people_list, import_people, read_people, send_invitations
from workgroups.groups.actions.programmes import (
    add_collaboration,
    add_occasion,
    change_programme,
    choose_desk,
    create_programme,
    edit_collaboration,
    edit_occasion,
    remove_collaboration,
    remove_occasion,
)
from workgroups.groups.actions.seats import end_office, end_seat, take_office, take_seat
from workgroups.groups.actions.years import (
    Listed,
    add_participants,
    change_participants,
    create_year,
    describe_group,
    edit_year,
    publish_year,
    remove_participants,
    undescribe_group,
    withdraw_year,
)

__all__ = [
    "INVITATION_LASTS",
    "Listed",
    "accept_invitation",
    "add_collaboration",
    "add_delegation",
    "add_occasion",
    "add_participants",
    "add_term",
    "change_group",
    "change_participants",
    "change_programme",
    "choose_desk",
    "choose_markings",
    "create_group",
    "create_programme",
    "create_year",
    "describe_group",
    "edit_collaboration",
    "edit_occasion",
    "edit_year",
    "end_office",
    "end_seat",
    "forget_people_list",
    "import_people",
    "invite_member",
    "join_by_invitation",
    "next_number",
    "publish_year",
    "read_people",
    "remove_collaboration",
    "remove_occasion",
    "remove_participants",
    "restore_invitation",
    "send_invitation_again",
    "send_invitations",
    "take_office",
    "take_seat",
    "undescribe_group",
    "withdraw_invitation",
    "withdraw_year",
]
