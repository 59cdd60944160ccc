"""Read groups, programmes and who sits where."""

from workgroups.groups.queries.engines import epochs_of, groups_by_person, members_by_group, rosters_of
from workgroups.groups.queries.follow_ups import Scope, scope_of
from workgroups.groups.queries.manage import ManageEntry, ManageSection, in_sections
from workgroups.groups.queries.markings import participants_by_group, readable_by, readers_of_marking
from workgroups.groups.queries.members import (
    NavEntry,
    Sitting,
    as_read,
    delegations_in,
    groups_of,
    invitations_sent,
    invitations_waiting,
    officers_of,
    people_in,
    seats_in,
    sittings_in,
)
from workgroups.groups.queries.nominations import (
    asked_in,
    groups_open_to_requests,
    names_waiting,
    nomination_calls,
    requests_to,
)
from workgroups.groups.queries.order import OFFICE_ORDER, SEAT_ORDER, STATE_ORDER
from workgroups.groups.queries.people import exported, report_of
from workgroups.groups.queries.programmes import (
    YearWork,
    groups_in,
    groups_in_year,
    groups_officed_by,
    groups_with_terms,
    participant_lists,
    programmes,
    programmes_edited_by,
    programmes_with_groups,
    public_programmes,
    published_years,
)
from workgroups.groups.queries.standing import people_in_delegation

__all__ = [
    "OFFICE_ORDER",
    "SEAT_ORDER",
    "STATE_ORDER",
    "ManageEntry",
    "ManageSection",
    "NavEntry",
    "Scope",
    "Sitting",
    "YearWork",
    "as_read",
    "asked_in",
    "delegations_in",
    "epochs_of",
    "exported",
    "groups_by_person",
    "groups_in",
    "groups_in_year",
    "groups_of",
    "groups_officed_by",
    "groups_open_to_requests",
    "groups_with_terms",
    "in_sections",
    "invitations_sent",
    "invitations_waiting",
    "members_by_group",
    "names_waiting",
    "nomination_calls",
    "officers_of",
    "participant_lists",
    "participants_by_group",
    "people_in",
    "people_in_delegation",
    "programmes",
    "programmes_edited_by",
    "programmes_with_groups",
    "public_programmes",
    "published_years",
    "readable_by",
    "readers_of_marking",
    "report_of",
    "requests_to",
    "rosters_of",
    "scope_of",
    "seats_in",
    "sittings_in",
]
