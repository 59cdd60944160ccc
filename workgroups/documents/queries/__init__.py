"""Read a group's library."""

from workgroups.documents.queries.documents import (
    documents_visible_to,
    newest,
    parts_of,
    renditions_of,
    shown,
    versions_of,
    watchers_of,
)
from workgroups.documents.queries.lists import (
    Page,
    Wish,
    authors_of,
    found_by,
    page_of,
    years_of,
)
from workgroups.documents.queries.schemes import Rules, next_symbol, rules_of
from workgroups.documents.queries.texts import Shown, blobs_of, documents_saying, text_shown, words_of
from workgroups.documents.queries.verify import (
    faults_of_the_library,
)

__all__ = [
    "Page",
    "Rules",
    "Shown",
    "Wish",
    "authors_of",
    "blobs_of",
    "documents_saying",
    "documents_visible_to",
    "faults_of_the_library",
    "found_by",
    "newest",
    "next_symbol",
    "page_of",
    "parts_of",
    "renditions_of",
    "rules_of",
    "shown",
    "text_shown",
    "versions_of",
    "watchers_of",
    "words_of",
    "years_of",
]
