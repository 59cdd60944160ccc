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

__all__ = [
    "Block",
    "at_rest",
    "blocks_in",
    "document_of",
    "drafts_hidden_from",
    "drafts_in",
    "payloads",
    "unfolded",
    "updates_after",
    "versions_of",
    "writers_between",
]
