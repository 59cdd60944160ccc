"""Drafts: the log of their Yjs updates, snapshots, named versions, bound client ids; proposals, who holds the pen."""

from workgroups.drafts.models.drafts import Draft
from workgroups.drafts.models.history import DraftClient, DraftSnapshot, DraftUpdate, DraftVersion
from workgroups.drafts.models.proposals import PenHolder, Proposal

__all__ = ["Draft", "DraftClient", "DraftSnapshot", "DraftUpdate", "DraftVersion", "PenHolder", "Proposal"]
