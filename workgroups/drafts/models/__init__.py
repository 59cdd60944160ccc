"""Drafts: the append-only log of their Yjs updates, snapshots that compact it, named versions, bound client ids."""

from workgroups.drafts.models.drafts import Draft
from workgroups.drafts.models.history import DraftClient, DraftSnapshot, DraftUpdate, DraftVersion

__all__ = ["Draft", "DraftClient", "DraftSnapshot", "DraftUpdate", "DraftVersion"]
