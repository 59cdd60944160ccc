"""Doors: beginning, and a person's own settings."""

from workgroups.accounts.views.card import card
from workgroups.accounts.views.copies import copy_ask, copy_file, copy_remove
from workgroups.accounts.views.entry import demonstration_sign_in, welcome
from workgroups.accounts.views.first import first_steps
from workgroups.accounts.views.kept import my_data
from workgroups.accounts.views.leaving import leaving
from workgroups.accounts.views.looks import look_list
from workgroups.accounts.views.profile import hours, profile, settings_page, signing_in
from workgroups.accounts.views.proof import prove, set_password
from workgroups.accounts.views.sessions import session_end, session_list

__all__ = [
    "card",
    "copy_ask",
    "copy_file",
    "copy_remove",
    "demonstration_sign_in",
    "first_steps",
    "hours",
    "leaving",
    "look_list",
    "my_data",
    "profile",
    "prove",
    "session_end",
    "session_list",
    "set_password",
    "settings_page",
    "signing_in",
    "welcome",
]
