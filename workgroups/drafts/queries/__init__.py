"""Read drafts: lists, the document as it stands, its versions."""

from workgroups.drafts.queries.documents import (
    Block,
    at_rest,
    blocks_in,
    document_of,
    payloads,
    unfolded,
    updates_after,
    writers_between,
)
from workgroups.drafts.queries.drafts import drafts_hidden_from, drafts_in, versions_of
from workgroups.drafts.queries.proposals import (
    ANSWERED,
    PROPOSALS_DUE,
    Knot,
    Tracked,
    could_hold_pen,
    knots_of,
    pen_holders_of,
    pen_ids_of,
    proposals_of,
    proposing_delegations,
)

__all__ = [
    "ANSWERED",
    "PROPOSALS_DUE",
    "Block",
    "Knot",
    "Tracked",
    "at_rest",
    "blocks_in",
    "could_hold_pen",
    "document_of",
    "drafts_hidden_from",
    "drafts_in",
    "knots_of",
    "payloads",
    "pen_holders_of",
    "pen_ids_of",
    "proposals_of",
    "proposing_delegations",
    "unfolded",
    "updates_after",
    "versions_of",
    "writers_between",
]
