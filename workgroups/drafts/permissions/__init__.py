"""Who may read, edit, freeze and propose to drafts, take and bring them as files, and the guarded way to each."""

from workgroups.drafts.permissions.drafts import (
    can_create_draft,
    can_edit,
    can_name_version,
    can_propose,
    can_read,
    can_reopen,
    can_type,
    can_withdraw,
    draft_for,
    draft_for_guest,
    holds_pen,
    line_ticket,
    opens_line,
    proposal_for,
    speaks_for,
    version_for,
)
from workgroups.drafts.permissions.files import ARRIVALS, COPIES, arrival_for

__all__ = [
    "ARRIVALS",
    "COPIES",
    "arrival_for",
    "can_create_draft",
    "can_edit",
    "can_name_version",
    "can_propose",
    "can_read",
    "can_reopen",
    "can_type",
    "can_withdraw",
    "draft_for",
    "draft_for_guest",
    "holds_pen",
    "line_ticket",
    "opens_line",
    "proposal_for",
    "speaks_for",
    "version_for",
]
