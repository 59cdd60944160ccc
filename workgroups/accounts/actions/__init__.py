"""Make people, let them change what the others see of them, take their data along and leave."""

from workgroups.accounts.actions.copies import (
    ask_copy,
    expire_copy,
    finish_copy,
    remove_copy,
    step_copy,
    take_copy,
)
from workgroups.accounts.actions.leaving import GRACE, ask_to_leave, erase_person, stay
from workgroups.accounts.actions.people import (
    TELEPHONE,
    change_card,
    change_hours,
    change_profile,
    choose_operator,
    choose_rules,
    close_account,
    end_other_sessions,
    end_session,
    join,
    make_first_officer,
    open_account,
    reset_factors,
)

__all__ = [
    "GRACE",
    "TELEPHONE",
    "ask_copy",
    "ask_to_leave",
    "change_card",
    "change_hours",
    "change_profile",
    "choose_operator",
    "choose_rules",
    "close_account",
    "end_other_sessions",
    "end_session",
    "erase_person",
    "expire_copy",
    "finish_copy",
    "join",
    "make_first_officer",
    "open_account",
    "remove_copy",
    "reset_factors",
    "stay",
    "step_copy",
    "take_copy",
]
