"""Write drafts: begin one, take updates into its log, edit a block, name a version; propose changes, answer them."""

from workgroups.drafts.actions.answers import accept_proposal, decline_proposal, merge_proposal, reopen_proposal
from workgroups.drafts.actions.blocks import edit_block
from workgroups.drafts.actions.comments import (
    add_comment,
    answer_comment,
    choose_commenting,
    edit_comment,
    purge_comment,
    remove_comment,
    reopen_comment,
    resolve_comment,
    restore_comment,
)
from workgroups.drafts.actions.drafts import SEED_CLIENT, create_draft, mark_draft
from workgroups.drafts.actions.figures import add_figure
from workgroups.drafts.actions.files import (
    ask_copy,
    begin_from_file,
    bring_file,
    finish_arrival,
    finish_copy,
    forget_arrivals,
    put_back,
    take_arrival,
    take_copy,
)
from workgroups.drafts.actions.filled import LOOK, agree_to_rows, take_rows
from workgroups.drafts.actions.moments import REST_ON_LOG, keep_moment, prune_history, restore_state, shelve_changes
from workgroups.drafts.actions.positions import (
    add_alternative,
    clean_bracket,
    open_bracket,
    state_position,
    support_alternative,
)
from workgroups.drafts.actions.proposals import give_pen, put_forward, withdraw_proposal
from workgroups.drafts.actions.purging import carry_out_purge, order_purge
from workgroups.drafts.actions.references import (
    add_reference,
    edit_reference,
    remove_reference,
    restore_reference,
)
from workgroups.drafts.actions.sections import (
    give_section,
    hand_in_section,
    lock_section,
    note_sections,
    pass_section,
    remind_of_section,
    reopen_section,
    restore_section,
    take_section,
    tie_section,
    unlock_section,
)
from workgroups.drafts.actions.states import choose_states, move_draft
from workgroups.drafts.actions.updates import (
    KEEP_SNAPSHOTS,
    Batch,
    announce_change,
    append_updates,
    bind_clients,
    fold_draft,
)
from workgroups.drafts.actions.versions import name_version
from workgroups.drafts.actions.visits import note_visit

__all__ = [
    "KEEP_SNAPSHOTS",
    "LOOK",
    "REST_ON_LOG",
    "SEED_CLIENT",
    "Batch",
    "accept_proposal",
    "add_alternative",
    "add_comment",
    "add_figure",
    "add_reference",
    "agree_to_rows",
    "announce_change",
    "answer_comment",
    "append_updates",
    "ask_copy",
    "begin_from_file",
    "bind_clients",
    "bring_file",
    "carry_out_purge",
    "choose_commenting",
    "choose_states",
    "clean_bracket",
    "create_draft",
    "decline_proposal",
    "edit_block",
    "edit_comment",
    "edit_reference",
    "finish_arrival",
    "finish_copy",
    "fold_draft",
    "forget_arrivals",
    "give_pen",
    "give_section",
    "hand_in_section",
    "keep_moment",
    "lock_section",
    "mark_draft",
    "merge_proposal",
    "move_draft",
    "name_version",
    "note_sections",
    "note_visit",
    "open_bracket",
    "order_purge",
    "pass_section",
    "prune_history",
    "purge_comment",
    "put_back",
    "put_forward",
    "remind_of_section",
    "remove_comment",
    "remove_reference",
    "reopen_comment",
    "reopen_proposal",
    "reopen_section",
    "resolve_comment",
    "restore_comment",
    "restore_reference",
    "restore_section",
    "restore_state",
    "shelve_changes",
    "state_position",
    "support_alternative",
    "take_arrival",
    "take_copy",
    "take_rows",
    "take_section",
    "tie_section",
    "unlock_section",
    "withdraw_proposal",
]
