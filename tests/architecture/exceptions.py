"""The one list of exceptions from the rules: place → reason. An exception that nobody needs fails too.

A place is a path, or `path:function`. Ask first whether the code can follow the rule.
"""

SIZES: dict[str, str] = {}

# Actions that do not end by emitting, or are not atomic themselves.
ACTIONS: dict[str, str] = {
    "workgroups/deliverables/actions/yearly.py:draft_year": "the draft that it begins says so",
    "workgroups/documents/actions/numbers.py:numbered": "a step of its caller's action, which emits",
    "workgroups/documents/actions/versions.py:name_files": "a step of its caller's action, which emits",
    "workgroups/documents/actions/versions.py:write_version": "a step of its caller's action, which emits",
    "workgroups/circulars/actions/acknowledging.py:open_circular": "a mark; nobody waits to hear of it",
    "workgroups/drafts/actions/files.py:begin_from_file": "the draft that it begins says so",
    "workgroups/drafts/actions/files.py:put_back": "the proposals that it makes say so",
    "workgroups/drafts/actions/files.py:forget_arrivals": "files that one person saw for a week",
    "workgroups/drafts/actions/updates.py:append_updates": "keystrokes have their own log; the event comes at rest",
    "workgroups/drafts/actions/updates.py:bind_clients": "a mark of whose bytes are whose; nobody waits to hear it",
    "workgroups/drafts/actions/updates.py:change_document": "a step of its caller's action, which emits",
    "workgroups/drafts/actions/updates.py:fold_draft": "compaction changes nothing that anybody could see",
    "workgroups/drafts/actions/versions.py:freeze_version": "a step of its caller's action, which emits",
    "workgroups/drafts/actions/moments.py:keep_moment": "beat keeps what changed long before; the event came at rest",
    "workgroups/drafts/actions/moments.py:shelve_changes": "packing changes nothing that anybody could see",
    "workgroups/drafts/actions/moments.py:prune_history": "what is too old leaves; no page shows it",
    "workgroups/drafts/actions/sections.py:note_sections": "follows the event at rest; pages work it out themselves",
    "workgroups/drafts/actions/visits.py:note_visit": "a mark that only its reader looks at",
    "workgroups/groups/actions/numbers.py:next_number": "a step of its caller's action, which emits",
    "workgroups/groups/actions/epoch.py:open_epoch": "a step of its caller's action, which emits",
    "workgroups/groups/actions/seats.py:fill_seat": "a step of its caller's action, which emits",
    "workgroups/groups/actions/seats.py:fill_office": "a step of its caller's action, which emits",
    "workgroups/groups/actions/seats.py:hold": "a step of its caller's action, which emits",
    "workgroups/groups/actions/seats.py:keep_one_head": "a step of its caller's action, which emits",
    "workgroups/groups/actions/seats.py:require_another_officer": "a step of its caller's action, which emits",
    "workgroups/groups/actions/seats.py:require_free": "a step of its caller's action, which emits",
    "workgroups/groups/actions/seats.py:require_span": "a step of its caller's action, which emits",
    "workgroups/groups/actions/seats.py:turn_seat": "a step of its caller's action, which emits",
    "workgroups/threads/actions.py:forget_mentions": "a step of somebody's leaving, which emits",
    "workgroups/polls/actions/register.py:new_decision": "a step of its caller's action, which emits",
}

# Reaching the database from a view, or the clock from anywhere but core.
DUTIES: dict[str, str] = {}

# Imports of another app's private files, or of an engine by an action.
IMPORTS: dict[str, str] = {}

# `|safe`, `mark_safe`: markup that is trusted, and why it may be.
TRUSTED_MARKUP: dict[str, str] = {
    "workgroups/core/templatetags/ui.py": "icons are files of our own, and an attribute without any input",
    "templates/deliverables/build_page.html": "a build's web edition: every word was escaped by our own writer",
    "templates/public/article.html": "an article's HTML: made from Markdown by core.markdown when it was written",
    "templates/public/release_page.html": "a release's web edition: every word was escaped by our own writer",
    "templates/components/_field_words.html": "a field's help text is written in the code, never by a person",
    "workgroups/public/templatetags/linked_data.py": "Django's own escaping of JSON, under another media type",
    "workgroups/core/markdown.py": "the one door for public prose: made from Markdown without HTML, then cleaned",
    "workgroups/core/mentions.py": "the one door for posts: made from Markdown without HTML, then cleaned",
}

# Everything else about templates.
TEMPLATES: dict[str, str] = {}

MIGRATIONS: dict[str, str] = {}

# Events without a reader or a topic, by wire name.
EVENTS: dict[str, str] = {
    "accounts.person_joined": "for the record; whoever joins has no page open yet",
    "accounts.sessions_ended": "for the record; the sockets of an ended session are closed by the hub's own look",
    "accounts.profile_changed": "for the record; mail and pages read the profile when they are made",
    "accounts.first_officer_named": "for the record of who began the installation",
    "accounts.account_closed": "for the record; open pages hear by the epochs of the person's groups",
    "accounts.account_opened": "for the record; open pages hear by the epochs of the person's groups",
    "accounts.operator_chosen": "for the record of who runs the installation",
    "groups.programme_created": "for the record of who made what; no page shows it live",
    "groups.people_list_forgotten": "for the record that the addresses are gone; the page that showed them is 404",
    "groups.group_created": "for the record of who made what; nobody has the new group open yet",
}
