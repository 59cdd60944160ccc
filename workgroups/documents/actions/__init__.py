"""Keep a library: each act asks permission, writes, and announces itself."""

from workgroups.documents.actions.archives import (
    ask_archive,
    expire_archive,
    finish_archive,
    step_archive,
    take_archive,
)
from workgroups.documents.actions.documents import (
    MOST_FILES,
    Given,
    add_document,
    change_document,
    choose_watching,
    purge_document,
    restore_document,
    withdraw_document,
)
from workgroups.documents.actions.schemes import set_scheme
from workgroups.documents.actions.texts import read_words
from workgroups.documents.actions.versions import add_version

__all__ = [
    "MOST_FILES",
    "Given",
    "add_document",
    "add_version",
    "ask_archive",
    "change_document",
    "choose_watching",
    "expire_archive",
    "finish_archive",
    "purge_document",
    "read_words",
    "restore_document",
    "set_scheme",
    "step_archive",
    "take_archive",
    "withdraw_document",
]
