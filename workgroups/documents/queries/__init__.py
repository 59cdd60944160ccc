"""Read a group's library."""

from workgroups.documents.queries.documents import (
    documents_visible_to,
    markings_of,
    newest,
    renditions_of,
    shown,
    versions_of,
    watchers_of,
)
from workgroups.documents.queries.schemes import Rules, rules_of

__all__ = [
    "Rules",
    "documents_visible_to",
    "markings_of",
    "newest",
    "renditions_of",
    "rules_of",
    "shown",
    "versions_of",
    "watchers_of",
]
