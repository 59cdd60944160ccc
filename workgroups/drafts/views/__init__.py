"""Pages of drafts: the list, the text with its editor, one block without script, versions, proposals and answers."""

from workgroups.drafts.views.answers import proposal_answer, proposal_merge, proposal_reopen
from workgroups.drafts.views.blocks import block_edit
from workgroups.drafts.views.clearing import clearing_page
from workgroups.drafts.views.comments import (
    comment_add,
    comment_answer,
    comment_edit,
    comment_history,
    comment_list,
    comment_page,
    comment_rail,
    comment_remove,
    comment_reopen,
    comment_resolve,
    comment_restore,
    commenting_choose,
)
from workgroups.drafts.views.copies import copy_list
from workgroups.drafts.views.drafts import draft_add, draft_list, draft_marking, draft_page, draft_text, fault_list
from workgroups.drafts.views.figures import figure_add, picture_add
from workgroups.drafts.views.files import arrival_add, arrival_page, draft_return, matrix_return
from workgroups.drafts.views.guests import guest_page, guest_things, guest_write
from workgroups.drafts.views.line import draft_line
from workgroups.drafts.views.matrix import matrix_page
from workgroups.drafts.views.moments import draft_authors, moment_list, moment_page, state_restore, version_compare
from workgroups.drafts.views.positions import (
    alternative_add,
    bracket_add,
    bracket_clean,
    bracket_page,
    bracket_rail,
    bracket_support,
    consensus,
    position_set,
)
from workgroups.drafts.views.proposals import (
    draft_pen,
    proposal_add,
    proposal_list,
    proposal_page,
    proposal_rail,
    proposal_send,
    proposal_withdraw,
)
from workgroups.drafts.views.provenance import (
    block_history,
)
from workgroups.drafts.views.purging import purge_add, purge_page
from workgroups.drafts.views.references import (
    reference_add,
    reference_edit,
    reference_list,
    reference_remove,
    reference_restore,
)
from workgroups.drafts.views.sections import (
    section_give,
    section_hand_in,
    section_list,
    section_lock,
    section_rail,
    section_reopen,
    section_restore,
    section_take,
    section_tie,
    section_unlock,
)
from workgroups.drafts.views.states import draft_state, state_rules
from workgroups.drafts.views.versions import version_add, version_list, version_page
from workgroups.drafts.views.visits import draft_seen, draft_since

__all__ = [
    "alternative_add",
    "arrival_add",
    "arrival_page",
    "block_edit",
    "block_history",
    "bracket_add",
    "bracket_clean",
    "bracket_page",
    "bracket_rail",
    "bracket_support",
    "clearing_page",
    "comment_add",
    "comment_answer",
    "comment_edit",
    "comment_history",
    "comment_list",
    "comment_page",
    "comment_rail",
    "comment_remove",
    "comment_reopen",
    "comment_resolve",
    "comment_restore",
    "commenting_choose",
    "consensus",
    "copy_list",
    "draft_add",
    "draft_authors",
    "draft_line",
    "draft_list",
    "draft_marking",
    "draft_page",
    "draft_pen",
    "draft_return",
    "draft_seen",
    "draft_since",
    "draft_state",
    "draft_text",
    "fault_list",
    "figure_add",
    "guest_page",
    "guest_things",
    "guest_write",
    "matrix_page",
    "matrix_return",
    "moment_list",
    "moment_page",
    "picture_add",
    "position_set",
    "proposal_add",
    "proposal_answer",
    "proposal_list",
    "proposal_merge",
    "proposal_page",
    "proposal_rail",
    "proposal_reopen",
    "proposal_send",
    "proposal_withdraw",
    "purge_add",
    "purge_page",
    "reference_add",
    "reference_edit",
    "reference_list",
    "reference_remove",
    "reference_restore",
    "section_give",
    "section_hand_in",
    "section_list",
    "section_lock",
    "section_rail",
    "section_reopen",
    "section_restore",
    "section_take",
    "section_tie",
    "section_unlock",
    "state_restore",
    "state_rules",
    "version_add",
    "version_compare",
    "version_list",
    "version_page",
]
