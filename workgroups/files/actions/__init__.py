"""Take files in, at once or in pieces, and let go of what nobody used."""

from workgroups.files.actions.checking import check, take_check, take_unasked
from workgroups.files.actions.extracts import keep_extract, read_extract, take_extract, text_now, want_text
from workgroups.files.actions.storing import (
    LARGEST,
    LARGEST_MB,
    store,
    store_blob,
    store_bytes,
    store_picture,
    store_stream,
    too_large,
)
from workgroups.files.actions.sweeping import forget_file, forget_files, sweep_left_behind
from workgroups.files.actions.uploads import (
    append_upload,
    finish_upload,
    largest_mb,
    open_upload,
    remove_upload,
    resume_upload,
    sweep_expired,
)

__all__ = [
    "LARGEST",
    "LARGEST_MB",
    "append_upload",
    "check",
    "finish_upload",
    "forget_file",
    "forget_files",
    "keep_extract",
    "largest_mb",
    "open_upload",
    "read_extract",
    "remove_upload",
    "resume_upload",
    "store",
    "store_blob",
    "store_bytes",
    "store_picture",
    "store_stream",
    "sweep_expired",
    "sweep_left_behind",
    "take_check",
    "take_extract",
    "take_unasked",
    "text_now",
    "too_large",
    "want_text",
]
