"""Make groups and fill their seats; each act asks permission, writes, and announces itself."""

from workgroups.groups.actions.groups import add_delegation, change_group, create_group, create_programme
from workgroups.groups.actions.invitations import (
    INVITATION_LASTS,
    accept_invitation,
    invite_member,
    join_by_invitation,
    send_invitation_again,
    withdraw_invitation,
)
from workgroups.groups.actions.numbers import next_number
from workgroups.groups.actions.seats import end_office, end_seat, take_office, take_seat

__all__ = [
    "INVITATION_LASTS",
    "accept_invitation",
    "add_delegation",
    "change_group",
    "create_group",
    "create_programme",
    "end_office",
    "end_seat",
    "invite_member",
    "join_by_invitation",
    "next_number",
    "send_invitation_again",
    "take_office",
    "take_seat",
    "withdraw_invitation",
]
