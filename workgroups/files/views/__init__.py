"""Doors of stored files and of files on their way in."""

from workgroups.files.views.files import file, preview
from workgroups.files.views.uploads import upload, upload_open

__all__ = ["file", "preview", "upload", "upload_open"]
