"""Drafts: the log of their Yjs updates, what compacts and keeps it, states, bound client ids; proposals, comments."""

from workgroups.drafts.models.comments import Comment, CommentCall, CommentPost, CommentRevision
from workgroups.drafts.models.drafts import Draft
from workgroups.drafts.models.files import (
    MATRIX_FORMATS,
    TABLES,
    TEXT_FORMATS,
    TRACKED_FORMATS,
    Arrival,
    Copy,
    FileState,
)
from workgroups.drafts.models.history import (
    DraftClient,
    DraftHistory,
    DraftMoment,
    DraftSnapshot,
    DraftUpdate,
    DraftVersion,
)
from workgroups.drafts.models.positions import ON_A_TEXT, RESERVATIONS, Alternative, Bracket, Position, Support
from workgroups.drafts.models.proposals import PenHolder, Proposal
from workgroups.drafts.models.purges import DraftPurge
from workgroups.drafts.models.references import Reference
from workgroups.drafts.models.sections import DraftSection, SectionOwner
from workgroups.drafts.models.states import DraftMove, StateRule
from workgroups.drafts.models.visits import DraftVisit

__all__ = [
    "MATRIX_FORMATS",
    "ON_A_TEXT",
    "RESERVATIONS",
    "TABLES",
    "TEXT_FORMATS",
    "TRACKED_FORMATS",
    "Alternative",
    "Arrival",
    "Bracket",
    "Comment",
    "CommentCall",
    "CommentPost",
    "CommentRevision",
    "Copy",
    "Draft",
    "DraftClient",
    "DraftHistory",
    "DraftMoment",
    "DraftMove",
    "DraftPurge",
    "DraftSection",
    "DraftSnapshot",
    "DraftUpdate",
    "DraftVersion",
    "DraftVisit",
    "FileState",
    "PenHolder",
    "Position",
    "Proposal",
    "Reference",
    "SectionOwner",
    "StateRule",
    "Support",
]
