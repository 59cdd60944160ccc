"""Pages of drafts: the list, the text with its editor, one block without script, versions and their differences."""

from workgroups.drafts.views.blocks import block_edit
from workgroups.drafts.views.drafts import draft_add, draft_list, draft_marking, draft_page, draft_text
from workgroups.drafts.views.guests import guest_page, guest_things, guest_write
from workgroups.drafts.views.versions import version_add, version_compare, version_list, version_page

__all__ = [
    "block_edit",
    "draft_add",
    "draft_list",
    "draft_marking",
    "draft_page",
    "draft_text",
    "guest_page",
    "guest_things",
    "guest_write",
    "version_add",
    "version_compare",
    "version_list",
    "version_page",
]
