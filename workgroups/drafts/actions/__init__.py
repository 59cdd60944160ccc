"""Write drafts: begin one, take updates into its log, edit a block, name a version."""

from workgroups.drafts.actions.blocks import edit_block
from workgroups.drafts.actions.drafts import SEED_CLIENT, create_draft, mark_draft
from workgroups.drafts.actions.updates import (
    KEEP_SNAPSHOTS,
    Batch,
    announce_change,
    append_updates,
    bind_clients,
    fold_draft,
)
from workgroups.drafts.actions.versions import name_version

__all__ = [
    "KEEP_SNAPSHOTS",
    "SEED_CLIENT",
    "Batch",
    "announce_change",
    "append_updates",
    "bind_clients",
    "create_draft",
    "edit_block",
    "fold_draft",
    "mark_draft",
    "name_version",
]
