"""Read people, what is kept about them, and their copies of it."""

from workgroups.accounts.queries.acts import acts_of, looks_of
from workgroups.accounts.queries.copies import copy_of, row_of_person, rows_of, waiting_copies
from workgroups.accounts.queries.kept import columns_of, kept_about, kinds_kept
from workgroups.accounts.queries.leaving import addresses_of, is_last_operator, obstacles_of
from workgroups.accounts.queries.people import (
    FACTORS,
    CastMember,
    Choices,
    SignedIn,
    card_of,
    cast,
    cast_person,
    factors_of,
    holds_address,
    lacks_factor,
    names_of,
    network_of,
    nobody_is_here,
    officers_need_factor,
    person_with_email,
    sessions_of,
    setup_key,
    time_zones,
)

__all__ = [
    "FACTORS",
    "CastMember",
    "Choices",
    "SignedIn",
    "acts_of",
    "addresses_of",
    "card_of",
    "cast",
    "cast_person",
    "columns_of",
    "copy_of",
    "factors_of",
    "holds_address",
    "is_last_operator",
    "kept_about",
    "kinds_kept",
    "lacks_factor",
    "looks_of",
    "names_of",
    "network_of",
    "nobody_is_here",
    "obstacles_of",
    "officers_need_factor",
    "person_with_email",
    "row_of_person",
    "rows_of",
    "sessions_of",
    "setup_key",
    "time_zones",
    "waiting_copies",
]
